import { mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { jsonStorage } from '../../../src/journal/journal-storage/json-storage.ts';
import { noStorage } from '../../../src/journal/journal-storage/no-storage.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'seqscope-json-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const noDatabase = () => Promise.reject(new Error('the json storage asked the database'));

describe('the json storage', () => {
  it('reads a missing file as a journal that does not exist, and does not create it', async () => {
    expect(await jsonStorage(join(folder, 'meta.json')).read(noDatabase)).toEqual({
      names: [],
      exists: false,
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('writes the bytes that umzug writes', async () => {
    const path = join(folder, 'meta.json');
    const store = jsonStorage(path);
    await store.record('a.js', noDatabase);
    await store.record('b.js', noDatabase);
    expect(readFileSync(path, 'utf8')).toBe('[\n  "a.js",\n  "b.js"\n]');
    await store.remove('a.js', noDatabase);
    expect(readFileSync(path, 'utf8')).toBe('[\n  "b.js"\n]');
    await store.remove('b.js', noDatabase);
    expect(readFileSync(path, 'utf8')).toBe('[]');
    expect(await store.read(noDatabase)).toEqual({ names: [], exists: true });
  });

  it('leaves no temporary file beside the journal', async () => {
    await jsonStorage(join(folder, 'meta.json')).record('a.js', noDatabase);
    expect(readdirSync(folder)).toEqual(['meta.json']);
  });

  it('writes through a link instead of replacing it', async () => {
    writeFileSync(join(folder, 'real.json'), '[]');
    symlinkSync(join(folder, 'real.json'), join(folder, 'meta.json'));
    await jsonStorage(join(folder, 'meta.json')).record('a.js', noDatabase);
    expect(readFileSync(join(folder, 'real.json'), 'utf8')).toBe('[\n  "a.js"\n]');
  });

  it.each(['{"a": 1}', '[1, 2]', '["a.js"', ''])('refuses %j and leaves it as it is', async (text) => {
    const path = join(folder, 'meta.json');
    writeFileSync(path, text);
    await expect(jsonStorage(path).record('a.js', noDatabase)).rejects.toMatchObject({
      code: 'journal-unreadable',
      details: { file: path },
    });
    expect(readFileSync(path, 'utf8')).toBe(text);
  });
});

describe('the none storage', () => {
  it('knows nothing, before and after recording', async () => {
    await noStorage.record('a.js', noDatabase);
    expect(await noStorage.read(noDatabase)).toEqual({ names: [], exists: false });
  });
});
