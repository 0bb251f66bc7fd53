/** The walk as a whole: languages, order, events, orphans, storages, what stops it. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JournalEvent } from '../../src/journal/journal.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { all, fixtureProject, next, only, states, step, view } from './fixture-project.ts';

let database: TestDatabase;
let folder = '';
beforeEach(async () => {
  database = await createTestDatabase();
  folder = mkdtempSync(join(tmpdir(), 'seqscope-steps-'));
});
afterEach(async () => {
  rmSync(folder, { recursive: true, force: true });
  await database.drop();
});

/** A migration that creates a table of its own name. */
function writeMigration(name: string, up = 'CREATE TABLE', table = name.replace(/\W/g, '_')): void {
  writeFileSync(
    join(folder, name),
    `exports.up = (q) => q.sequelize.query('${up} "${table}" (id int)');
     exports.down = (q) => q.sequelize.query('DROP TABLE "${table}"');`,
  );
}

async function tables(): Promise<readonly unknown[]> {
  const rows = await database.execute(
    "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1",
  );
  return rows.map((row) => row['tablename']);
}

describe('stepJournal', () => {
  it('runs CommonJS, ES modules and TypeScript, awaited or not, up and down', async () => {
    const project = fixtureProject({ migrations: 'formats' });
    const up = await step(project, database.target, 'up', all);
    expect(up.results.map(({ name, status, wasAtomic, error }) => [name, status, wasAtomic, error])).toEqual([
      ['1-commonjs.js', 'done', true, null],
      ['2-cjs.cjs', 'done', true, null],
      ['3-esm.js', 'done', true, null],
      ['4-typescript.ts', 'done', true, null],
      ['5-not-awaited.js', 'done', true, null],
      ['6-no-down.js', 'done', true, null],
    ]);
    expect(await tables()).toEqual([
      'SequelizeMeta',
      'from_cjs',
      'from_commonjs',
      'from_esm',
      'from_typescript',
      'no_down',
      'not_awaited',
    ]);

    const blocked = await step(project, database.target, 'down', all);
    expect(blocked.results).toMatchObject([
      {
        name: '6-no-down.js',
        status: 'failed',
        wasAtomic: true,
        error: { code: 'migration-irreversible', kind: 'failed' },
      },
    ]);

    const down = await step(project, database.target, 'down', only('1', '2', '3', '4', '5'));
    expect(down.results.map(({ name, status }) => `${name} ${status}`)).toEqual([
      '5-not-awaited.js done',
      '4-typescript.ts done',
      '3-esm.js done',
      '2-cjs.cjs done',
      '1-commonjs.js done',
    ]);
    expect(await tables()).toEqual(['SequelizeMeta', 'no_down']);
    expect(await database.execute('SELECT name FROM "SequelizeMeta"')).toEqual([{ name: '6-no-down.js' }]);
  });

  it('does nothing, and creates nothing, when nothing is asked for', async () => {
    writeMigration('1.js');
    const project = fixtureProject({ migrations: folder });
    expect(await step(project, database.target, 'down', all)).toEqual({ results: [], passedOver: [] });
    expect(await step(project, database.target, 'up', next(0))).toEqual({ results: [], passedOver: [] });
    expect(await tables()).toEqual([]);
  });

  it('stops at the first failure and keeps the steps before it', async () => {
    writeMigration('1.js');
    writeMigration('2.js', 'CREATE TABEL');
    writeMigration('3.js');
    const project = fixtureProject({ migrations: folder });
    const { results } = await step(project, database.target, 'up', all);
    expect(results).toMatchObject([
      { name: '1.js', status: 'done' },
      { name: '2.js', status: 'failed', error: { details: { sqlState: '42601' } } },
    ]);
    expect(states(await view(project, database.target))).toEqual([
      '1.js: executed',
      '2.js: pending',
      '3.js: pending',
    ]);
    expect(await tables()).toEqual(['1_js', 'SequelizeMeta']);
  });

  it('tells of each step and statement as it happens', async () => {
    writeMigration('1.js');
    const events: JournalEvent[] = [];
    await step(fixtureProject({ migrations: folder }), database.target, 'up', all, {
      onEvent: (event) => events.push(event),
    });
    const told = events.map((event) => {
      switch (event.type) {
        case 'statement-sent':
          return `sent ${event.sql}`;
        case 'statement-executed':
          return event.statement.sql;
        case 'step-finished':
          return `${event.type} ${event.result.name}`;
        default:
          return event.type;
      }
    });
    expect(told).toEqual([
      'step-started',
      'START TRANSACTION;',
      'sent CREATE TABLE "1_js" (id int)',
      'CREATE TABLE "1_js" (id int)',
      'CREATE TABLE IF NOT EXISTS "SequelizeMeta" ("name" VARCHAR(255) NOT NULL PRIMARY KEY)',
      'INSERT INTO "SequelizeMeta" ("name") VALUES ($1)',
      'COMMIT;',
      'step-finished 1.js',
    ]);
  });

  it('rejects, touching nothing, when a name is wrong', async () => {
    writeMigration('20260101-one.js');
    const project = fixtureProject({ migrations: folder });
    await expect(
      step(project, database.target, 'up', { type: 'to', name: '20260101-on.js' }),
    ).rejects.toMatchObject({
      code: 'unknown-migration',
      remedy: 'Did you mean "20260101-one.js"?',
    });
    await step(project, database.target, 'up', all);
    // Nothing is pending: then there is nothing to do, as sequelize-cli has it.
    expect(await step(project, database.target, 'up', only('20260101'))).toMatchObject({ results: [] });
    writeMigration('20260102-two.js');
    await expect(step(project, database.target, 'up', only('20260101'))).rejects.toMatchObject({
      code: 'migration-already-executed',
    });
  });

  it('is never stuck on an entry whose file is gone', async () => {
    writeMigration('1.js');
    writeMigration('2.js');
    const project = fixtureProject({ migrations: folder });
    await step(project, database.target, 'up', all);
    rmSync(join(folder, '2.js'));
    expect(states(await view(project, database.target))).toEqual(['1.js: executed', '2.js: orphaned']);
    expect(await step(project, database.target, 'down', next(1))).toMatchObject({
      results: [{ name: '1.js', status: 'done' }],
      passedOver: ['2.js'],
    });
    await expect(step(project, database.target, 'down', all)).rejects.toMatchObject({
      code: 'migration-orphaned',
      message: 'The executed migration "2.js" has no file any more, so it cannot be reverted.',
    });
    writeMigration('3.js');
    expect(await step(project, database.target, 'up', all)).toMatchObject({
      results: [
        { name: '1.js', status: 'done' },
        { name: '3.js', status: 'done' },
      ],
      passedOver: [],
    });
  });

  it('runs a file again as it is now, when it was mended after a failure', async () => {
    writeMigration('1.js', 'CREATE TABEL');
    const project = fixtureProject({ migrations: folder });
    expect((await step(project, database.target, 'up', all)).results).toMatchObject([{ status: 'failed' }]);
    writeMigration('1.js');
    expect((await step(project, database.target, 'up', all)).results).toMatchObject([
      { status: 'done', error: null },
    ]);
  });

  it('fails the step, with the place, when a file cannot be loaded', async () => {
    writeFileSync(join(folder, '1.js'), "'use strict';\nconst a = ;\n");
    const { results } = await step(fixtureProject({ migrations: folder }), database.target, 'up', all);
    expect(results).toMatchObject([
      { status: 'failed', wasAtomic: true, statements: [], error: { details: { line: 2 } } },
    ]);
  });

  it('fails the step when the file exports no "up"', async () => {
    writeFileSync(join(folder, '1.js'), 'module.exports = {};');
    const { results } = await step(fixtureProject({ migrations: folder }), database.target, 'up', all);
    expect(results).toMatchObject([{ status: 'failed', error: { code: 'migration-without-up' } }]);
  });

  it('is refused by the server when the connection is read-only', async () => {
    writeMigration('1.js');
    const { results } = await step(fixtureProject({ migrations: folder }), database.target, 'up', all, {
      readOnly: true,
    });
    expect(results).toMatchObject([{ status: 'failed', error: { details: { sqlState: '25006' } } }]);
    expect(await tables()).toEqual([]);
  });

  it('names what to set when the project has no folder', async () => {
    await expect(step(fixtureProject({}), database.target, 'up', all)).rejects.toMatchObject({
      code: 'migrations-folder-missing',
      remedy: expect.stringContaining('--migrations-path DIR') as unknown,
    });
  });

  it('leaves no connection behind, also when a migration keeps one', async () => {
    writeFileSync(
      join(folder, '1.js'),
      `exports.transaction = false;
       exports.up = async (q) => { await q.sequelize.query('SELECT 1', { transaction: await q.sequelize.transaction() }); };`,
    );
    const { results } = await step(fixtureProject({ migrations: folder }), database.target, 'up', all);
    expect(results).toMatchObject([{ status: 'done' }]);
    // The server takes a moment to see that a client has gone.
    await expect
      .poll(() =>
        database.execute(
          "SELECT 1 FROM pg_stat_activity WHERE application_name = 'seqscope' AND datname = current_database()",
        ),
      )
      .toEqual([]);
  });
});

