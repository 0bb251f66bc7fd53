/** `repl -e`, code on standard input and `run` as a script's author uses them: the built command in a process of its own. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { packageRoot, runSeqscope, startSeqscope, type Run } from '../cli/run-seqscope.ts';
import { ritualityVariables } from '../support/rituality.ts';
import { ritualityWithFolder } from '../support/rituality-with-folder.ts';

const rituality = ritualityWithFolder();

const options = () => ({ variables: ritualityVariables(rituality.database.target), directory: packageRoot });

async function evaluated(code: string, ...words: readonly string[]): Promise<Run> {
  return runSeqscope(['repl', '-e', code, ...words], options());
}

async function script(text: string, ...words: readonly string[]): Promise<Run> {
  const file = join(rituality.folder, 'script.ts');
  await writeFile(file, text);
  return runSeqscope(['run', file, ...words], options());
}

describe('seqscope repl -e', () => {
  it('prints the value on standard output and nothing else', async () => {
    expect(await evaluated('1 + 1')).toEqual({ exitCode: 0, stdout: '2\n', stderr: '' });
  });

  it('awaits a promise, and prints rows as a table', async () => {
    const { stdout, exitCode } = await evaluated(
      "Role.findAll({ attributes: ['name'], order: ['name'], limit: 1 })",
    );
    expect(stdout).toMatch(/│ name\s*│/);
    expect(exitCode).toBe(0);
  });

  it('prints JSON as the application would send it', async () => {
    const { stdout } = await evaluated(
      "User.findAll({ attributes: ['email'], where: { email: 'admin@rituality.com' } })",
      '--json',
    );
    expect(JSON.parse(stdout)).toEqual([{ email: 'admin@rituality.com' }]);
    expect(stdout.endsWith('\n')).toBe(true);
  });

  it('writes what the code logs to standard output, and to standard error beside JSON', async () => {
    expect(await evaluated("console.log('told'); 1")).toMatchObject({ stdout: 'told\n1\n' });
    expect(await evaluated("console.log('told'); 1", '--json')).toMatchObject({
      stdout: '1\n',
      stderr: 'told\n',
    });
  });

  it('fails with 1 and says where', async () => {
    const { exitCode, stdout, stderr } = await evaluated('const a = 1;\na.b.c');
    expect(exitCode).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain("error: TypeError: Cannot read properties of undefined (reading 'c')");
    expect(stderr).toContain('> 2 | a.b.c');
  });

  it('says what the database says, with its SQLSTATE', async () => {
    const { stderr, exitCode } = await evaluated('User.findAll({ where: { nope: 1 } })');
    expect(stderr).toContain('SQLSTATE 42703');
    expect(exitCode).toBe(1);
  });

  it('refuses code that ends in the middle, and no code at all', async () => {
    expect(await evaluated('f(')).toMatchObject({ exitCode: 2, stdout: '' });
    expect(await evaluated(' ')).toMatchObject({ exitCode: 2, stdout: '' });
  });

  it('has the server refuse writes with --read-only', async () => {
    const { stderr, exitCode } = await evaluated("User.update({ bio: 'x' }, { where: {} })", '--read-only');
    expect(stderr).toContain('SQLSTATE 25006');
    expect(exitCode).toBe(1);
  });

  it('undoes what --sandbox held, and says what it was', async () => {
    const { stderr, exitCode } = await evaluated(
      "await User.update({ bio: 'boxed' }, { where: { email: 'admin@rituality.com' } })",
      '--sandbox',
    );
    expect(stderr).toMatch(/public\.users: 1 row updated\n\s+~ id .* bio: .* → boxed/);
    expect(exitCode).toBe(0);
    expect(await rituality.database.execute("SELECT 1 FROM users WHERE bio = 'boxed'")).toEqual([]);
  });

  it('reads code from standard input', async () => {
    const ran = await runSeqscope(['repl'], { ...options(), input: 'const n = 6\nn * 7\n' });
    expect(ran).toEqual({ exitCode: 0, stdout: '42\n', stderr: '' });
  });

  it.each([
    ['a loop', 'while (true) {}'],
    ['a query', 'sql`select pg_sleep(60)`'],
    ['a promise', 'new Promise((resolve) => setTimeout(resolve, 60_000))'],
  ])('ends %s with 130 when it is interrupted', async (_what, code) => {
    const { child, finished } = startSeqscope(['repl', '-e', `console.log('begun'); ${code}`], options());
    await new Promise<void>((resolve) => child.stdout.once('data', () => resolve()));
    await delay(200);
    child.kill('SIGINT');
    expect((await finished).exitCode).toBe(130);
  });

  it('lets SIGINT end a loop behind an await, where nobody hears it', async () => {
    const { child } = startSeqscope(['repl', '-e', "console.log('begun'); await 1; for (;;);"], options());
    const ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve({ code, signal })));
    await new Promise<void>((resolve) => child.stdout.once('data', () => resolve()));
    await delay(600);
    child.kill('SIGINT');
    // A shell says 130 to that.
    expect(await ended).toEqual({ code: null, signal: 'SIGINT' });
  });
});

describe('seqscope run', () => {
  it('has the models, the words, and imports relative to the script', async () => {
    await writeFile(join(rituality.folder, 'near.ts'), 'export const near: number = 5;\n');
    const { stdout, stderr, exitCode } = await script(
      `import { near } from './near.ts';
       const users: number = await User.count({ where: { email: 'admin@rituality.com' } });
       console.log(users, near, argv.join('+'), __filename.endsWith('script.ts'));`,
      'a',
      'b',
    );
    expect({ stdout, stderr, exitCode }).toEqual({ stdout: '1 5 a+b true\n', stderr: '', exitCode: 0 });
  });

  it('has the packages of the project wherever it lies, with every name they export', async () => {
    const code = "import { Op, fn } from 'sequelize';\nconsole.log(typeof Op.gt, typeof fn);";
    const { stdout, stderr } = await script(code);
    expect({ stdout, stderr }).toEqual({ stdout: 'symbol function\n', stderr: '' });
  });

  it('imports what is for `import` alone, without a warning of Node', async () => {
    const only = join(rituality.folder, 'node_modules/only');
    await mkdir(only, { recursive: true });
    await writeFile(
      join(only, 'package.json'),
      JSON.stringify({ name: 'only', type: 'module', exports: { import: './index.js' } }),
    );
    await writeFile(join(only, 'index.js'), 'export const seven = 7;\n');
    const { stdout, stderr } = await script("import { seven } from 'only';\nconsole.log(seven);");
    expect({ stdout, stderr }).toEqual({ stdout: '7\n', stderr: '' });
  });

  it('prints its last expression with --json', async () => {
    const { stdout } = await script(
      "await User.count({ where: { email: 'admin@rituality.com' } })",
      '--json',
    );
    expect(stdout).toBe('1\n');
  });

  it('points at the line of the script', async () => {
    const { stderr, exitCode } = await script(
      'const a: number = 1;\n\nfunction go(): never {\n  throw new Error("no");\n}\ngo();\n',
    );
    expect(stderr).toContain('script.ts:4:9');
    expect(stderr).toContain('error: Error: no');
    expect(exitCode).toBe(1);
  });

  it('says that a script is not there', async () => {
    expect(await runSeqscope(['run', 'nowhere.ts'], options())).toMatchObject({ exitCode: 2 });
  });
});
