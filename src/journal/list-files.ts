/**
 * Which files of a folder are migrations or seeders: sequelize-cli's pattern, not recursive, in the order of execution.
 * Listing reads names only and never executes a file.
 */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ConsoleError } from '../errors.ts';
import type { JournalKind } from './journal.ts';

/** sequelize-cli 6.6, src/core/migrator.js: dot files and helper files match too, declaration files do not. */
const filePattern = /^(?!.*\.d\.ts$).*\.(cjs|js|cts|ts)$/;

/** One file of the folder; `path` is absolute. */
export interface JournalFileName {
  readonly name: string;
  readonly path: string;
}

/**
 * Sorted as JavaScript compares strings. Directories are left out, whatever their name; links are followed.
 * Rejects with `migrations-folder-missing` or `seeders-folder-missing`.
 */
export async function listFiles(folder: string, kind: JournalKind): Promise<readonly JournalFileName[]> {
  const names = await readFolder(folder, kind);
  const files = await Promise.all(
    names
      .filter((name) => filePattern.test(name))
      .sort(compareNames)
      .map(async (name) => ({ name, path: join(folder, name), isFile: await isFile(join(folder, name)) })),
  );
  return files.filter((file) => file.isFile).map(({ name, path }) => ({ name, path }));
}

/** The order of execution: by UTF-16 code units, as `Array.prototype.sort` and sequelize-cli do it. */
export function compareNames(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

async function readFolder(folder: string, kind: JournalKind): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (cause) {
    throw new ConsoleError(`The ${kind} folder "${folder}" cannot be read.`, {
      code: `${kind}-folder-missing`,
      kind: 'usage',
      remedy: `Create the folder, build the project if it is build output, or name another one with "--${kind}-path DIR".`,
      details: { file: folder },
      cause,
    });
  }
}

/** A dangling link counts as a file: it is listed, and reading it says what is wrong. */
async function isFile(path: string): Promise<boolean> {
  try {
    return !(await stat(path)).isDirectory();
  } catch {
    return true;
  }
}
