/** `seqscope export` as a user runs it: files that are whole or not there, pipes that close, servers that go away. */
import { execFile, spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { modelsIndex, projectFolder } from './project-folder.ts';
import { binary, cleanEnvironment, runSeqscope, startSeqscope, type Run } from './run-seqscope.ts';

let database: TestDatabase;
let shop: string;
let folder: string;

beforeAll(async () => {
  database = await createTestDatabase();
  await database.execute(`
    CREATE TABLE products (id serial PRIMARY KEY, name text);
    INSERT INTO products (name) VALUES ('tea'), (''), (NULL);
    CREATE TABLE many AS SELECT n AS id, repeat('x', 200) AS filling FROM generate_series(1, 300000) n;
    CREATE VIEW slow AS SELECT id, pg_sleep(CASE WHEN id > 4000 THEN 0.05 ELSE 0 END)::text, filling FROM many;
    CREATE VIEW failing AS SELECT id, 1 / (20000 - id) AS share, filling FROM many`);
  shop = await projectFolder({ 'models/index.js': modelsIndex(database.url) });
});
afterAll(async () => {
  await database.drop();
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seqscope-export-'));
  return () => rm(folder, { recursive: true, force: true });
});

const ofShop = () => ['--project', shop, '--url', database.url];
const exportWords = (...words: readonly string[]) => ['export', ...words, ...ofShop()];
const run = (...words: readonly string[]): Promise<Run> =>
  runSeqscope(exportWords(...words), { directory: folder });

async function untilRunning(isRunning: boolean): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const rows = await database.execute(
      `SELECT 1 FROM pg_stat_activity WHERE state = 'active' AND query LIKE 'COPY%' AND datname = current_database()`,
    );
    if (rows.length > 0 === isRunning) return;
    await delay(50);
  }
  throw new Error(isRunning ? 'Nothing is being copied.' : 'It is still being copied.');
}

/** Until the draft beside the file has some bytes. */
async function untilWriting(): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const [draft] = await readdir(folder);
    if (draft !== undefined && (await readFile(join(folder, draft))).length > 0) return;
    await delay(50);
  }
  throw new Error('Nothing is being written.');
}

