/** Fixes that give a column another type, on a real server: no SQL where it would be refused, and SQL that runs where it is not. */
import { DataTypes } from 'sequelize';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CheckFinding } from '../../../src/checks/doctor/finding.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { type ClinicDraft, examine } from './clinic-fixture.ts';
import { statementsIn } from './seeds.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  await database.execute('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
});
afterAll(async () => {
  await database.drop();
});

async function finding(id: string, models: ClinicDraft['models'] = {}): Promise<CheckFinding> {
  const draft = { models, associations: {} };
  const found = await examine({ target: database.target, draft, files: [] });
  const one = found.find((candidate) => candidate.id === id);
  if (one === undefined) throw new Error(`no ${id} among ${found.map((other) => other.id).join(', ')}`);
  return one;
}

async function mend({ fix }: CheckFinding): Promise<void> {
  for (const statement of statementsIn(fix?.code ?? '')) await database.execute(statement);
}

const table = 'CREATE TABLE t (id int PRIMARY KEY, at timestamp, note text)';
const touch = 'CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN new; END $$';
const holders = [
  ['view public.v', `${table}; CREATE VIEW v AS SELECT at FROM t`],
  ['materialized view public.v', `${table}; CREATE MATERIALIZED VIEW v AS SELECT id FROM t WHERE at IS NULL`],
  ['rule r on public.t', `${table}; CREATE RULE r AS ON INSERT TO t WHERE new.at IS NULL DO INSTEAD NOTHING`],
  [
    'generated column public.t.year',
    `${table}; ALTER TABLE t ADD year int GENERATED ALWAYS AS (date_part('year', at)) STORED`,
  ],
  ['policy p on public.t', `${table}; CREATE POLICY p ON t USING (at IS NOT NULL)`],
  [
    'trigger g on public.t',
    `${table}; ${touch}; CREATE TRIGGER g BEFORE UPDATE OF at ON t FOR EACH ROW EXECUTE FUNCTION touch()`,
  ],
  [
    'trigger g on public.t',
    `${table}; ${touch}; CREATE TRIGGER g AFTER UPDATE ON t FOR EACH ROW WHEN (new.at IS NULL) EXECUTE FUNCTION touch()`,
  ],
  [
    'function public.latest()',
    `${table}; CREATE FUNCTION latest() RETURNS timestamp LANGUAGE sql BEGIN ATOMIC SELECT max(at) FROM t; END`,
  ],
  [
    'publication relation public.t in publication doctor_p',
    `${table}; CREATE PUBLICATION doctor_p FOR TABLE t WHERE (at IS NOT NULL) WITH (publish = 'insert')`,
  ],
  ['partition key of table public.t', 'CREATE TABLE t (id int, at timestamp) PARTITION BY RANGE (at)'],
  [
    'partition key of table public.t',
    "CREATE TABLE t (id int, at timestamp) PARTITION BY RANGE (date_trunc('day', at))",
  ],
  [
    'view public.v',
    `CREATE TABLE t (id int, at timestamp) PARTITION BY RANGE (id);
     CREATE TABLE t_1 (at timestamp, id int); ALTER TABLE t ATTACH PARTITION t_1 DEFAULT; CREATE VIEW v AS SELECT at FROM t_1`,
  ],
] as const;

