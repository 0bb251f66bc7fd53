import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checksumOf } from '../../src/journal/history/checksum.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { all, fixtureProject, next, step, view } from './fixture-project.ts';

let database: TestDatabase;
let folder = '';
beforeEach(async () => {
  database = await createTestDatabase();
  folder = mkdtempSync(join(tmpdir(), 'seqscope-history-'));
  symlinkSync(join(import.meta.dirname, '../../node_modules'), join(folder, 'node_modules'));
});
afterEach(async () => {
  rmSync(folder, { recursive: true, force: true });
  await database.drop();
});

const creates = (table: string) =>
  `module.exports = { up: (q) => q.createTable('${table}', { id: 'integer' }), down: (q) => q.dropTable('${table}') };\n`;

function write(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return text;
}

const project = () => fixtureProject({ migrations: folder, keepsHistory: true });
const rows = (columns: string, table = 'SequelizeMetaHistory') =>
  database.execute(`SELECT ${columns} FROM "${table}" ORDER BY id`);

describe('a history', () => {
  it('is not kept unless it is asked for', async () => {
    write('1.js', creates('one'));
    await step(fixtureProject({ migrations: folder }), database.target, 'up', all);
    expect(await database.execute(`SELECT to_regclass('"SequelizeMetaHistory"')::text AS t`)).toEqual([
      { t: null },
    ]);
  });

  it('has a row for each step, up and down: when, how long, who, with what, from which file', async () => {
    const text = write('1.js', creates('one'));
    await step(project(), database.target, 'up', all);
    await step(project(), database.target, 'down', next(1));
    expect(
      await rows(
        'name, direction, pg_user, checksum, os_user IS NOT NULL AS has_user, host IS NOT NULL AS has_host, tool',
      ),
    ).toEqual(
      ['up', 'down'].map((direction) => ({
        name: '1.js',
        direction,
        pg_user: database.target.user,
        checksum: checksumOf(text),
        has_user: true,
        has_host: true,
        tool: null,
      })),
    );
    const [times] = await database.execute(
      `SELECT min(duration_ms) >= 0 AS lasted, bool_and(started_at BETWEEN now() - interval '1 minute' AND now()) AS recent FROM "SequelizeMetaHistory"`,
    );
    expect(times).toEqual({ lasted: true, recent: true });
  });

  it('has no row of a step that failed: it is rolled back with it', async () => {
    write('1.js', creates('one'));
    write(
      '2.js',
      `module.exports = { async up(q) { await q.createTable('two', { id: 'integer' }); throw new Error('no'); } };`,
    );
    const { results } = await step(project(), database.target, 'up', all);
    expect(results.map(({ status }) => status)).toEqual(['done', 'failed']);
    expect(await rows('name')).toEqual([{ name: '1.js' }]);
  });

  it('is in the very transaction of its step and of the journal row', async () => {
    write('1.js', creates('one'));
    await step(project(), database.target, 'up', all);
    const [row] = await database.execute(`SELECT
      (SELECT xmin::text FROM "SequelizeMeta") = (SELECT xmin::text FROM "SequelizeMetaHistory") AS journal,
      (SELECT xmin::text FROM pg_class WHERE relname = 'one') = (SELECT xmin::text FROM "SequelizeMetaHistory") AS schema`);
    expect(row).toEqual({ journal: true, schema: true });
  });

  it('has a row of what ran outside a transaction, too', async () => {
    write(
      '1.js',
      `exports.transaction = false; exports.up = (q) => q.createTable('one', { id: 'integer' });`,
    );
    await step(project(), database.target, 'up', all);
    expect(await rows('name, direction')).toEqual([{ name: '1.js', direction: 'up' }]);
  });

  it('of seeders stands beside theirs, also when nothing else records them', async () => {
    write('1.js', `module.exports = { async up() {} };`);
    const seeders = fixtureProject({ seeders: folder, keepsHistory: true });
    await step(seeders, database.target, 'up', all, { kind: 'seeders' });
    expect(await rows('name', 'SequelizeDataHistory')).toEqual([{ name: '1.js' }]);
  });

  it('follows a journal with a name and a schema of its own', async () => {
    write('1.js', creates('one'));
    const migrationStorage = { type: 'sequelize', table: 'Done', schema: 'ops' } as const;
    await step(
      fixtureProject({ migrations: folder, migrationStorage, keepsHistory: true }),
      database.target,
      'up',
      all,
    );
    expect(await database.execute('SELECT name FROM ops."DoneHistory"')).toEqual([{ name: '1.js' }]);
  });
});

