import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadModels } from '../rituality/application.ts';
import type { TestDatabase } from '../support/postgres.ts';
import { ritualityDatabase, ritualityVariables } from '../support/rituality.ts';
import { type Run, runSeqscope } from './run-seqscope.ts';

let database: TestDatabase;
/** The same models in this process: what a program that uses Sequelize gets. */
let models: ReturnType<typeof loadModels>;

beforeAll(async () => {
  database = await ritualityDatabase();
  models = loadModels(database.target);
});

afterAll(async () => {
  await models.sequelize.close();
  await database.drop();
});

async function run(...words: string[]): Promise<Run> {
  return runSeqscope(words, { variables: ritualityVariables(database.target) });
}

/** Runs what must succeed in silence. */
async function dataOf(...words: string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await run(...words);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  return stdout;
}

describe('query', () => {
  it('gives, for combined scopes, byte for byte what the same Sequelize call gives', async () => {
    const rows = await models.User.scope(['active', 'verified']).findAll();
    expect(rows.length).toBeGreaterThan(1000);
    expect(await dataOf('query', 'User', '--scope', 'active', '--scope', 'verified', '--json')).toBe(
      `${JSON.stringify(rows)}\n`,
    );
  });

  it('gives the rows of the default scope, and without it those of the bare model', async () => {
    const order = [['id', 'asc']] as [string, string][];
    const scoped = await models.User.findAll({ order, limit: 3 });
    const bare = await models.User.unscoped().findAll({ order, limit: 3 });
    expect(JSON.stringify(scoped)).not.toContain('passwordHash');
    expect(await dataOf('query', 'User', '--order', 'id', '--limit', '3', '--json')).toBe(
      `${JSON.stringify(scoped)}\n`,
    );
    expect(await dataOf('query', 'User', '--order', 'id', '--limit', '3', '--json', '--unscoped')).toBe(
      `${JSON.stringify(bare)}\n`,
    );
  });

  it('reads JSON, addresses and enums as Sequelize does', async () => {
    const options = { order: [['id', 'desc']] as [string, string][], limit: 50 };
    for (const [name, rows] of [
      ['UserPermission', await models.UserPermission.findAll(options)],
      ['UserDevice', await models.UserDevice.findAll(options)],
    ] as const) {
      expect(await dataOf('query', name, '--order', 'id:desc', '--limit', '50', '--json')).toBe(
        `${JSON.stringify(rows)}\n`,
      );
    }
  });

  it('calls a scope with its arguments', async () => {
    const rows = await models.User.scope({ method: ['registeredSince', '2026-01-01'] }).findAll({
      order: [['id', 'asc']],
      limit: 2,
    });
    const words = ['--scope', 'registeredSince("2026-01-01")', '--order', 'id', '--limit', '2', '--json'];
    expect(await dataOf('query', 'User', ...words)).toBe(`${JSON.stringify(rows)}\n`);
  });

  it('includes soft-deleted rows when told to', async () => {
    const [live, all] = [await models.User.count(), await models.User.count({ paranoid: false })];
    expect(all).toBeGreaterThan(live);
    expect(await dataOf('query', 'User', '--count', '--json')).toBe(`{"count":${live}}\n`);
    expect(await dataOf('query', 'User', '--count', '--json', '--with-deleted')).toBe(`{"count":${all}}\n`);
    expect(await dataOf('query', 'User', '--count')).toBe(`${live}\n`);
  });

  it('reads only the columns asked for, in their order, filtered, sorted and from an offset', async () => {
    const rows = await models.User.findAll({
      attributes: ['email', 'id'],
      where: { emailVerified: false },
      order: [['email', 'desc']],
      offset: 1,
      limit: 2,
    });
    const words = [
      '--columns',
      'email,id',
      '--where',
      'emailVerified = false',
      '--order',
      'email:desc',
      '--offset',
      '1',
    ];
    expect(await dataOf('query', 'User', ...words, '--limit', '2', '--json')).toBe(
      `${JSON.stringify(rows)}\n`,
    );
  });

  it('reads a table that is named instead of a model', async () => {
    const rows = await models.sequelize.query('select id, name from roles order by name', {
      plain: false,
      raw: true,
    });
    expect(await dataOf('query', 'roles', '--columns', 'id,name', '--order', 'name', '--json')).toBe(
      `${JSON.stringify(rows[0])}\n`,
    );
  });

  it('writes CSV and JSON lines of the same rows', async () => {
    const words = ['query', 'Role', '--order', 'name', '--columns', 'name,deletedAt'];
    expect(await dataOf(...words, '--format', 'csv')).toBe('name,deletedAt\nadmin,\nuser,\n');
    expect(await dataOf(...words, '--format', 'jsonl')).toBe(
      '{"name":"admin","deletedAt":null}\n{"name":"user","deletedAt":null}\n',
    );
  });

  it('draws a table on stdout and says on stderr that more follow', async () => {
    const { exitCode, stdout, stderr } = await run(
      'query',
      'User',
      '--columns',
      'email',
      '--order',
      'email',
      '--limit',
      '1',
    );
    expect(exitCode).toBe(0);
    const [, head, , row] = stdout.split('\n');
    expect(head).toMatch(/^│ email +│$/);
    expect(row).toMatch(/^│ \S+@\S+ +│$/);
    expect(stderr).toMatch(/^1 row in [\d.]+ ms; more follow, `--limit` and `--offset` show them\n$/);
  });

  it('prints the statement it would run, which gives the same rows', async () => {
    const words = ['query', 'User', '--scope', 'active', '--order', 'id', '--limit', '2'];
    const sql = await dataOf(...words, '--sql');
    expect(sql).toMatch(/^SELECT [^;]*;\n$/);
    const ids = (await database.execute(sql)).slice(0, 2).map((row) => row['id']);
    const page = JSON.parse(await dataOf(...words, '--json')) as { id: string }[];
    expect(page.map(({ id }) => id)).toEqual(ids);
  });

  it.each([
    [['query', 'Usre'], 'User'],
    [['query', 'User', '--scope', 'actve'], 'active'],
    [['query', 'User', '--scope', 'registeredSince('], 'registeredSince'],
    [['query', 'User', '--order', 'emial'], 'email'],
    [['query', 'User', '--columns', 'emial'], 'email'],
    [['query', 'User', '--where', 'emial = 1'], 'email'],
    [['describe', 'user_device'], 'user_devices'],
  ])('%j is usage, and names what was meant', async (words, nearest) => {
    const { exitCode, stdout, stderr } = await run(...words);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(/^error: .*\n(?: {2}.*\n)* {2}→ .*\n$/);
    expect(stderr).toContain(nearest);
  });
});