describe('a column that the server gives no other type', () => {
  it.each(holders)('gets no SQL, and is told with what stands on it: %s', async (holder, sql) => {
    await database.execute(sql);
    const found = await finding('timestamp-without-time-zone:public.t.at');
    expect(found.evidence).toContain(`the server refuses "t.at" another type because of "${holder}"`);
    expect(found.fix).toBeNull();
    await expect(database.execute('ALTER TABLE t ALTER COLUMN at TYPE timestamptz')).rejects.toThrow(
      /cannot alter/,
    );
  });

  it.each([
    ['key-near-its-end', 't.id'],
    ['foreign-key-type-mismatch', 'items.t_id'],
  ])('is told so by %s, whichever of the family it is', async (check, column) => {
    await database.execute(`
      CREATE TABLE t (id serial PRIMARY KEY);
      CREATE TABLE items (id int PRIMARY KEY, t_id smallint REFERENCES t);
      CREATE INDEX ON items (t_id);
      SELECT setval('t_id_seq', 2000000000);
      CREATE VIEW v AS SELECT t_id FROM items`);
    const { evidence, fix } = await finding(`${check}:public.${column}`);
    expect(evidence).toContain('the server refuses "items.t_id" another type because of "view public.v"');
    expect(fix).toBeNull();
  });

  it('is told with what stands on its own table before what stands on partitions', async () => {
    await database.execute(`
      CREATE TABLE t (id int, at timestamp, year int GENERATED ALWAYS AS (date_part('year', at)) STORED) PARTITION BY RANGE (id);
      CREATE TABLE a PARTITION OF t FOR VALUES FROM (0) TO (1); CREATE TABLE b PARTITION OF t DEFAULT`);
    const { evidence } = await finding('timestamp-without-time-zone:public.t.at');
    expect(evidence.at(-1)).toBe(
      'the server refuses "t.at" another type because of "generated column public.t.year", "generated column public.a.year" and "generated column public.b.year"',
    );
  });

  it('is told so where the model allows longer texts than it holds', async () => {
    await database.execute(
      'CREATE TABLE t (id int PRIMARY KEY, note varchar(9)); CREATE VIEW v AS SELECT note FROM t',
    );
    const attributes = { id: { type: DataTypes.INTEGER, primaryKey: true }, note: DataTypes.STRING(20) };
    const { evidence, fix } = await finding('text-longer-than-column:Note.note', {
      Note: { attributes, options: { tableName: 't', timestamps: false } },
    });
    expect(evidence).toContain('the server refuses "t.note" another type because of "view public.v"');
    expect(fix).toBeNull();
  });

  it('is told where it is computed with, in ways that another type does not know', async () => {
    await database.execute(`
      CREATE TABLE t (id int PRIMARY KEY, at timestamp, data json);
      CREATE INDEX by_day ON t (date_trunc('day', at));
      CREATE INDEX recent ON t (id) WHERE at > '2020-01-01';
      ALTER TABLE t ADD CONSTRAINT short CHECK (json_array_length(data) < 9)`);
    const at = await finding('timestamp-without-time-zone:public.t.at');
    expect([at.fix, at.evidence.slice(1)]).toEqual([
      null,
      [
        '"by_day" computes something of it that another type may not have',
        '"recent" computes something of it that another type may not have',
      ],
    ]);
    const data = await finding('json-not-jsonb:public.t.data');
    expect([data.fix, data.evidence.slice(1)]).toEqual([
      null,
      ['"short" computes something of it that another type may not have'],
    ]);
    for (const type of ['at TYPE timestamptz', 'data TYPE jsonb'])
      await expect(database.execute(`ALTER TABLE t ALTER COLUMN ${type}`)).rejects.toThrow();
  });
});

describe('a column that nothing keeps', () => {
  it('gets SQL that runs, whatever else its table has', async () => {
    await database.execute(`
      CREATE TABLE t (id int PRIMARY KEY, at timestamp NOT NULL DEFAULT (now() AT TIME ZONE 'UTC'), data json DEFAULT '{}', note text,
        loud text GENERATED ALWAYS AS (upper(note)) STORED, CHECK (at > '2020-01-01'));
      CREATE INDEX ON t (at); CREATE INDEX ON t ((data ->> 'x')); CREATE INDEX ON t (id) WHERE at IS NOT NULL;
      CREATE VIEW v AS SELECT id, note FROM t; CREATE POLICY p ON t USING (note IS NOT NULL);
      SET timezone = 'Asia/Tokyo'; INSERT INTO t (id) VALUES (1)`);
    await mend(await finding('timestamp-without-time-zone:public.t.at'));
    await mend(await finding('json-not-jsonb:public.t.data'));
    await database.execute("SET timezone = 'Asia/Tokyo'; INSERT INTO t (id) VALUES (2)");
    const near = await database.execute(
      'SELECT count(*)::int AS near FROM t WHERE abs(extract(epoch FROM at - now())) < 3600',
    );
    expect(near).toEqual([{ near: 2 }]);
  });
});
