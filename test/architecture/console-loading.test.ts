import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { binary, packageRoot } from '../cli/run-seqscope.ts';
import type { TestDatabase } from '../support/postgres.ts';
import { ritualityDatabase } from '../support/rituality.ts';
import { TerminalProcess } from '../terminal/pty.ts';

const recorder = pathToFileURL(resolve(import.meta.dirname, 'record-packages.mjs')).href;

let folder: string;
let database: TestDatabase;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seqscope-loading-'));
  database = await ritualityDatabase();
});

afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

function packagesIn(files: string): readonly string[] {
  const names = files.split('\n').map((file) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1]);
  return [...new Set(names)].filter((name) => name !== undefined);
}

it('keeps Sequelize and pg in the host: the console itself loads no package', async () => {
  const words = [binary, '--url', database.url, '--project', packageRoot];
  const env = { NODE_OPTIONS: `--import=${recorder}`, RECORD_PACKAGES_IN: folder };
  const console = new TerminalProcess(process.execPath, words, { columns: 100, rows: 30, env });
  await console.until('UserDevice', 20_000);
  console.send('\r');
  await console.until('row 1', 20_000);
  console.send('q');
  await console.waitForExit();

  const records = await readdir(folder);
  const texts = await Promise.all(
    records.map(async (name) => ({
      pid: Number.parseInt(name, 10),
      text: await readFile(join(folder, name), 'utf8'),
    })),
  );
  const own = texts.find(({ pid }) => pid === console.pid);
  const host = texts.find(({ text }) => packagesIn(text).includes('sequelize'));
  expect(own).toBeDefined();
  expect(packagesIn(own?.text ?? '')).toEqual([]);
  expect(host?.pid).not.toBe(console.pid);
  expect(packagesIn(host?.text ?? '')).toEqual(expect.arrayContaining(['sequelize', 'pg']));
});
