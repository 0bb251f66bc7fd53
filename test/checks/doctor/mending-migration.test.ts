/** The seeded findings as one migration, on a real server: `up` mends what it says it mends, `down` brings the schema back. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CheckFinding } from '../../../src/checks/doctor/finding.ts';
import { mendingName, planMending } from '../../../src/checks/doctor/mending-migration.ts';
import { openDatabase } from '../../../src/database/client.ts';
import { readSnapshot } from '../../../src/database/snapshot/read-snapshot.ts';
import type { Snapshot } from '../../../src/database/snapshot/snapshot.ts';
import { sqlMigrationText } from '../../../src/journal/from-models/code/sql-migration-text.ts';
import { stepJournal } from '../../../src/journal/step-journal.ts';
import { fixtureProject } from '../../journal/fixture-project.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { cleanDraft, cleanFiles, cleanSql, type Clinic, examine } from './clinic-fixture.ts';
import { seeds, statementsIn } from './seeds.ts';

const commonJs = { extension: '.js', module: 'commonjs', exports: 'default', parameter: null } as const;

describe('the migration of all seeded findings', () => {
  let database: TestDatabase;
  let folder = '';
  let clinic: Clinic;
  let findings: readonly CheckFinding[] = [];

  beforeAll(async () => {
    database = await createTestDatabase();
    for (const statement of statementsIn(cleanSql)) await database.execute(statement);
    const draft = cleanDraft();
    for (const { sql = '', models } of seeds) {
      for (const statement of statementsIn(sql)) await database.execute(statement);
      models?.(draft);
    }
    clinic = { target: database.target, draft, files: cleanFiles };
    findings = await examine(clinic);
    folder = await mkdtemp(join(tmpdir(), 'seqscope-mending-'));
  });
  afterAll(async () => {
    await database.drop();
    await rm(folder, { recursive: true });
  });

  const snapshot = async () => {
    const mode = { readOnly: true, statementTimeoutMs: null };
    const reading = openDatabase(database.target, mode, { maxConnections: 1 });
    try {
      return await reading.withConnection(readSnapshot);
    } finally {
      await reading.close();
    }
  };

  async function step(direction: 'up' | 'down') {
    const project = fixtureProject({ migrations: folder });
    const selection = { type: 'all' } as const;
    const connection = {
      target: database.target,
      mode: { readOnly: false, statementTimeoutMs: null },
      tool: 'test',
      onStatement: () => undefined,
    };
    const named = direction === 'up' ? selection : ({ type: 'next', count: 1 } as const);
    const outcome = await stepJournal(
      project,
      { kind: 'migrations', direction, selection: named },
      connection,
      {},
    );
    expect(outcome.results.map(({ error }) => error)).toEqual([null]);
  }

  it('leaves none of those that it mends, and is taken back whole', async () => {
    const { migration, mended, leftOut, isSplit } = planMending(findings);
    expect(isSplit).toBe(true);
    expect(mended.length).toBeGreaterThan(25);
    const ids = (list: readonly CheckFinding[]) => list.map(({ id }) => id);
    const without = findings.filter(({ id }) => !ids(mended).includes(id));
    expect(leftOut.reduce((sum, { count }) => sum + count, 0)).toBe(without.length);
    expect(without.filter(({ fix }) => fix?.migration != null)).toEqual([]);

    const before = await snapshot();
    await writeFile(join(folder, '9-mend.js'), sqlMigrationText(migration, commonJs));
    await step('up');
    const left = ids(await examine({ ...clinic, files: [...cleanFiles, '9-mend.js'] }));
    // The new unique index of (order_id, product_id) finds what this one does.
    const served = 'redundant-index:public.order_items.order_items_order_id';
    expect(left).toEqual([...ids(without), served]);
    await step('down');
    // An invalid index that was built anew or dropped is nothing that anybody wants back.
    const wanted = ({ objects }: Snapshot) => objects.filter(({ name }) => !invalid.includes(name));
    const invalid = ['products_name', 'products_price_ccnew'];
    expect(wanted(await snapshot())).toEqual(wanted(before));
  });
});

describe('a plan', () => {
  const finding = (id: string, given: Partial<CheckFinding>): CheckFinding => ({
    check: 'unused-index',
    level: 'info',
    id,
    schema: 'public',
    table: 't',
    column: null,
    model: null,
    attribute: null,
    rowEstimate: null,
    title: `About ${id}.`,
    evidence: [],
    fix: null,
    isKnown: false,
    ...given,
  });
  const sql = (...up: readonly string[]): Partial<CheckFinding> => ({
    fix: {
      type: 'sql',
      text: '',
      code: '',
      migration: { up, down: up.map((one) => `undo ${one}`).reverse(), reliesOn: [] },
    },
  });
  const sqlOf = (list: readonly { readonly sql: string }[]) => list.map((one) => one.sql);

  it('has what several fixes share once, and takes back the last first', () => {
    const { migration } = planMending([finding('a', sql('one', 'two')), finding('b', sql('two', 'three'))]);
    expect(sqlOf(migration.up)).toEqual(['one', 'two', 'three']);
    expect(sqlOf(migration.down)).toEqual(['undo three', 'undo two', 'undo one']);
  });

  it('leaves out, by check and with the reason, what it cannot mend', () => {
    const index = 'CREATE INDEX CONCURRENTLY "a_b_c" ON "public"."a" ("b_c")';
    const other = 'CREATE INDEX CONCURRENTLY "a_b_c" ON "public"."a_b" ("c")';
    const { mended, leftOut } = planMending([
      finding('made', sql(index)),
      finding('twice', sql(other)),
      finding('known', { ...sql('x'), isKnown: true }),
      finding('model', {
        check: 'secret-not-hidden',
        fix: { type: 'model', text: '', code: '', migration: null },
      }),
      finding('rows', {
        check: 'sequence-behind',
        fix: { type: 'sql', text: '', code: '', migration: null },
      }),
      finding('none', { check: 'invalid-index' }),
    ]);
    expect(mended.map(({ id }) => id)).toEqual(['made']);
    expect(leftOut).toEqual([
      { check: 'unused-index', why: 'its index would have the name of another one', count: 1 },
      { check: 'unused-index', why: 'in the baseline', count: 1 },
      { check: 'secret-not-hidden', why: 'it is the model that has to change', count: 1 },
      { check: 'sequence-behind', why: 'its SQL changes no schema', count: 1 },
      { check: 'invalid-index', why: 'it has no fix that could be written down', count: 1 },
    ]);
    expect(mendingName(mended)).toBe('mend-unused-index');
    expect(mendingName([...mended, finding('z', { check: 'other' })])).toBe('mend-schema');
  });

  it('drops no index for one that another fix drops', () => {
    const drop = (name: string, ...reliesOn: readonly string[]): Partial<CheckFinding> => ({
      fix: {
        type: 'sql',
        text: '',
        code: '',
        migration: { up: [`DROP INDEX CONCURRENTLY "public"."${name}"`], down: [], reliesOn },
      },
    });
    const { mended, leftOut } = planMending([
      finding('short', drop('t_a', '"public"."t_a_b"')),
      finding('long', drop('t_a_b')),
    ]);
    expect(mended.map(({ id }) => id)).toEqual(['long']);
    expect(leftOut).toMatchObject([{ why: 'another fix drops the index that would serve instead' }]);
  });

  it('makes no index that another one of it begins with', () => {
    const { migration } = planMending([
      finding('short', {
        fix: {
          type: 'sql',
          text: '',
          code: '',
          migration: {
            up: ['CREATE INDEX CONCURRENTLY "t_a" ON "public"."t" ("a")'],
            down: ['DROP INDEX CONCURRENTLY "public"."t_a"'],
            reliesOn: [],
          },
        },
      }),
      finding('partial', sql('CREATE UNIQUE INDEX "t_p" ON "public"."t" ("a", "c") WHERE "d" IS NULL')),
      finding('key', sql('ALTER TABLE "public"."t" ADD CONSTRAINT "t_pkey" PRIMARY KEY ("a", "b")')),
    ]);
    expect(sqlOf(migration.up).map((text) => text.slice(0, 30))).toEqual([
      'CREATE UNIQUE INDEX "t_p" ON "',
      'ALTER TABLE "public"."t" ADD C',
    ]);
    expect(sqlOf(migration.down).some((text) => text.includes('t_a'))).toBe(false);
  });
});

describe('its text', () => {
  const up = [
    { sql: 'CREATE INDEX CONCURRENTLY "a" ON "t" ("a")', note: 'One\nline.' },
    { sql: 'ALTER TABLE "t" ALTER COLUMN "b" SET NOT NULL', note: null },
  ];
  const down = [
    { sql: 'ALTER TABLE "t" ALTER COLUMN "b" DROP NOT NULL', note: null },
    { sql: 'DROP INDEX CONCURRENTLY "a"', note: null },
  ];

  it('runs what is CONCURRENTLY by itself, where it may be repeated, and the rest in one transaction', () => {
    expect(sqlMigrationText({ up, down }, commonJs)).toBe(`'use strict';

// What is CONCURRENTLY runs outside a transaction and can be repeated; the rest runs in one.
// seqscope-ignore-file several-operations-outside-transaction

/** @type {import('sequelize-cli').Migration} */
module.exports = {
  async up(queryInterface) {
    // One line.
    await queryInterface.sequelize.query('CREATE INDEX CONCURRENTLY IF NOT EXISTS "a" ON "t" ("a")');
    await queryInterface.sequelize.transaction(async (transaction) => {
      await queryInterface.sequelize.query('ALTER TABLE "t" ALTER COLUMN "b" SET NOT NULL', { transaction });
    });
  },

  async down(queryInterface) {
    await queryInterface.sequelize.transaction(async (transaction) => {
      await queryInterface.sequelize.query('ALTER TABLE "t" ALTER COLUMN "b" DROP NOT NULL', { transaction });
    });
    await queryInterface.sequelize.query('DROP INDEX CONCURRENTLY IF EXISTS "a"');
  },
};
`);
  });

  it('is in the manner of a TypeScript project, and says where nothing has to be taken back', () => {
    const manner = {
      extension: '.ts',
      module: 'typescript',
      exports: 'named',
      parameter: '{ context: queryInterface }',
    } as const;
    expect(sqlMigrationText({ up: up.slice(1), down: [] }, manner))
      .toBe(`import { QueryInterface } from 'sequelize';

// seqscope-ignore-file empty-down

export async function up({ context: queryInterface }: { context: QueryInterface }): Promise<void> {
  await queryInterface.sequelize.transaction(async (transaction) => {
    await queryInterface.sequelize.query('ALTER TABLE "t" ALTER COLUMN "b" SET NOT NULL', { transaction });
  });
}

export async function down({ context: queryInterface }: { context: QueryInterface }): Promise<void> {
  // Nothing has to be taken back.
}
`);
  });
});
