import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { execFile } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { modelsIndex, projectFolder } from './project-folder.ts';
import { binary, runSeqscope, startSeqscope } from './run-seqscope.ts';

let database: TestDatabase;
/** A project of one model, for what is no business of the built-in example. */
let shop: string;

beforeAll(async () => {
  database = await createTestDatabase();
  await database.execute('create table products (id serial primary key, name text)');
  shop = await projectFolder({ 'models/index.js': modelsIndex(database.url) });
});

afterAll(async () => {
  await database.drop();
});

const ofShop = () => ['--project', shop, '--url', database.url];

/** Waits until a statement like this runs on the server, or no longer does. */
async function untilRunning(part: string, isRunning: boolean): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const rows = await database.execute(
      `select 1 from pg_stat_activity where state = 'active' and query like '%${part}%' and pid <> pg_backend_pid()`,
    );
    if (rows.length > 0 === isRunning) return;
    await wait(50);
  }
  throw new Error(`"${part}" is ${isRunning ? 'not running' : 'still running'}.`);
}

describe('the command', () => {
  it('prints its version and nothing else', async () => {
    expect(await runSeqscope(['--version'])).toEqual({
      exitCode: 0,
      stdout: `${packageJson.version}\n`,
      stderr: '',
    });
  });

  it('is usage without a command where there is no terminal, help on stderr', async () => {
    const { exitCode, stdout, stderr } = await runSeqscope([]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(
      /^There is no terminal here to open the console in: name a command\.\n\nUsage: seqscope /,
    );
  });

  it('refuses what it does not know in one block on stderr', async () => {
    expect(await runSeqscope(['modles', '--json'])).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: 'error: There is no command "modles".\n  → Did you mean `seqscope models`?\n',
    });
  });

  it('says how to build it when it is not built', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'seqscope-unbuilt-'));
    try {
      await mkdir(join(folder, 'bin'));
      await cp(binary, join(folder, 'bin/seqscope.js'));
      const failed = promisify(execFile)(process.execPath, [join(folder, 'bin/seqscope.js')]);
      await expect(failed).rejects.toMatchObject({
        code: 2,
        stderr: expect.stringContaining('npm run build') as string,
      });
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('exits 3 with the way out when the server is away', async () => {
    const { exitCode, stdout, stderr } = await runSeqscope([
      'sql',
      'select 1',
      '--project',
      shop,
      '--url',
      'postgres://localhost:1/x',
    ]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: '' });
    expect(stderr).toMatch(/^error: .*\n(?: {2}.*\n)* {2}→ .*\n$/);
  });

  it('never prints the password of a URL', async () => {
    const url = 'postgres://ada:s3cr3t%21@localhost:1/x';
    for (const words of [
      ['project'],
      ['sql', 'select 1'],
      ['sql', 'select 1', '--debug'],
      ['status', '--json'],
    ]) {
      const { stdout, stderr } = await runSeqscope([...words, '--project', shop, '--url', url]);
      expect(stdout + stderr).not.toMatch(/s3cr3t/);
    }
  });

  it('is interrupted with 130, and the server stops the query', async () => {
    const { child, finished } = startSeqscope(['sql', 'select pg_sleep(61)', ...ofShop()]);
    await untilRunning('pg_sleep(61)', true);
    child.kill('SIGINT');
    expect(await finished).toEqual({ exitCode: 130, stdout: '', stderr: 'interrupted\n' });
    await untilRunning('pg_sleep(61)', false);
  });

  it('ends quietly when its reader goes away', async () => {
    const statement = "select repeat('x', 1000) as text from generate_series(1, 20000)";
    const { child, finished } = startSeqscope(['sql', statement, '--format', 'csv', ...ofShop()]);
    child.stdout.once('data', () => child.stdout.destroy());
    expect(await finished).toMatchObject({ exitCode: 0, stderr: '' });
  });

  it('ends although the project holds the process open', async () => {
    const busy = await projectFolder({
      'models/index.js': modelsIndex(
        database.url,
        "setInterval(() => {}, 1000); require('net').createServer().listen(0);",
      ),
    });
    const { exitCode, stdout } = await runSeqscope([
      'models',
      '--json',
      '--project',
      busy,
      '--url',
      database.url,
    ]);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject([{ name: 'Product', table: 'products' }]);
  });

  it('keeps what the project prints off stdout', async () => {
    const loud = await projectFolder({
      'models/index.js': modelsIndex(
        database.url,
        "console.log('loading…'); process.stdout.write('models\\n');",
      ),
    });
    const { stdout, stderr } = await runSeqscope([
      'models',
      '--json',
      '--project',
      loud,
      '--url',
      database.url,
    ]);
    expect(JSON.parse(stdout)).toHaveLength(1);
    expect(stderr).toContain('loading…\nmodels\n');
  });

  it('does not take a `process.exit` of the project for success', async () => {
    const quitter = await projectFolder({ 'models/index.js': modelsIndex(database.url, 'process.exit(0);') });
    const { exitCode, stdout, stderr } = await runSeqscope([
      'models',
      '--project',
      quitter,
      '--url',
      database.url,
    ]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain('"models/index.js" calls `process.exit(0)` at line 1 while it is loaded.');
  });

  it('warns once of an error that the project lets fly, and goes on', async () => {
    const stray = await projectFolder({
      'models/index.js': modelsIndex(
        database.url,
        "for (let n = 0; n < 2; n += 1) { Promise.reject(new Error('no cache')); process.nextTick(() => { throw new Error('no queue'); }); }",
      ),
    });
    const words = ['query', 'Product', '--json', '--project', stray, '--url', database.url];
    const { exitCode, stdout, stderr } = await runSeqscope(words);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '[]\n' });
    expect(stderr.match(/no cache/g)).toHaveLength(1);
    expect(stderr.match(/no queue/g)).toHaveLength(1);
  });
});
