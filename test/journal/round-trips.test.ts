/** What a step costs beside the statements of its migration, counted on the wire, and that this saving loses nothing. */
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCountingProxy } from '../support/counting-proxy.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { all, fixtureProject, type FixtureOptions, next, step } from './fixture-project.ts';

let database: TestDatabase;
let folder = '';
beforeEach(async () => {
  database = await createTestDatabase();
  folder = mkdtempSync(join(tmpdir(), 'seqscope-trips-'));
  symlinkSync(join(import.meta.dirname, '../../node_modules'), join(folder, 'node_modules'));
});
afterEach(async () => {
  rmSync(folder, { recursive: true, force: true });
  await database.drop();
});

function write(name: string, up: string): void {
  writeFileSync(
    join(folder, name),
    `module.exports = { async up(q) { ${up} }, async down(q) { await q.sequelize.query('SELECT 1'); } };\n`,
  );
}

/** Of a run of so many migrations, each with one statement. */
async function roundTrips(count: number, direction: 'up' | 'down', options: FixtureOptions): Promise<number> {
  const proxy = await openCountingProxy(database.target);
  try {
    const { results } = await step(
      fixtureProject({ migrations: folder, ...options }),
      proxy.target,
      direction,
      next(count),
    );
    expect(results.map(({ status, wasAtomic }) => [status, wasAtomic])).toEqual(
      Array.from({ length: count }, () => ['done', true]),
    );
    return proxy.takeRoundTrips();
  } finally {
    await proxy.close();
  }
}

describe('a step after the first of its run', () => {
  it.each([
    ['up', 'without a history', { keepsHistory: false }],
    ['up', 'with a history', { keepsHistory: true }],
    ['down', 'with a history', { keepsHistory: true }],
  ] as const)(
    'takes three round trips beside its own statements: %s, %s',
    async (direction, _how, options) => {
      for (let index = 10; index < 25; index += 1)
        write(`${String(index)}.js`, `await q.sequelize.query('SELECT 1');`);
      // The journal is there before anything is counted.
      await step(fixtureProject({ migrations: folder, ...options }), database.target, 'up', next(1));
      if (direction === 'down')
        await step(fixtureProject({ migrations: folder, ...options }), database.target, 'up', all);
      const two = await roundTrips(2, direction, options);
      const ten = await roundTrips(10, direction, options);
      expect((ten - two) / 8).toBe(4);
    },
  );

  it('is recorded in a journal that the step itself has changed', async () => {
    write('1.js', `await q.createTable('one', { id: 'integer' });`);
    write(
      '2.js',
      `await q.sequelize.query('ALTER TABLE "SequelizeMeta" ADD made timestamptz NOT NULL DEFAULT now()');
       await q.sequelize.query('ALTER TABLE "SequelizeMeta" ALTER made DROP DEFAULT');`,
    );
    write('3.js', `await q.sequelize.query('DROP TABLE "SequelizeMeta"');`);
    write('4.js', `await q.createTable('four', { id: 'integer' });`);
    const { results } = await step(fixtureProject({ migrations: folder }), database.target, 'up', all);
    expect(results.map(({ status, wasAtomic }) => [status, wasAtomic])).toEqual(
      Array.from({ length: 4 }, () => ['done', true]),
    );
    expect(await database.execute('SELECT * FROM "SequelizeMeta" ORDER BY name')).toEqual([
      { name: '3.js' },
      { name: '4.js' },
    ]);
  });

  it('fails as one of its own statements when what it put off is wrong', async () => {
    write('1.js', `await q.sequelize.query('CREATE TABLE one (id int PRIMARY KEY)');`);
    write(
      '2.js',
      `await q.sequelize.query('CREATE TABLE two (one int REFERENCES one DEFERRABLE INITIALLY DEFERRED)');
       await q.sequelize.query('INSERT INTO two VALUES (7)');`,
    );
    const { results } = await step(fixtureProject({ migrations: folder }), database.target, 'up', all);
    expect(results).toMatchObject([
      { status: 'done' },
      { status: 'failed', wasAtomic: true, error: { details: { sqlState: '23503' } } },
    ]);
    expect(await database.execute('SELECT name FROM "SequelizeMeta"')).toEqual([{ name: '1.js' }]);
  });

  it('tells the statements that were sent together as what they are', async () => {
    write('1.js', `await q.sequelize.query('SELECT 1');`);
    write('2.js', `await q.sequelize.query('SELECT 2');`);
    const project = fixtureProject({ migrations: folder, keepsHistory: true });
    const { results } = await step(project, database.target, 'up', all);
    const [, statements] = results.map((result) => result.statements.map(({ sql }) => sql.slice(0, 27)));
    expect(statements).toEqual([
      'START TRANSACTION;',
      'SELECT 2',
      'INSERT INTO "SequelizeMeta"',
      'INSERT INTO "SequelizeMetaH',
      'COMMIT;',
    ]);
  });
});

it("a project's isolation level is set before anything is asked", async () => {
  for (const name of ['1.js', '2.js'])
    write(
      name,
      `const [[row]] = await q.sequelize.query("SELECT current_setting('transaction_isolation') AS level");
       if (row.level !== 'serializable') throw new Error(row.level);`,
    );
  const project = fixtureProject({ migrations: folder, settings: { isolationLevel: 'SERIALIZABLE' } });
  const { results } = await step(project, database.target, 'up', all);
  expect(results.map(({ status, error }) => [status, error])).toEqual([
    ['done', null],
    ['done', null],
  ]);
});