describe('export', () => {
  it('writes a file, in the format its name says, and tells how many rows', async () => {
    const { exitCode, stdout, stderr } = await run('products', '-o', 'out.csv');
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' });
    expect(stderr).toMatch(/^Wrote 3 rows \(\d+ bytes\) in \d+(?:\.\d)? m?s to out\.csv\n$/);
    expect(await readFile(join(folder, 'out.csv'), 'utf8')).toBe('id,name\n1,tea\n2,""\n3,\n');
    await run('Product', '--output', 'out.md', '--columns', 'name', '--limit', '1');
    expect(await readFile(join(folder, 'out.md'), 'utf8')).toBe('| name |\n| --- |\n| tea |\n');
    await run('products', '-o', 'out.sql', '--where', 'id = 3');
    expect(await readFile(join(folder, 'out.sql'), 'utf8')).toBe(
      'INSERT INTO "public"."products" ("id", "name") VALUES\n  (3, NULL);\n',
    );
    expect((await readdir(folder)).sort()).toEqual(['out.csv', 'out.md', 'out.sql']);
  });

  it('writes to standard output without a file, and nothing else', async () => {
    const expected = { exitCode: 0, stdout: '2\t\n3\t\\N\n', stderr: '' };
    const words = ['products', '--format', 'tsv', '--no-header', '--where', 'id > 1', '--order', 'id'];
    expect(await run(...words)).toEqual(expected);
    expect(await run(...words, '-o', '-')).toEqual(expected);
  });

  it('leaves a file that exists alone unless told to replace it', async () => {
    await writeFile(join(folder, 'out.csv'), 'mine');
    const refused = await run('products', '-o', 'out.csv');
    expect(refused.exitCode).toBe(2);
    expect(refused.stderr).toContain('exists already');
    expect(refused.stderr).toContain('--force');
    expect(await readFile(join(folder, 'out.csv'), 'utf8')).toBe('mine');
    expect((await run('products', '-o', 'out.csv', '--force')).exitCode).toBe(0);
    expect(await readFile(join(folder, 'out.csv'), 'utf8')).toContain('tea');
    await symlink('out.csv', join(folder, 'linked.csv'));
    expect((await run('products', '-o', 'linked.csv', '--force', '--limit', '1')).exitCode).toBe(0);
    expect(await readFile(join(folder, 'out.csv'), 'utf8')).toBe('id,name\n1,tea\n');
  });

  it('keeps the old file when it fails half-way, and says how far it came', async () => {
    await writeFile(join(folder, 'out.csv'), 'mine');
    const { exitCode, stderr } = await run('failing', '-o', 'out.csv', '--force');
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/error: The export ended after [\d,]+ rows: Division by zero/);
    expect(await readdir(folder)).toEqual(['out.csv']);
    expect(await readFile(join(folder, 'out.csv'), 'utf8')).toBe('mine');
  });

  it('says on standard output, too, that rows are missing', async () => {
    const { exitCode, stderr } = await run('failing');
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/The export ended after [\d,]+ rows/);
  });

  it('names what is wrong with the place', async () => {
    const missing = await run('products', '-o', 'nowhere/out.csv');
    expect([missing.exitCode, missing.stderr]).toEqual([2, expect.stringContaining('There is no folder')]);
    await mkdir(join(folder, 'sub.csv'));
    expect((await run('products', '-o', 'sub.csv')).stderr).toContain('is a folder');
    const unnamed = await run('products', '-o', 'out.xyz');
    expect([unnamed.exitCode, unnamed.stderr]).toEqual([2, expect.stringContaining('which format is meant')]);
    expect(await run('products', '-o', '/dev/full', '--format', 'csv')).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('is full') as string,
    });
    expect((await run('products', '-o', '/dev/null', '--format', 'csv')).exitCode).toBe(0);
  });

  it.skipIf(process.getuid?.() === 0)('says when a folder may not be written to', async () => {
    await chmod(folder, 0o555);
    expect((await run('products', '-o', 'out.csv')).stderr).toContain('may not be written');
  });

  it('leaves nothing behind and runs no further when it is interrupted', async () => {
    const { child, finished } = startSeqscope(exportWords('slow', '-o', 'out.csv'), { directory: folder });
    await untilRunning(true);
    await untilWriting();
    child.kill('SIGINT');
    expect((await finished).exitCode).toBe(130);
    await untilRunning(false);
    expect(await readdir(folder)).toEqual([]);
  });

  it('leaves a file with a name of its own when it is killed, which the next one to the same place removes', async () => {
    const { child, finished } = startSeqscope(exportWords('slow', '-o', 'out.csv'), { directory: folder });
    await untilRunning(true);
    await untilWriting();
    child.kill('SIGKILL');
    await finished;
    const [draft = '', ...others] = await readdir(folder);
    expect([draft, others]).toEqual([
      expect.stringMatching(/^\.out\.csv\.seqscope-\d+-\w*-[0-9a-f]{8}\.part$/),
      [],
    ]);
    await untilRunning(false);
    const alive = draft.replace(/seqscope-\d+/, `seqscope-${String(process.pid)}`);
    const foreign = draft.replace(/-\w*-([0-9a-f]{8}\.part)$/, '-elsewhere-$1');
    for (const name of [alive, foreign, '.out.csv.part', draft.replace('out', 'other')]) {
      await writeFile(join(folder, name), 'kept');
    }
    const { exitCode, stderr } = await run('products', '-o', 'out.csv');
    expect(exitCode).toBe(0);
    expect(stderr).toContain(`Removed ${draft}, which an export that was killed had left there.`);
    expect((await readdir(folder)).sort()).toEqual(
      [alive, foreign, '.out.csv.part', draft.replace('out', 'other'), 'out.csv'].sort(),
    );
  });

  it('leaves nothing behind when the server ends its connection', async () => {
    const { finished } = startSeqscope(exportWords('slow', '-o', 'out.csv'), { directory: folder });
    await untilRunning(true);
    await untilWriting();
    await database.execute(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE query LIKE 'COPY%' AND datname = current_database()`);
    const { exitCode, stderr } = await finished;
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/The export ended after [\d,]+ rows/);
    expect(await readdir(folder)).toEqual([]);
  });

  it('stops in silence when its reader has gone', async () => {
    const command = `"${process.execPath}" "${binary}" ${exportWords('many').join(' ')}; echo "$?" >&2`;
    const { stdout, stderr } = await promisify(execFile)('/bin/bash', ['-c', `{ ${command}; } | head -n 2`], {
      env: cleanEnvironment(),
    });
    expect(stdout).toMatch(/^id,filling\n\d+,x{200}\n$/);
    expect(stderr).toBe('0\n');
    await untilRunning(false);
  });

  it('waits for a slow reader in memory that does not grow', async () => {
    const child = spawn(process.execPath, [binary, ...exportWords('many')], { env: cleanEnvironment() });
    child.stdout.pause();
    const sizes: number[] = [];
    for (let look = 0; look < 8; look += 1) {
      await delay(250);
      const status = await readFile(`/proc/${String(child.pid)}/status`, 'utf8').catch(() => '');
      sizes.push(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
    }
    let length = 0;
    child.stdout.on('data', (part: Buffer) => (length += part.length)).resume();
    expect(await new Promise((settle) => child.on('close', settle))).toBe(0);
    expect(length).toBeGreaterThan(60_000_000);
    expect(Math.max(...sizes)).toBeLessThan(250);
  });
});
