import { expect, it } from 'vitest';
import type { DriftReport } from '../../src/checks/drift/drift.ts';
import { driftText } from '../../src/output/drift-text.ts';

const sql =
  'ALTER TABLE "public"."users" ALTER COLUMN "full_name" TYPE character varying(255) USING "full_name"::text;';
const report: DriftReport = {
  differences: [
    {
      id: 'type:public.users.full_name',
      subject: 'type',
      schema: 'public',
      table: 'users',
      name: 'full_name',
      model: 'User',
      attribute: 'fullName',
      odd: 'database',
      said: { models: 'character varying(255)', database: 'text', migrations: 'character varying(255)' },
      remedy: {
        type: 'repair',
        text: 'Run this in the database, or write a migration if the database is right.',
        sql,
      },
    },
  ],
  sides: ['models', 'database', 'migrations'],
  incomplete: [],
  remarks: [],
  pendingMigrations: [],
  tableCount: 1,
  modelCount: 1,
};

it('breaks the remedy at the edge of the screen, no SQL, and nothing in a pipe', () => {
  expect(driftText(report, { hasColor: false, width: 60 })).toBe(`users (User)
  type full_name  (the database stands alone)
    models     character varying(255)
  > database   text
    migrations character varying(255)
    → Run this in the database, or write a migration if the
      database is right.
        ${sql}

1 difference (models, database, migrations: 1 table, 1 model).
`);
  expect(driftText(report, { hasColor: false, width: null })).toContain(
    '    → Run this in the database, or write a migration if the database is right.\n',
  );
});

it('keeps the order of what differs, and names a place again where it comes again', () => {
  const places = [null, 'users', 'users', null];
  const [one] = report.differences;
  const differences = places.flatMap((table) => (one === undefined ? [] : [{ ...one, model: null, table }]));
  const text = driftText({ ...report, differences }, { hasColor: false, width: null });
  expect(text.split('\n').filter((line) => /^(?:schema|users)/.test(line))).toEqual([
    'schema public',
    'users',
    'schema public',
  ]);
});
