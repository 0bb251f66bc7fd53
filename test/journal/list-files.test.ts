import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listFiles } from '../../src/journal/list-files.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'seqscope-files-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function namesAmong(...names: string[]): Promise<readonly string[]> {
  for (const name of names) writeFileSync(join(folder, name), '');
  return (await listFiles(folder, 'migrations')).map((file) => file.name);
}

describe('listFiles', () => {
  it('takes .js, .cjs, .ts and .cts', async () => {
    expect(await namesAmong('a.js', 'b.cjs', 'c.ts', 'd.cts')).toEqual(['a.js', 'b.cjs', 'c.ts', 'd.cts']);
  });

  it('leaves out what sequelize-cli leaves out', async () => {
    expect(await namesAmong('a.mjs', 'b.mts', 'c.sql', 'd.d.ts', 'e.json', 'f.js.map', 'README')).toEqual([]);
  });

  it('takes .mjs and .mts that are numbered, which sequelize-cli passes over', async () => {
    expect(await namesAmong('1-a.mjs', '2-b.mts', '3-c.d.mts', 'd.mjs')).toEqual(['1-a.mjs', '2-b.mts']);
  });

  it('takes dot files, as sequelize-cli does', async () => {
    expect(await namesAmong('.eslintrc.js')).toEqual(['.eslintrc.js']);
  });

  it('sorts as JavaScript compares strings', async () => {
    expect(await namesAmong('a.js', 'B.js', '10.js', '9.js', 'é.js', '_.js')).toEqual([
      '10.js',
      '9.js',
      'B.js',
      '_.js',
      'a.js',
      'é.js',
    ]);
  });

  it('does not look into folders, and does not take a folder for a file', async () => {
    mkdirSync(join(folder, 'nested.js'));
    writeFileSync(join(folder, 'nested.js', 'a.js'), '');
    expect(await namesAmong('b.js')).toEqual(['b.js']);
  });

  it('follows a link, and lists one that leads nowhere', async () => {
    writeFileSync(join(folder, 'a.js'), '');
    symlinkSync(join(folder, 'a.js'), join(folder, 'b.js'));
    symlinkSync(join(folder, 'gone.js'), join(folder, 'c.js'));
    expect(await namesAmong()).toEqual(['a.js', 'b.js', 'c.js']);
  });

  it('never executes a file', async () => {
    writeFileSync(join(folder, 'a.js'), 'globalThis.seqscopeExecutedAFile = true;');
    expect(await namesAmong()).toEqual(['a.js']);
    expect(globalThis).not.toHaveProperty('seqscopeExecutedAFile');
  });

  it('says which folder is missing and how to name another', async () => {
    await expect(listFiles(join(folder, 'nowhere'), 'seeders')).rejects.toMatchObject({
      code: 'seeders-folder-missing',
      message: `The seeders folder "${join(folder, 'nowhere')}" cannot be read.`,
      remedy: expect.stringContaining('--seeders-path DIR') as unknown,
    });
  });
});
