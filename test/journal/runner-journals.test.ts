/** Journals that a runner of the project's own keeps: other tables, other columns, other names, folders in folders. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listFiles } from '../../src/journal/list-files.ts';
import { nameToRecord } from '../../src/journal/match-recorded.ts';
import { mergeEntries } from '../../src/journal/read-journal.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { all, fixtureProject, next, states, step, view } from './fixture-project.ts';

let database: TestDatabase;
let folder = '';
beforeEach(async () => {
  database = await createTestDatabase();
  folder = mkdtempSync(join(tmpdir(), 'seqscope-runner-'));
});
afterEach(async () => {
  rmSync(folder, { recursive: true, force: true });
  await database.drop();
});

/** Files that say so when they are executed. */
function write(...paths: readonly string[]): void {
  for (const path of paths) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), `throw new Error('executed'); exports.up = exports.down = () => {};`);
  }
}

describe('names', () => {
  const files = ['1-a.ts', '2-b.cjs', '3-c.js'].map((name) => ({ name, path: `/m/${name}` }));

  it('recorded with the extension of a build, or without one, are those of the files, and said to be', () => {
    expect(mergeEntries(files, ['1-a.js', 'dist/2-b.js', '3-c'])).toMatchObject([
      { name: '1-a.ts', state: 'executed', path: '/m/1-a.ts', recordedAs: '1-a.js' },
      { name: '2-b.cjs', state: 'executed', path: '/m/2-b.cjs', recordedAs: 'dist/2-b.js' },
      { name: '3-c.js', state: 'executed', path: '/m/3-c.js', recordedAs: '3-c' },
    ]);
  });

  it('that could mean two files mean neither', () => {
    const twins = ['1-a.cjs', '1-a.ts'].map((name) => ({ name, path: `/m/${name}` }));
    expect(mergeEntries(twins, ['1-a.js']).map(({ name, state }) => [name, state])).toEqual([
      ['1-a.cjs', 'pending'],
      ['1-a.js', 'orphaned'],
      ['1-a.ts', 'pending'],
    ]);
  });

  it('are taken out of the journal as they were recorded', async () => {
    writeFileSync(
      join(folder, '1-a.ts'),
      'export const up = async () => {}; export const down = async () => {};',
    );
    await database.execute(
      `CREATE TABLE "SequelizeMeta" (name text PRIMARY KEY); INSERT INTO "SequelizeMeta" VALUES ('1-a.js')`,
    );
    const project = fixtureProject({ migrations: folder });
    expect((await step(project, database.target, 'up', all)).results).toEqual([]);
    expect((await step(project, database.target, 'down', next(1))).results).toMatchObject([
      { name: '1-a.ts', status: 'done' },
    ]);
    expect(await database.execute('SELECT name FROM "SequelizeMeta"')).toEqual([]);
  });
});

describe('the name of what is executed', () => {
  const runnable = 'exports.up = exports.down = async () => {};';
  const recorded = () => database.execute('SELECT name FROM "SequelizeMeta" ORDER BY 1');

  it('is like the newest of those recorded, so that the project’s own tool knows it again', async () => {
    for (const name of ['1-a.ts', '2-b.ts', '3-c.cjs']) writeFileSync(join(folder, name), runnable);
    await database.execute(
      `CREATE TABLE "SequelizeMeta" (name text PRIMARY KEY); INSERT INTO "SequelizeMeta" VALUES ('1-a.js')`,
    );
    const project = fixtureProject({ migrations: folder });
    await step(project, database.target, 'up', all);
    expect(await recorded()).toEqual([{ name: '1-a.js' }, { name: '2-b.js' }, { name: '3-c.cjs' }]);
    expect(states(await view(project, database.target))).toEqual([
      '1-a.ts: executed',
      '2-b.ts: executed',
      '3-c.cjs: executed',
    ]);
    await step(project, database.target, 'down', all);
    expect(await recorded()).toEqual([]);
  });

  it('is that of the build whose sources are run for want of it', async () => {
    for (const name of ['1-a.ts', '2-b.cts', '3-c.js']) writeFileSync(join(folder, name), runnable);
    const project = { ...fixtureProject({ migrations: folder }), sourcesOfBuild: ['migrations' as const] };
    await step(project, database.target, 'up', all);
    expect(await recorded()).toEqual([{ name: '1-a.js' }, { name: '2-b.cjs' }, { name: '3-c.js' }]);
  });

  it.each([
    ['2-b.ts', '1-a.ts', '1-a', '2-b'],
    ['2-b.ts', '1-a.ts', 'dist/1-a.js', 'dist/2-b.js'],
    ['2-b.ts', '1-a.js', '1-a.ts', '2-b.ts'],
    ['old/2-b.ts', '1-a.ts', '1-a.js', 'old/2-b.ts'],
  ])('%s is, after %s as %s, recorded as %s', (name, executed, recordedAs, expected) => {
    expect(nameToRecord(name, [{ name: executed, recordedAs }], false)).toBe(expected);
  });
});