describe('a journal with a history', () => {
  it('says when each entry was executed, and which file was edited since', async () => {
    for (const name of ['1', '2']) write(`${name}.js`, creates(`t${name}`));
    await step(project(), database.target, 'up', all);
    appendFileSync(join(folder, '2.js'), '// edited\n');
    const { entries, keepsHistory } = await view(project(), database.target);
    expect(keepsHistory).toBe(true);
    expect(entries.map(({ name, flags = [] }) => [name, ...flags])).toEqual([['1.js'], ['2.js', 'changed']]);
    expect(entries[0]?.history).toMatchObject({
      executedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as unknown,
      pgUser: database.target.user,
    });
  });

  it('does not take another checkout’s line endings for a change', async () => {
    const text = write('1.js', creates('one'));
    await step(project(), database.target, 'up', all);
    write('1.js', `\uFEFF${text.replaceAll('\n', '\r\n')}`);
    const { entries } = await view(project(), database.target);
    expect(entries[0]?.flags).toBeUndefined();
  });

  it('tells a source that was edited since it ran for its build, and takes no build for an edited source', async () => {
    write('1.js', creates('one'));
    await step(project(), database.target, 'up', all);
    rmSync(join(folder, '1.js'));
    write('1.ts', `export const up = async () => {};`);
    write('2.ts', `export const up = async () => {};`);
    const ofBuild = { ...project(), sourcesOfBuild: ['migrations'] } as const;
    await step(ofBuild, database.target, 'up', all);
    expect(await rows('name, file')).toEqual([
      { name: '1.js', file: null },
      { name: '2.js', file: '2.ts' },
    ]);
    const flags = async () => {
      const { entries } = await view(ofBuild, database.target);
      return entries.map((entry) => [entry.name, ...(entry.flags ?? [])]);
    };
    expect(await flags()).toEqual([
      ['1.ts', 'renamed'],
      ['2.ts', 'renamed'],
    ]);
    appendFileSync(join(folder, '2.ts'), '// edited');
    expect(await flags()).toEqual([
      ['1.ts', 'renamed'],
      ['2.ts', 'renamed', 'changed'],
    ]);
  });

  it('knows nothing of what another tool executed, and goes on', async () => {
    for (const name of ['1', '2']) write(`${name}.js`, creates(`t${name}`));
    await step(project(), database.target, 'up', next(1));
    await database.execute(`INSERT INTO "SequelizeMeta" VALUES ('2.js')`);
    const { entries } = await view(project(), database.target);
    expect(entries.map(({ state, history }) => [state, history !== undefined])).toEqual([
      ['executed', true],
      ['executed', false],
    ]);
  });

  it('names the commit that the files came from, and that they differ from it', async () => {
    write('1.js', creates('one'));
    const git = (...words: string[]) =>
      execFileSync('git', ['-C', folder, '-c', 'user.name=a', '-c', 'user.email=a@b', ...words], {
        encoding: 'utf8',
      });
    git('init', '--quiet');
    write('.gitignore', 'node_modules\n');
    git('add', '.');
    git('commit', '--quiet', '-m', 'one');
    const commit = git('rev-parse', 'HEAD').trim();
    await step(project(), database.target, 'up', all);
    write('2.js', creates('two'));
    await step(project(), database.target, 'up', all);
    expect(await rows('git_commit')).toEqual([{ git_commit: commit }, { git_commit: `${commit}+` }]);
  });
});