describe('the storages', () => {
  it('json: keeps the names in a file and no table', async () => {
    writeMigration('1.js');
    const path = join(folder, 'state', 'meta.json');
    mkdirSync(join(folder, 'state'));
    const project = fixtureProject({ migrations: folder, migrationStorage: { type: 'json', path } });
    expect((await step(project, database.target, 'up', all)).results).toMatchObject([
      { status: 'done', wasAtomic: false },
    ]);
    expect(readFileSync(path, 'utf8')).toBe('[\n  "1.js"\n]');
    expect(await tables()).toEqual(['1_js']);
    expect((await step(project, database.target, 'down', all)).results).toMatchObject([{ status: 'done' }]);
    expect(readFileSync(path, 'utf8')).toBe('[]');
  });

  it('json: a failing step leaves neither changes nor a name', async () => {
    writeFileSync(
      join(folder, '1.js'),
      "exports.up = async (q) => { await q.sequelize.query('CREATE TABLE a (id int)'); throw new Error('no'); };",
    );
    const path = join(folder, 'meta.json');
    const project = fixtureProject({ migrations: folder, migrationStorage: { type: 'json', path } });
    expect((await step(project, database.target, 'up', all)).results).toMatchObject([
      { status: 'failed', wasAtomic: true },
    ]);
    expect(existsSync(path)).toBe(false);
    expect(await tables()).toEqual([]);
  });

  it('none: seeders run again each time, and undo reverts by file', async () => {
    await database.execute('CREATE TABLE plants (name text)');
    const project = fixtureProject({ seeders: 'seeders' });
    const seeders = { kind: 'seeders' } as const;
    await step(project, database.target, 'up', all, seeders);
    const again = await step(project, database.target, 'up', all, seeders);
    expect(again.results.map(({ name }) => name)).toEqual(['1-plants.js', '2-trees.js']);
    expect(
      await database.execute('SELECT name, count(*)::int FROM plants GROUP BY name ORDER BY name'),
    ).toEqual([
      { name: 'fern', count: 2 },
      { name: 'moss', count: 2 },
      { name: 'oak', count: 2 },
    ]);
    const undone = await step(project, database.target, 'down', next(1), seeders);
    expect(undone.results).toMatchObject([{ name: '2-trees.js', status: 'done', wasAtomic: true }]);
    expect(await tables()).toEqual(['plants']);
    expect(states(await view(project, database.target, 'seeders'))).toEqual([
      '1-plants.js: pending',
      '2-trees.js: pending',
    ]);
  });

  it('sequelize: seeders are recorded in a table and a schema of their own', async () => {
    await database.execute('CREATE TABLE plants (name text)');
    const project = fixtureProject({
      seeders: 'seeders',
      seederStorage: { type: 'sequelize', table: 'Seed "Log"', schema: 'Ops' },
    });
    await step(project, database.target, 'up', all, { kind: 'seeders' });
    expect(await database.execute('SELECT name FROM "Ops"."Seed ""Log""" ORDER BY name')).toEqual([
      { name: '1-plants.js' },
      { name: '2-trees.js' },
    ]);
    expect((await step(project, database.target, 'up', all, { kind: 'seeders' })).results).toEqual([]);
  });
});