describe('sql', () => {
  it('prints rows as JSON, a bigint and a date included', async () => {
    const sql =
      "select 9007199254740993::bigint as big, timestamptz '2026-01-09 12:00:01+00' as at, null as nothing";
    expect(await dataOf('sql', sql, '--json')).toBe(
      '[{"big":"9007199254740993","at":"2026-01-09T12:00:01.000Z","nothing":null}]\n',
    );
  });

  it('reads the statement from its input', async () => {
    const variables = ritualityVariables(database.target);
    const { exitCode, stdout } = await runSeqscope(['sql', '-', '--format', 'csv'], {
      variables,
      input: 'select 1 as "é";',
    });
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: 'é\n1\n' });
  });

  it('names the command of a statement without rows, on stderr', async () => {
    const { exitCode, stdout, stderr } = await run('sql', "update roles set name = name where name = 'user'");
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' });
    expect(stderr).toMatch(/^UPDATE 1 in [\d.]+ ms\n$/);
  });

  it('shows where a statement is wrong', async () => {
    const { exitCode, stdout, stderr } = await run('sql', 'select emial\nfrom users');
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain('select emial\n');
    expect(stderr).toContain('^');
    expect(stderr).toContain('SQLSTATE 42703');
  });

  it('has its writes refused by the server when the session is read-only', async () => {
    const { exitCode, stderr } = await run(
      'sql',
      'with x as (delete from user_devices returning 1) select * from x',
      '--read-only',
    );
    expect(exitCode).toBe(1);
    expect(stderr).toContain('SQLSTATE 25006');
    expect(await database.execute('select count(*)::int > 0 as kept from user_devices')).toEqual([
      { kept: true },
    ]);
  });

  it('neutralises what a value would do to the terminal', async () => {
    const { stdout } = await run('sql', "select e'a\\x1b[2Jb' as text");
    expect(stdout).not.toContain('\u001b');
    expect(stdout).toContain('a␛[2Jb');
  });
});

