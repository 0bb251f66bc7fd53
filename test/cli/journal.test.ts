import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { ritualityVariables } from '../support/rituality.ts';
import { projectFolder } from './project-folder.ts';
import { withoutGreeting } from './without-greeting.ts';
import { cleanEnvironment, packageRoot, type Run, runSeqscope } from './run-seqscope.ts';

const names = [
  '20260109120001-create-roles',
  '20260109120002-create-users',
  '20260109120003-create-user-permissions',
  '20260109120004-create-user-devices',
] as const;

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  await database.drop();
});

async function run(...words: string[]): Promise<Run> {
  const finished = await runSeqscope(words, { variables: ritualityVariables(database.target) });
  return { ...finished, stdout: withoutGreeting(finished.stdout) };
}

/** What sequelize-cli prints, without its greeting; times made equal, as in `timeless`. */
async function sequelizeCli(target: TestDatabase, ...words: string[]): Promise<string> {
  const cli = resolve(packageRoot, 'node_modules/.bin/sequelize-cli');
  const env = cleanEnvironment(ritualityVariables(target.target));
  const { stdout } = await promisify(execFile)(cli, words, { cwd: packageRoot, env });
  return timeless(stdout.slice(stdout.search(/^(==|up |down |No )/m)));
}

function timeless(text: string): string {
  return text.replaceAll(/\(\d+\.\d{3}s\)/g, '(0.000s)');
}

function progress(verb: 'migrated' | 'reverted', ...stepped: readonly string[]): string {
  const doing = verb === 'migrated' ? 'migrating' : 'reverting';
  return stepped.map((name) => `== ${name}: ${doing} =======\n== ${name}: ${verb} (0.000s)\n\n`).join('');
}

async function tableNames(): Promise<readonly unknown[]> {
  const rows = await database.execute(
    "select tablename from pg_tables where schemaname = 'public' order by 1",
  );
  return rows.map((row) => row['tablename']);
}

