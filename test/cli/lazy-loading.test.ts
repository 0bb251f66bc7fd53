import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ritualityVariables } from '../support/rituality.ts';
import { testServer } from '../support/postgres.ts';
import { packageRoot, runSeqscope } from './run-seqscope.ts';

const recorder = pathToFileURL(resolve(import.meta.dirname, 'record-modules.mjs')).href;
/** How React's own code names an element: in the bundle, the mark of the chunks that hold the console. */
const reactMark = 'react.transitional.element';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seqscope-modules-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

/** Every file that a run of the command loads. */
async function loadedBy(...words: string[]): Promise<readonly string[]> {
  const record = join(folder, `${words.join('-').replaceAll(/[^\w-]/g, '')}.txt`);
  const variables = { ...ritualityVariables(testServer()), RECORD_MODULES_TO: record };
  const run = await runSeqscope(words, { variables, nodeFlags: ['--import', recorder] });
  expect(run).toMatchObject({ exitCode: 0 });
  const lines = (await readFile(record, 'utf8')).split('\n').filter((line) => line !== '');
  return lines.map((line) => (line.startsWith('file:') ? fileURLToPath(line) : line));
}

function packagesAmong(files: readonly string[]): readonly string[] {
  const names = files.map((file) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1]);
  return [...new Set(names)].filter((name) => name !== undefined);
}

async function chunksWithReact(files: readonly string[]): Promise<readonly string[]> {
  const chunks = files.filter((file) => file.startsWith(join(packageRoot, 'dist')));
  const texts = await Promise.all(chunks.map(async (file) => ({ file, text: await readFile(file, 'utf8') })));
  return texts.filter(({ text }) => text.includes(reactMark)).map(({ file }) => file);
}

describe('the bundle', () => {
  it('holds React in chunks that can be recognised', async () => {
    const names = await readdir(join(packageRoot, 'dist'));
    const files = names.map((name) => join(packageRoot, 'dist', name));
    expect(await chunksWithReact(files)).not.toEqual([]);
  });
});

describe('a command without a console', () => {
  it('prints help and version with no package but its own bundle', async () => {
    for (const word of ['--help', '--version']) expect(packagesAmong(await loadedBy(word))).toEqual([]);
  });

  it('never loads Ink or React', async () => {
    const files = await loadedBy('models');
    expect(packagesAmong(files)).toContain('sequelize');
    expect(packagesAmong(files)).not.toContain('react');
    expect(packagesAmong(files)).not.toContain('ink');
    expect(await chunksWithReact(files)).toEqual([]);
  });

  it('reads the journals without loading Sequelize', async () => {
    const packages = packagesAmong(await loadedBy('status'));
    expect(packages).not.toContain('sequelize');
  });
});