describe('models, describe, status and project', () => {
  it('lists models as objects with table, associations and scopes', async () => {
    const list = JSON.parse(await dataOf('models', '--json')) as unknown;
    expect(list).toMatchObject([
      {
        name: 'Role',
        table: 'roles',
        associations: [{ name: 'users', type: 'hasMany', target: 'User' }],
        scopes: [],
      },
      {
        name: 'User',
        table: 'users',
        associations: [{ name: 'role' }, { name: 'permissions' }, { name: 'devices' }],
        scopes: [
          { name: 'active' },
          { name: 'verified' },
          { name: 'registeredSince' },
          { name: 'withPassword' },
        ],
      },
      { name: 'UserDevice', table: 'user_devices' },
      { name: 'UserPermission', table: 'user_permissions' },
    ]);
  });

  it('lists the models of a database that is away', async () => {
    const variables = { ...ritualityVariables(database.target), DB_HOST: 'localhost', DB_PORT: '1' };
    const { exitCode, stdout } = await runSeqscope(['models'], { variables });
    expect(exitCode).toBe(0);
    expect(stdout).toContain('│ UserDevice ');
  });

  it('describes a model with its table', async () => {
    const model = JSON.parse(await dataOf('describe', 'User', '--json')) as unknown;
    expect(model).toMatchObject({
      name: 'User',
      table: 'users',
      database: { schema: 'public', name: 'users' },
    });
    const text = await dataOf('describe', 'User');
    for (const part of [
      'User: table public.users\n',
      'Attributes\n',
      'Associations\n',
      'Scopes\n',
      'Indexes\n',
      'users_pkey',
    ]) {
      expect(text).toContain(part);
    }
    expect(text).toContain('UserDevice.userId → id');
  });

  it('describes a table as the database has it', async () => {
    const table = JSON.parse(await dataOf('describe', 'public.users', '--json')) as unknown;
    expect(table).toMatchObject({ schema: 'public', name: 'users', model: 'User', kind: 'table' });
    expect(await dataOf('describe', 'user_devices')).toMatch(
      /^public\.user_devices: table, model UserDevice\n {2}about /,
    );
  });

  it('shows where one is and that nothing is pending', async () => {
    const { exitCode, stdout } = await run('status', '--exit-code');
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`Database     ${database.target.database} on `);
    expect(stdout).toMatch(/\nServer {7}PostgreSQL 15\.\d+\n/);
    expect(stdout).toContain('\nMigrations   4 executed, 0 pending, 0 orphaned\n');
    expect(stdout).toContain('\nSeeders      3 executed, 0 pending, 0 orphaned\n');
  });

  it('counts an entry without a file as orphaned, and exits 1 for it when asked', async () => {
    await database.execute(`insert into "SequelizeMeta" values ('19990101-gone.js')`);
    try {
      const { exitCode, stdout } = await run('status', '--exit-code');
      expect(exitCode).toBe(1);
      expect(stdout).toContain('orphaned 19990101-gone.js\n');
      expect((await run('status')).exitCode).toBe(0);
      const listed = await run('db:migrate:status');
      expect(listed.stdout).toContain('up 19990101-gone.js\n');
      expect(listed.stderr).toContain('warning: "19990101-gone.js" was executed, and its file is missing.');
    } finally {
      await database.execute(`delete from "SequelizeMeta" where name like '1999%'`);
    }
  });

  it('explains the choices without connecting', async () => {
    const variables = { ...ritualityVariables(database.target), DB_HOST: 'localhost', DB_PORT: '1' };
    const { exitCode, stdout } = await runSeqscope(['project', '--json'], { variables });
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ name: 'seqscope', environment: 'development' });
  });

  it('prints the statements it sends when asked, on stderr', async () => {
    const { stdout, stderr } = await run('query', 'Role', '--count', '--debug');
    expect(stdout).toBe('2\n');
    expect(stderr).toMatch(/^\[models [\d.]+ ms 1 row\] SELECT count\(/m);
  });
});
