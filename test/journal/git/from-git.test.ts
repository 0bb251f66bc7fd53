/** Orphans whose file is in a real repository: found, and reverted with the file from there. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findInGit } from '../../../src/journal/git/find-in-git.ts';
import type { StepOutcome } from '../../../src/journal/journal.ts';
import { stepJournal } from '../../../src/journal/step-journal.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { all, fixtureProject, states, step, view } from '../fixture-project.ts';

let database: TestDatabase;
let root = '';
let folder = '';
beforeEach(async () => {
  database = await createTestDatabase();
  root = mkdtempSync(join(tmpdir(), 'seqscope-repository-'));
  folder = join(root, 'app/db/migrations');
  mkdirSync(join(folder, 'helpers'), { recursive: true });
  symlinkSync(resolve(import.meta.dirname, '../../../node_modules'), join(root, 'node_modules'));
  writeFileSync(join(root, '.gitignore'), 'node_modules\n');
  writeFileSync(join(root, 'app/package.json'), '{"name": "app"}');
  writeFileSync(join(folder, 'helpers/table.js'), `module.exports = (name) => 'own_' + name;\n`);
  writeFileSync(join(root, 'app/names.js'), `module.exports = { prefix: 'x' };\n`);
  git('init', '--quiet', '--initial-branch=main');
  write('1-first.js', creates('first'));
  commit('first');
});
afterEach(async () => {
  rmSync(root, { recursive: true, force: true });
  await database.drop();
});

const git = (...words: string[]) =>
  execFileSync('git', ['-C', root, '-c', 'user.name=a', '-c', 'user.email=a@b', ...words], {
    encoding: 'utf8',
  }).trim();
function commit(message: string): string {
  git('add', '.');
  git('commit', '--quiet', '-m', message);
  return git('rev-parse', 'HEAD');
}
const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
const creates = (table: string) =>
  `const table = require('./helpers/table');
module.exports = { up: (q) => q.createTable(table('${table}'), { id: 'integer' }), down: (q) => q.dropTable(table('${table}')) };\n`;
const project = () => ({ ...fixtureProject({ migrations: folder }), root: join(root, 'app') });
const variables = { PATH: process.env['PATH'] };
const find = (name: string) => findInGit(folder, variables, name);

async function undoFromGit(...names: string[]): Promise<StepOutcome> {
  const mode = { readOnly: false, statementTimeoutMs: null };
  const connection = { target: database.target, mode, onStatement: () => undefined };
  const request = {
    kind: 'migrations',
    direction: 'down',
    selection: { type: 'only', names },
    isFromGit: true,
  } as const;
  return stepJournal(project(), request, connection);
}

/** Executes a file on a branch of its own, and goes back to where there is no such file. */
async function executeElsewhere(name: string, text: string): Promise<string> {
  git('switch', '--quiet', '-c', 'feature/more');
  write(name, text);
  const hash = commit('more');
  await step(project(), database.target, 'up', all);
  git('switch', '--quiet', 'main');
  return hash;
}

describe('findInGit', () => {
  it('names the branches that have the file', async () => {
    const hash = await executeElsewhere('2-second.js', creates('second'));
    git('branch', 'copy', 'feature/more');
    expect(await find('2-second.js')).toEqual({
      name: '2-second.js',
      commit: hash,
      committedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as unknown,
      path: 'app/db/migrations/2-second.js',
      branches: ['copy', 'feature/more'],
    });
  });

  it('finds a deleted file in the last commit that wrote it', async () => {
    write('2-second.js', creates('second'));
    commit('two');
    write('2-second.js', creates('second_again'));
    const hash = commit('two again');
    git('rm', '--quiet', join(folder, '2-second.js'));
    commit('without two');
    expect(await find('2-second.js')).toMatchObject({ commit: hash, branches: [] });
  });

  it('finds the source of a recorded build, and a file that lay elsewhere', async () => {
    mkdirSync(join(root, 'old'));
    writeFileSync(join(root, 'old/3-third.ts'), 'export {};\n');
    commit('three');
    expect(await find('3-third.js')).toMatchObject({ path: 'old/3-third.ts', branches: ['main'] });
  });

  it('knows nothing of other names, nor outside a repository', async () => {
    expect(await find('9-nothing.js')).toBeNull();
    expect(await find('*.js')).toBeNull();
    expect(await findInGit(tmpdir(), variables, '1-first.js')).toBeNull();
    expect(await findInGit(folder, { PATH: '/nowhere' }, '1-first.js')).toBeNull();
  });
});

describe('an undo from git', () => {
  it.each([
    ['CommonJS', '2-second.js', creates('second')],
    [
      'an ES module',
      '2-second.mjs',
      `import table from './helpers/table.js';
       export const up = (q) => q.createTable(table('second'), { id: 'integer' });
       export const down = (q) => q.dropTable(table('second'));`,
    ],
    [
      'TypeScript',
      '2-second.ts',
      `import type { QueryInterface } from 'sequelize';
       import { DataTypes } from 'sequelize';
       import names from '../../names';
       const table: string = 'own_second' + (names.prefix === 'x' ? '' : '?');
       export const up = (q: QueryInterface) => q.createTable(table, { id: DataTypes.INTEGER });
       export const down = (q: QueryInterface) => q.dropTable(table);`,
    ],
  ])(
    'runs %s as if it lay in the folder, and leaves project and repository as they are',
    async (_, name, text) => {
      await executeElsewhere(name, text);
      expect(states(await view(project(), database.target))).toEqual([
        '1-first.js: executed',
        `${name}: orphaned`,
      ]);
      const { results } = await undoFromGit(name);
      expect(results).toMatchObject([{ name, status: 'done', wasAtomic: true }]);
      expect(
        await database.execute(
          `SELECT to_regclass('own_first')::text AS a, to_regclass('own_second')::text AS b`,
        ),
      ).toEqual([{ a: 'own_first', b: null }]);
      expect(await database.execute('SELECT name FROM "SequelizeMeta"')).toEqual([{ name: '1-first.js' }]);
      expect(git('status', '--porcelain')).toBe('');
      expect(git('branch', '--show-current')).toBe('main');
      expect(readdirSync(folder).sort()).toEqual(['1-first.js', 'helpers']);
    },
  );

  it('puts its folder away, also when the migration fails', async () => {
    await executeElsewhere(
      '2-second.js',
      creates('second').replace('down: (q) => q.dropTable(', 'down: (q) => q.dropTabel('),
    );
    const { results } = await undoFromGit('2-second');
    expect(results).toMatchObject([{ status: 'failed', wasAtomic: true }]);
    const file = results[0]?.error?.details.file ?? '';
    expect(file).toContain('seqscope-aside-');
    expect(existsSync(file)).toBe(false);
  });

  it('says so when git has no such file', async () => {
    await database.execute(
      `CREATE TABLE "SequelizeMeta" (name varchar(255) PRIMARY KEY); INSERT INTO "SequelizeMeta" VALUES ('0-never.js')`,
    );
    await expect(undoFromGit('0-never.js')).rejects.toMatchObject({
      code: 'migration-not-in-git',
      remedy: expect.stringContaining('--drop 0-never.js') as unknown,
    });
  });
});
