import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { access, chmod, cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exitCodes } from '../../src/errors.ts';
import { binary, cleanEnvironment } from '../cli/run-seqscope.ts';
import type { TestDatabase } from '../support/postgres.ts';
import { ritualityDatabase, ritualityVariables } from '../support/rituality.ts';

const repository = resolve(import.meta.dirname, '../..');
const readme = readFileSync(join(repository, 'README.md'), 'utf8');

/** Every line of every shell block, its comment cut off, in the order of the page. */
const commands = [...readme.matchAll(/^```sh\n([^]*?)^```/gm)]
  .flatMap(([, block = '']) => block.split('\n'))
  .map((line) => line.replace(/\s+# .*$/, '').trim())
  .filter((line) => line !== '');

/** They install or test what is running this test; test/package installs the packed package. */
const notRunHere = ['npm ci && npm start', 'npm ci && npm test', 'npm install --global .'];

interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

let home: string;
let project: string;
let database: TestDatabase;

beforeAll(async () => {
  // Short: a unix socket's path has 107 bytes.
  home = await mkdtemp('/tmp/sqr-');
  database = await ritualityDatabase();
  await mkdir(join(home, 'bin'));
  await writeFile(join(home, 'bin/seqscope'), `#!/bin/sh\nexec "${process.execPath}" "${binary}" "$@"\n`);
  await chmod(join(home, 'bin/seqscope'), 0o755);
  // The built-in example as a project of its own, where files may be written.
  project = join(home, 'example');
  for (const part of ['config', 'models', 'migrations', 'seeders']) {
    await cp(join(repository, 'src', part), join(project, 'src', part), { recursive: true });
  }
  for (const file of ['.sequelizerc', 'package.json']) await cp(join(repository, file), join(project, file));
  await symlink(join(repository, 'node_modules'), join(project, 'node_modules'));
});

afterAll(async () => {
  await database.drop();
  await rm(home, { recursive: true, force: true });
});

async function runInShell(command: string): Promise<Ran> {
  const folders = { XDG_STATE_HOME: home, XDG_CACHE_HOME: home, XDG_RUNTIME_DIR: join(home, 'r') };
  const env = cleanEnvironment({ ...ritualityVariables(database.target), ...folders });
  const path = `${join(home, 'bin')}:${env.PATH ?? ''}`;
  return new Promise((done) => {
    execFile(
      '/bin/sh',
      ['-c', command],
      { cwd: project, env: { ...env, PATH: path } },
      (error, stdout, stderr) => {
        done({ exitCode: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
      },
    );
  });
}

describe('the README', () => {
  it('opens with the two lines that a newcomer needs', () => {
    expect(readme).toMatch(/^```sh\nnpm ci && npm start .*\nnpm ci && npm test .*\n```\n/);
  });

  it('shows no command that a test does not run', () => {
    expect(commands.filter((command) => !command.startsWith('seqscope'))).toEqual(notRunHere);
  });

  it('links to files that are there', async () => {
    const links = [...readme.matchAll(/\]\(([^)]+)\)/g)].map(([, link = '']) => link);
    expect(links).toContain('docs/screenshot.svg');
    for (const link of links) await access(join(repository, link.replace(/#.*$/, '')));
  });

  it('lists every exit code', () => {
    for (const code of Object.values(exitCodes)) expect(readme).toMatch(new RegExp(`^\\| ${code} +\\|`, 'm'));
  });
});

describe('the commands of the README', () => {
  it.each(commands.filter((command) => command.startsWith('seqscope ')))('%s', async (command) => {
    const { exitCode, stderr } = await runInShell(command);
    expect({ exitCode, stderr: exitCode === 0 ? '' : stderr }).toEqual({ exitCode: 0, stderr: '' });
  });

  it('write what the page says they write', async () => {
    const csv = await readFile(join(project, 'devices.csv'), 'utf8');
    expect(csv.split('\n').length).toBeGreaterThan(10_000);
    const { stdout } = await runInShell('seqscope query User --scope active --count --json');
    expect(JSON.parse(stdout)).toEqual({ count: expect.any(Number) as unknown });
  });

  it('need a terminal for the console, and say so', async () => {
    expect(commands).toContain('seqscope');
    const { exitCode, stderr } = await runInShell('seqscope');
    expect(exitCode).toBe(exitCodes.usage);
    expect(stderr).toContain('There is no terminal here');
  });
});
