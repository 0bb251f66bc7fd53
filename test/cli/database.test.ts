import { randomBytes } from 'node:crypto';
import { spawn } from '@lydell/node-pty';
import { afterEach, describe, expect, it } from 'vitest';
import { executeOn, testServer, urlOf } from '../support/postgres.ts';
import { projectFolder } from './project-folder.ts';
import { withoutGreeting } from './without-greeting.ts';
import { binary, cleanEnvironment, type Run, runSeqscope } from './run-seqscope.ts';

const name = `cli_${process.pid}_${randomBytes(4).toString('hex')}`;
const url = urlOf({ ...testServer(), database: name });
const folder = await projectFolder({ 'models/none.txt': '' });

afterEach(async () => {
  await executeOn(testServer(), `drop database if exists "${name}" with (force)`);
});

async function run(...words: string[]): Promise<Run> {
  const finished = await runSeqscope([...words, '--project', folder, '--url', url]);
  return { ...finished, stdout: withoutGreeting(finished.stdout) };
}

async function exists(): Promise<boolean> {
  return (await executeOn(testServer(), `select 1 from pg_database where datname = '${name}'`)).length > 0;
}

/** Types `answer` at the question, in a terminal. Resolves to what was on the screen, and the exit code. */
async function dropInTerminal(
  answer: string,
): Promise<{ readonly screen: string; readonly exitCode: number }> {
  const env = { ...cleanEnvironment(), TERM: 'xterm-256color' };
  const terminal = spawn(process.execPath, [binary, 'db:drop', '--project', folder, '--url', url], {
    cols: 200,
    rows: 24,
    env,
  });
  let screen = '';
  let isAsked = false;
  terminal.onData((text) => {
    screen += text;
    if (isAsked || !screen.includes('Type its name')) return;
    isAsked = true;
    terminal.write(answer);
  });
  return new Promise((settle) => {
    terminal.onExit(({ exitCode }) => settle({ screen, exitCode }));
  });
}

describe('db:create and db:drop', () => {
  it('create, refuse to create twice, and drop with --yes', async () => {
    expect(await run('db:create')).toEqual({
      exitCode: 0,
      stdout: `Database ${name} created.\n`,
      stderr: '',
    });
    expect(await exists()).toBe(true);
    const again = await run('db:create');
    expect(again).toMatchObject({ exitCode: 1, stdout: '' });
    expect(again.stderr).toContain(`"${name}"`);
    expect(await run('db:drop', '--yes')).toEqual({
      exitCode: 0,
      stdout: `Database ${name} dropped.\n`,
      stderr: '',
    });
    expect(await exists()).toBe(false);
    expect(await run('db:drop', '--yes')).toEqual({
      exitCode: 0,
      stdout: `Database ${name} dropped.\n`,
      stderr: `notice: There was no database "${name}".\n`,
    });
  });

  it('drop unasked where there is no terminal to ask on, as sequelize-cli does', async () => {
    await run('db:create');
    expect(await run('db:drop')).toEqual({ exitCode: 0, stdout: `Database ${name} dropped.\n`, stderr: '' });
    expect(await exists()).toBe(false);
  });

  it('create with an encoding, a locale and a template', async () => {
    const locale = ['--encoding', 'LATIN1', '--collate', 'C', '--ctype', 'C', '--template', 'template0'];
    expect((await run('db:create', ...locale)).exitCode).toBe(0);
    const rows = await executeOn(
      testServer(),
      `select pg_encoding_to_char(encoding) as encoding, datcollate from pg_database where datname = '${name}'`,
    );
    expect(rows).toEqual([{ encoding: 'LATIN1', datcollate: 'C' }]);
  });

  it('drop when the name is typed', async () => {
    await run('db:create');
    const { screen, exitCode } = await dropInTerminal(`${name}\r`);
    expect(exitCode).toBe(0);
    expect(screen).toContain(`Database ${name} dropped.`);
    expect(await exists()).toBe(false);
  });

  it('drop nothing when another name is typed, or Ctrl-C', async () => {
    await run('db:create');
    const wrong = await dropInTerminal('production\r');
    expect(wrong.exitCode).toBe(1);
    expect(wrong.screen).toContain('nothing was dropped');
    expect((await dropInTerminal('\u0003')).exitCode).toBe(130);
    expect(await exists()).toBe(true);
  });
});
