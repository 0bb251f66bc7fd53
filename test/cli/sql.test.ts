/** `seqscope sql` as a script uses it: several results, files, parameters, commands, and what has to be agreed to. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestDatabase } from '../support/postgres.ts';
import { ritualityDatabase, ritualityVariables } from '../support/rituality.ts';
import { type Run, runSeqscope, startSeqscope } from './run-seqscope.ts';

let database: TestDatabase;
const folder = mkdtempSync(join(tmpdir(), 'seqscope-sql-'));
beforeAll(async () => {
  database = await ritualityDatabase();
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await database.drop();
});

const run = (words: readonly string[], input?: string): Promise<Run> =>
  runSeqscope(['sql', ...words], {
    variables: ritualityVariables(database.target),
    ...(input === undefined ? {} : { input }),
  });

function scriptOf(text: string): string {
  const file = join(folder, 'script.sql');
  writeFileSync(file, text);
  return file;
}

describe('several statements', () => {
  it('give several results, in the order they stand', async () => {
    const { stdout, stderr, exitCode } = await run(['select 1 as a; select 2 as b', '--format', 'csv']);
    expect({ stdout, exitCode }).toEqual({ stdout: 'a\n1\nb\n2\n', exitCode: 0 });
    expect(stderr).toBe('');
    expect((await run(['select 1 as a; select 2 as b', '--json'])).stdout).toBe('[{"a":1}]\n[{"b":2}]\n');
  });

  it('of a file or standard input share a connection, and a transaction left open is rolled back', async () => {
    const file = scriptOf(
      "begin;\nupdate roles set name = 'x' where name = 'user';\nselect count(*) from roles where name = 'x'",
    );
    const { stdout, stderr } = await run(['-f', file, '--format', 'csv']);
    expect(stdout).toBe('count\n1\n');
    expect(stderr).toMatch(
      /^BEGIN in .*\nUPDATE 1 in .*\nThe transaction was left open: it is rolled back\.\n$/,
    );
    expect((await run([], "select name from roles where name = 'x'")).stdout).toContain('name');
    expect(await database.execute("SELECT 1 FROM roles WHERE name = 'x'")).toEqual([]);
  });

  it('end with the first that fails, which is told by its place in all of the text', async () => {
    const { exitCode, stdout, stderr } = await run([
      '-f',
      scriptOf('select 1 as a;\n\n  select nope;\nselect 3'),
      '--json',
    ]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '[{"a":1}]\n' });
    expect(stderr).toContain('    select nope;\n           ^\n');
    expect(stderr).toContain('at line 3:10');
  });
});

describe('parameters', () => {
  it('take the place of names, as values', async () => {
    const sql = "select :a as a, :b::int + 1 as b, ':a' as c, :n::text as n";
    const { stdout } = await run([
      sql,
      '--param',
      "a=it's = 1",
      '--param',
      'b=2',
      '--param',
      'n=NULL',
      '--json',
    ]);
    expect(JSON.parse(stdout)).toEqual([{ a: "it's = 1", b: 3, c: ':a', n: null }]);
  });

  it('have to be there', async () => {
    const { exitCode, stderr } = await run(['select :since']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('The parameter ":since" has no value.');
    expect((await run(['select 1', '--param', 'x'])).exitCode).toBe(2);
  });
});

describe('a script that changes rows', () => {
  it('runs where its UPDATE has a condition', async () => {
    const { exitCode, stderr } = await run([], "update roles set name = name where name = 'user'");
    expect({ exitCode, stderr }).toMatchObject({
      exitCode: 0,
      stderr: expect.stringMatching(/^UPDATE 1 in /) as unknown,
    });
  });

  it.each([
    ['delete from user_devices', 'DELETE without WHERE touches every row of user_devices'],
    ['truncate user_devices', 'TRUNCATE empties user_devices'],
    ['drop table user_devices', 'DROP drops user_devices with'],
  ])('needs --yes for %j', async (sql, message) => {
    const { exitCode, stdout, stderr } = await run([sql]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).toContain('--yes');
    const yes = await run([`begin; ${sql}; rollback`, '--yes']);
    expect(yes.exitCode).toBe(0);
    expect(await database.execute('SELECT 1 FROM user_devices LIMIT 1')).toHaveLength(1);
  });

  it('is refused by the server with --read-only', async () => {
    const { exitCode, stderr } = await run(['delete from user_devices', '--read-only', '--yes']);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('SQLSTATE 25006');
  });
});

describe('commands', () => {
  it('list and describe what the catalog has', async () => {
    expect((await run(['\\dt', '--format', 'csv'])).stdout).toContain('public,user_devices,table,');
    const { stdout } = await run(['\\d roles']);
    expect(stdout).toContain('Table "public.roles"');
    expect(stdout).toContain('"roles_pkey" PRIMARY KEY, btree (id)');
    expect(stdout).toContain('Referenced by:');
  });

  it('switch how rows are printed, between statements', async () => {
    const { stdout } = await run([], '\\x\nselect 1 as a, 2 as b;\n\\x off\nselect 3 as c');
    expect(stdout).toMatch(/a │ 1\nb │ 2/);
    expect(stdout).toContain('│ c │');
    expect((await run(['select 1 as a', '-x'])).stdout).toContain('a │ 1');
  });

  it('say what they are, and which is meant', async () => {
    expect((await run(['\\?'])).stdout).toContain('\\dt [PATTERN]');
    expect((await run(['\\dq'])).stderr).toContain('Did you mean');
    expect((await run(['\\q\nselect nope'])).exitCode).toBe(0);
  });

  it('watch a statement until they are interrupted', async () => {
    const { child, finished } = startSeqscope(['sql', 'select 7 as n;\n\\watch 0.1', '--format', 'csv'], {
      variables: ritualityVariables(database.target),
    });
    let seen = '';
    child.stdout.on('data', (text: string) => {
      seen += text;
      if (seen.split('7').length > 3) child.kill('SIGINT');
    });
    const { exitCode, stdout, stderr } = await finished;
    expect(exitCode).toBe(130);
    expect(stdout).toMatch(/^(n\n7\n){3,}$/);
    expect(stderr).toBe('interrupted\n');
  });

  it('watch no statement that changes something, and run none of it', async () => {
    const changing = await run(['select 1; delete from roles \\watch 1']);
    expect(changing).toMatchObject({ exitCode: 2, stdout: '' });
    expect(changing.stderr).toContain('DELETE changes rows: it is not run again and again.');
    const calling = await run(["create sequence watched; select nextval('watched') as n \\watch 0.1"]);
    expect(calling).toMatchObject({ exitCode: 2 });
    expect(calling.stdout.split('│ n │')).toHaveLength(2);
    expect(calling.stderr).toContain('through a function that it calls');
  });

  it('say that there is nothing to watch', async () => {
    const { exitCode, stderr } = await run(['\\watch 1']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('no statement before');
  });
});

it('says how long each statement took', async () => {
  expect((await run(['select 1', '--json', '--timing'])).stderr).toMatch(/^1 row in /);
});

it('says what is missing', async () => {
  expect((await run([' -- nothing'])).stderr).toContain('There is no SQL to run');
  expect((await run(['-f', join(folder, 'nowhere.sql')])).stderr).toContain('cannot be read');
});