describe('a table under another name', () => {
  it('is found by the names in it when SequelizeMeta is not there, and is the one that is written', async () => {
    writeFileSync(join(folder, '1-a.js'), 'exports.up = exports.down = async () => {};');
    writeFileSync(join(folder, '2-b.js'), 'exports.up = exports.down = async () => {};');
    await database.execute(
      `CREATE SCHEMA ops; CREATE TABLE ops.applied (name varchar(255) PRIMARY KEY);
       CREATE TABLE tags (name text); INSERT INTO tags VALUES ('red'), ('blue');
       INSERT INTO ops.applied VALUES ('1-a.js')`,
    );
    const project = fixtureProject({ migrations: folder });
    const before = await view(project, database.target);
    expect(states(before)).toEqual(['1-a.js: executed', '2-b.js: pending']);
    expect(before.storage).toEqual({ type: 'sequelize', table: 'applied', schema: 'ops' });
    expect(before.storageWhy).toBe(
      'there is no "SequelizeMeta", and this table holds the names of the files',
    );

    await step(project, database.target, 'up', all);
    expect(await database.execute('SELECT name FROM ops.applied ORDER BY 1')).toEqual([
      { name: '1-a.js' },
      { name: '2-b.js' },
    ]);
    expect(await database.execute(`SELECT to_regclass('"SequelizeMeta"') AS name`)).toEqual([{ name: null }]);
  });

  it('is found under another column too, beside an id and a time of its own', async () => {
    writeFileSync(join(folder, '20240101-01-a.js'), 'exports.up = async () => {};');
    writeFileSync(join(folder, '20240101-02-b.js'), 'exports.up = async () => {};');
    await database.execute(
      `CREATE TABLE "MetaVersions" (id serial PRIMARY KEY, version varchar(255) NOT NULL, "updatedAt" timestamptz NOT NULL);
       INSERT INTO "MetaVersions" (version, "updatedAt") VALUES ('20240101-01-a.js', now())`,
    );
    const project = fixtureProject({ migrations: folder });
    await step(project, database.target, 'up', all);
    expect(await database.execute('SELECT id, version FROM "MetaVersions" ORDER BY id')).toEqual([
      { id: 1, version: '20240101-01-a.js' },
      { id: 2, version: '20240101-02-b.js' },
    ]);
  });

  it('is not looked for when the configuration names one', async () => {
    write('1-a.js');
    await database.execute(`CREATE TABLE applied (name text); INSERT INTO applied VALUES ('1-a.js')`);
    const project = fixtureProject({ migrations: folder, settings: { migrationStorageTableName: 'Own' } });
    expect(states(await view(project, database.target))).toEqual(['1-a.js: pending']);
  });
});

describe('seeders recorded among the migrations', () => {
  it('are the seeders’ own, and no orphans of the migrations', async () => {
    write('migrations/1-a.js', 'seeders/2-b.js', 'seeders/3-c.js');
    await database.execute(
      `CREATE TABLE "SequelizeMeta" (name text PRIMARY KEY);
       INSERT INTO "SequelizeMeta" VALUES ('1-a.js'), ('2-b.js'), ('0-gone.js')`,
    );
    const project = fixtureProject({
      migrations: join(folder, 'migrations'),
      seeders: join(folder, 'seeders'),
    });
    expect(states(await view(project, database.target))).toEqual(['0-gone.js: orphaned', '1-a.js: executed']);
    const seeders = await view(project, database.target, 'seeders');
    expect(states(seeders)).toContain('2-b.js: executed');
    expect(states(seeders)).toContain('3-c.js: pending');
    expect(seeders.storageWhy).toBe('seeders are recorded among the migrations');
  });
});

describe('folders in the folder', () => {
  it('are listed when there is nothing beside them, numbered files only', async () => {
    write('2023/1-a.js', '2024/2-b.ts', '2024/helpers.js');
    expect((await listFiles(folder, 'migrations')).map(({ name }) => name)).toEqual(['1-a.js', '2-b.ts']);
  });

  it('count beside files when names of theirs are recorded', async () => {
    write('1-a.js', 'old/0-z.js');
    const project = fixtureProject({ migrations: folder });
    expect(states(await view(project, database.target))).toEqual(['1-a.js: pending']);
    await database.execute(
      `CREATE TABLE "SequelizeMeta" (name text); INSERT INTO "SequelizeMeta" VALUES ('old/0-z.js')`,
    );
    expect(states(await view(project, database.target))).toEqual(['0-z.js: executed', '1-a.js: pending']);
  });
});