describe('migrations, in the order a user runs them', () => {
  it('shows everything as down before the first run, and writes nothing to say so', async () => {
    const status = await run('db:migrate:status');
    expect(status).toMatchObject({ exitCode: 0, stdout: names.map((name) => `down ${name}.js\n`).join('') });
    expect(await tableNames()).toEqual([]);
  });

  it('exits 1 for `status --exit-code` while something is pending, and writes nothing', async () => {
    const status = await run('status', '--exit-code', '--json');
    expect(status.exitCode).toBe(1);
    expect(JSON.parse(status.stdout)).toMatchObject({
      project: { name: 'seqscope', environment: 'development' },
      database: { database: database.target.database, readOnly: false, embedded: false },
      migrations: { executed: [], pending: names.map((name) => `${name}.js`), orphaned: [] },
    });
    expect(await tableNames()).toEqual([]);
  });

  it('migrates to a name, that one included', async () => {
    const { exitCode, stdout } = await run('db:migrate', '--to', `${names[1]}.js`);
    expect(exitCode).toBe(0);
    expect(timeless(stdout)).toBe(progress('migrated', names[0], names[1]));
  });

  it('fails on a name that does not exist, with the nearest', async () => {
    const { exitCode, stdout, stderr } = await run(
      'db:migrate',
      '--to',
      '20260109120003-create-user-permission.js',
    );
    expect(exitCode).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain(`${names[2]}.js`);
  });

  it('migrates the rest, then says that there is nothing to do', async () => {
    expect(timeless((await run('db:migrate')).stdout)).toBe(progress('migrated', names[2], names[3]));
    expect(await run('db:migrate')).toMatchObject({
      exitCode: 0,
      stdout: 'No migrations were executed, database schema was already up to date.\n',
    });
    expect((await run('status', '--exit-code')).exitCode).toBe(0);
  });

  it('lists states as JSON', async () => {
    const entries: unknown = JSON.parse((await run('db:migrate:status', '--json')).stdout);
    expect(entries).toHaveLength(4);
    expect(entries).toMatchObject(names.map((name) => ({ name: `${name}.js`, state: 'executed' })));
  });

  it('undoes the last, then down to a name, then all', async () => {
    expect(timeless((await run('db:migrate:undo')).stdout)).toBe(progress('reverted', names[3]));
    const toUsers = await run('db:migrate:undo:all', '--to', `${names[1]}.js`);
    expect(timeless(toUsers.stdout)).toBe(progress('reverted', names[2], names[1]));
    expect(timeless((await run('db:migrate:undo:all')).stdout)).toBe(progress('reverted', names[0]));
    expect(await run('db:migrate:undo:all')).toMatchObject({
      exitCode: 0,
      stdout: 'No executed migrations found.\n',
    });
  });

  it('refuses to step a read-only session, and the server holds nothing new', async () => {
    const { exitCode, stderr } = await run('db:migrate', '--read-only');
    expect(exitCode).not.toBe(0);
    expect(stderr).toContain('→ ');
    expect(await tableNames()).toEqual(['SequelizeMeta']);
  });

  it('seeds one, named by the start of its name', async () => {
    await run('db:migrate');
    const { stdout } = await run('db:seed', '--seed', '20260109120001');
    expect(timeless(stdout)).toBe(progress('migrated', '20260109120001-create-default-roles'));
  });

  it('seeds the rest, then says that there is nothing to do', async () => {
    const { exitCode, stdout } = await run('db:seed:all');
    expect(exitCode).toBe(0);
    expect(timeless(stdout)).toBe(
      progress('migrated', '20260109120002-create-admin-user', '20260109120003-create-demo-data'),
    );
    expect((await run('db:seed:all')).stdout).toBe('No seeders found.\n');
  });

  it('undoes the last seeder, then all', async () => {
    const { stdout } = await run('db:seed:undo');
    expect(timeless(stdout)).toBe(progress('reverted', '20260109120003-create-demo-data'));
    expect((await run('db:seed:undo:all')).exitCode).toBe(0);
    expect(await database.execute('select count(*)::int as roles from roles')).toEqual([{ roles: 0 }]);
  });

  it('does nothing for `db:seed` without a name, and says so', async () => {
    const { exitCode, stdout, stderr } = await run('db:seed');
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' });
    expect(stderr).toContain('seqscope db:seed:all');
  });

  it('greets as sequelize-cli does, and not where JSON is asked for', async () => {
    const { stdout } = await runSeqscope(['db:migrate:status'], {
      variables: ritualityVariables(database.target),
    });
    expect(stdout).toMatch(
      /^\nseqscope \[Node: \S+, CLI: \S+, ORM: 6\.\S+\]\n\nLoaded configuration file "src\/config/,
    );
    const json = await runSeqscope(['db:migrate:status', '--json'], {
      variables: ritualityVariables(database.target),
    });
    expect(json.stdout).toMatch(/^\[/);
  });
});

describe('beside sequelize-cli, on a database each', () => {
  let theirs: TestDatabase;
  let ours: TestDatabase;

  beforeAll(async () => {
    theirs = await createTestDatabase();
    ours = await createTestDatabase();
  });

  afterAll(async () => {
    await theirs.drop();
    await ours.drop();
  });

  const steps = [
    ['db:migrate', '--to', `${names[0]}.js`],
    ['db:migrate:status'],
    ['db:migrate'],
    ['db:migrate'],
    ['db:migrate:undo:all'],
    ['db:migrate:undo:all'],
  ];
  it.each(steps.map((words) => [words.join(' '), words] as const))(
    'prints the same lines for %s',
    async (_, words) => {
      const { stdout } = await runSeqscope(words, { variables: ritualityVariables(ours.target) });
      expect(timeless(withoutGreeting(stdout)).trimEnd()).toBe(
        (await sequelizeCli(theirs, ...words)).trimEnd(),
      );
    },
  );
});

describe('a migration that fails', () => {
  it('is reported with its remedy, leaves nothing behind, and stops the run', async () => {
    const folder = await projectFolder({
      'migrations/1-one.js':
        "module.exports = { up: (q) => q.createTable('one', { id: 'integer' }), down: (q) => q.dropTable('one') };",
      'migrations/2-two.js': `module.exports = {
        async up(q) { await q.createTable('two', { id: 'integer' }); await q.addColumn('three', 'x', 'integer'); },
        async down() {},
      };`,
      'migrations/3-three.js': 'module.exports = { async up() {}, async down() {} };',
    });
    const own = await createTestDatabase();
    try {
      const words = ['db:migrate', '--project', folder, '--url', own.url, '--migrations-path', 'migrations'];
      const { exitCode, stdout, stderr } = await runSeqscope(words);
      expect(exitCode).toBe(1);
      expect(timeless(withoutGreeting(stdout))).toBe(
        `${progress('migrated', '1-one')}== 2-two: migrating =======\n`,
      );
      expect(stderr).toContain('error: ');
      expect(stderr).toContain('SQLSTATE 42P01');
      expect(stderr).toContain('The migration "2-two.js" was rolled back');
      const rows = await own.execute("select to_regclass('two') as two, to_regclass('one') as one");
      expect(rows).toEqual([{ two: null, one: 'one' }]);
    } finally {
      await own.drop();
    }
  });
});
