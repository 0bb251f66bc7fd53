/** Steps by number and by name, redo and repair, as scripts run them. */
import { execFileSync } from 'node:child_process';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { projectFolder } from './project-folder.ts';
import { type Run, runSeqscope } from './run-seqscope.ts';

let database: TestDatabase;
let folder: string;

const creates = (table: string) =>
  `module.exports = { up: (q) => q.createTable('${table}', { id: 'integer' }), down: (q) => q.dropTable('${table}') };\n`;

async function run(...words: string[]): Promise<Run> {
  return runSeqscope([...words, '--project', folder, '--url', database.url]);
}

/** `name: verb` of each step that was done. */
async function steps(...words: string[]): Promise<readonly string[]> {
  const { stdout } = await run(...words);
  return [...stdout.matchAll(/^== (\S+): (migrated|reverted) /gm)].map(
    ([, name, verb]) => `${name ?? ''}: ${verb ?? ''}`,
  );
}

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await projectFolder({
    '.gitignore': 'node_modules\n',
    'migrations/20260101-create-users.js': creates('users'),
    'migrations/20260102-create-roles.js': creates('roles'),
    'migrations/20260103-create-user-roles.js': creates('user_roles'),
    'migrations/20260104-create-posts.js': creates('posts'),
  });
  const git = (...words: string[]) =>
    execFileSync('git', ['-C', folder, '-c', 'user.name=a', '-c', 'user.email=a@b', ...words]);
  git('init', '--quiet', '--initial-branch=main');
  git('add', '.');
  git('commit', '--quiet', '-m', 'all');
});

afterAll(async () => {
  await database.drop();
});

describe('in the order a developer runs them', () => {
  it('runs as many as --step says', async () => {
    expect(await steps('db:migrate', '--step', '2')).toEqual([
      '20260101-create-users: migrated',
      '20260102-create-roles: migrated',
    ]);
  });

  it('refuses to run none', async () => {
    for (const command of ['db:migrate', 'db:migrate:undo', 'db:migrate:redo']) {
      const { exitCode, stderr } = await run(command, '--step', '0');
      expect(exitCode).not.toBe(0);
      expect(stderr).toContain('`--step` takes a whole number from 1 on, not "0".');
    }
  });

  it('runs up to a part of a name', async () => {
    expect(await steps('db:migrate', '--to', 'user-roles')).toEqual(['20260103-create-user-roles: migrated']);
  });

  it('names all that a part may mean', async () => {
    const { exitCode, stderr } = await run('db:migrate', '--to', 'create-user');
    expect(exitCode).toBe(1);
    expect(stderr).toContain('"20260101-create-users.js" or "20260103-create-user-roles.js"');
  });

  it('reverts and runs again with redo, one or several', async () => {
    expect(await steps('db:migrate:redo')).toEqual([
      '20260103-create-user-roles: reverted',
      '20260103-create-user-roles: migrated',
    ]);
    expect(await steps('db:migrate:redo', '--step', '2')).toEqual([
      '20260103-create-user-roles: reverted',
      '20260102-create-roles: reverted',
      '20260102-create-roles: migrated',
      '20260103-create-user-roles: migrated',
    ]);
  });

  it('reverts as many as --step says', async () => {
    await run('db:migrate');
    expect(await steps('db:migrate:undo', '--step', '2')).toEqual([
      '20260104-create-posts: reverted',
      '20260103-create-user-roles: reverted',
    ]);
    await run('db:migrate');
  });

  it('shows the plan of a repair, and writes it when --yes says so', async () => {
    await rename(
      join(folder, 'migrations/20260104-create-posts.js'),
      join(folder, 'migrations/20260109-create-posts.js'),
    );
    const shown = await run('db:migrate:repair');
    expect(shown).toMatchObject({
      exitCode: 0,
      stderr: 'Nothing was written: add `--yes` to apply this plan.\n',
      stdout: [
        'Repair of the table "SequelizeMeta":',
        '  rename 20260104-create-posts.js to 20260109-create-posts.js (the same name behind another time)',
        'Rows:',
        '  - 20260104-create-posts.js',
        '  + 20260109-create-posts.js',
        '',
      ].join('\n'),
    });
    expect((await run('db:migrate:repair', '--yes')).stdout).toBe(
      `${shown.stdout}The journal was repaired: 1 row removed, 1 row written.\n`,
    );
    expect((await run('db:migrate:repair', '--yes')).stdout).toBe('Nothing to repair.\n');
  });

  it('says where git has a file that is gone, and reverts with it', async () => {
    await rm(join(folder, 'migrations/20260103-create-user-roles.js'));
    const { stdout } = await run('db:migrate:repair');
    expect(stdout.split('\n')).toEqual([
      'Nothing can be repaired by itself.',
      expect.stringMatching(
        /^No file: 20260103-create-user-roles\.js, in git on branch "main": migrations\/20260103-create-user-roles\.js at [0-9a-f]{10} of \d{4}-/,
      ) as unknown,
      '  revert it with "seqscope db:migrate:undo --from-git 20260103-create-user-roles.js"',
      '  or take it out with "--drop 20260103-create-user-roles.js"',
      '',
    ]);
    const before = await run('db:migrate:status');
    const rehearsed = await run('db:migrate:undo', '--from-git', 'user-roles', '--rehearse');
    expect(rehearsed).toMatchObject({ exitCode: 0, stderr: '' });
    expect(rehearsed.stdout).toContain('== 20260103-create-user-roles.js: down,');
    expect(rehearsed.stdout).toContain('- table public.user_roles');
    expect(rehearsed.stdout).toContain('The database is as it was.');
    expect(await run('db:migrate:status')).toEqual(before);
    expect(await steps('db:migrate:undo', '--from-git', 'user-roles')).toEqual([
      '20260103-create-user-roles: reverted',
    ]);
  });

  it('gives the plan as JSON, and takes rows out by name', async () => {
    const { stdout } = await run(
      'db:migrate:repair',
      '--json',
      '--mark-pending',
      'create-users',
      '--mark-pending',
      'create-roles',
    );
    expect(JSON.parse(stdout)).toMatchObject({
      journal: 'table "SequelizeMeta"',
      removed: ['20260101-create-users.js', '20260102-create-roles.js'],
      written: [],
      left: [],
    });
    await run('db:migrate:repair', '--yes', '--mark-pending', 'create-users');
    expect((await run('db:migrate:status')).stdout).toContain('down 20260101-create-users.js\n');
    expect((await run('db:migrate:repair', '--yes', '--mark-executed', 'create-users')).stdout).toContain(
      '  mark 20260101-create-users.js as executed, without running it\n',
    );
  });
});
