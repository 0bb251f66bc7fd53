/**
 * Which files of a folder are migrations or seeders: sequelize-cli's pattern, in the order of execution. Not recursive,
 * unless the folder has nothing but folders of them. Listing never executes a file.
 */
import { type Dirent, existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { ConsoleError } from '../errors.ts';
import { refuseUnreadable } from '../project/files/unreadable-folder.ts';
import type { Project } from '../project/project.ts';
import type { JournalKind } from './journal.ts';

/**
 * sequelize-cli 6.6, src/core/migrator.js: dot files and helper files match too, declaration files do not. It knows nothing of `.mjs`
 * and `.mts`; those are taken when they are numbered.
 */
const filePattern = /^(?!.*\.d\.[cm]?ts$)(?:.*\.(?:cjs|js|cts|ts)|\d.*\.(?:mjs|mts))$/;

/** One file of the folder; `path` is absolute. */
export interface JournalFileName {
  readonly name: string;
  readonly path: string;
}

/**
 * Sorted as JavaScript compares strings. Directories are left out, whatever their name; links are followed. Rejects with
 * `migrations-folder-missing` or `seeders-folder-missing`, with `folder-unreadable` for one that may not be listed.
 */
export async function listFiles(folder: string, kind: JournalKind): Promise<readonly JournalFileName[]> {
  const files = await listTop(folder, kind);
  return files.length > 0 ? files : listNestedFiles(folder);
}

async function listTop(folder: string, kind: JournalKind): Promise<readonly JournalFileName[]> {
  const entries = await readFolder(folder, kind);
  // Asking of each file whether it is one takes most of the time that a thousand of them take.
  const known = new Set(entries.filter((entry) => entry.isFile()).map(({ name }) => name));
  const names = entries.map(({ name }) => name);
  return listFlat(folder, names, known);
}

type FolderSettings = Pick<Project, 'paths' | 'runner' | 'moreFolders' | 'nestedFolders'>;

/** Of one folder; those of the folders below by the file's name alone. */
async function listAll(
  folder: string,
  kind: JournalKind,
  isNested: boolean,
): Promise<readonly JournalFileName[]> {
  const files = await listTop(folder, kind);
  if (!isNested) return files;
  const nested = await listNestedFiles(folder);
  return [...files, ...nested.map(({ path }) => ({ name: basename(path), path }))];
}

/** In the order of execution. Rejects with `migration-twice` (or its seeder twin): the journal knows names, not folders. */
function eachNameOnce(files: readonly JournalFileName[], kind: JournalKind): readonly JournalFileName[] {
  const sorted = [...new Map(files.map((file) => [file.path, file])).values()].sort((a, b) =>
    compareNames(a.name, b.name),
  );
  const second = sorted.find((file, index) => sorted[index - 1]?.name === file.name);
  if (second === undefined) return sorted;
  const first = sorted.find(({ name }) => name === second.name) ?? second;
  const noun = kind === 'migrations' ? 'migration' : 'seeder';
  throw new ConsoleError(`Two ${kind} are called "${first.name}": "${first.path}" and "${second.path}".`, {
    code: `${noun}-twice`,
    kind: 'usage',
    remedy: `Rename one of them: the journal records a ${noun} by its name, whatever folder it is in.`,
    details: { file: second.path },
  });
}

/**
 * The project's files of a kind, those of the folders below among them when its own runner takes those too; [] where it has
 * no folder for the kind. Rejects as `listFiles` and `eachNameOnce`, except that a seeders folder may still be to be made: an rc file often
 * names one from the start.
 */
export async function listProjectFiles(
  { paths, runner, moreFolders, nestedFolders = [] }: FolderSettings,
  kind: JournalKind,
): Promise<readonly JournalFileName[]> {
  const folder = paths[kind];
  if (folder === null || (kind === 'seeders' && !existsSync(folder))) return [];
  const others = moreFolders?.[kind] ?? [];
  const isNested = nestedFolders.includes(kind);
  if (others.length > 0 || isNested) {
    const lists = await Promise.all([folder, ...others].map((each) => listAll(each, kind, isNested)));
    return eachNameOnce(lists.flat(), kind);
  }
  const files = await listFiles(folder, kind);
  return runner?.recursive.includes(kind) === true
    ? withNestedFiles(files, await listNestedFiles(folder))
    : files;
}

/** Both, each file once, in the order of execution. */
export function withNestedFiles(
  files: readonly JournalFileName[],
  nested: readonly JournalFileName[],
): readonly JournalFileName[] {
  const others = nested.filter(({ path }) => !files.some((file) => file.path === path));
  return [...files, ...others].sort((a, b) => compareNames(a.name, b.name));
}

/**
 * Numbered files of the folders below, which runners with a recursive glob take in: named as umzug names them, by the file
 * alone, and by their path below `folder` where two folders have the same name. [] for a folder without folders.
 */
export async function listNestedFiles(folder: string): Promise<readonly JournalFileName[]> {
  const entries = await readdir(folder, { recursive: true }).catch(() => []);
  const paths = entries.filter(
    (path) => path.includes(sep) && isNumbered(basename(path)) && !path.split(sep).includes('node_modules'),
  );
  const files = await listFlat(folder, paths);
  return files
    .map((file) => {
      const name = basename(file.path);
      const isTwice = files.some((other) => other !== file && basename(other.path) === name);
      return { name: isTwice ? relative(folder, file.path).replaceAll(sep, '/') : name, path: file.path };
    })
    .sort((a, b) => compareNames(a.name, b.name));
}

function isNumbered(name: string): boolean {
  return /^\d/.test(name) && filePattern.test(name);
}

/** `names` are paths below `folder`; those `known` to be files are not looked at. */
async function listFlat(
  folder: string,
  names: readonly string[],
  known: ReadonlySet<string> = new Set(),
): Promise<readonly JournalFileName[]> {
  const files = await Promise.all(
    names
      .filter((name) => filePattern.test(basename(name)))
      .sort(compareNames)
      .map(async (name) => ({
        name,
        path: join(folder, name),
        isFile: known.has(name) || (await isFile(join(folder, name))),
      })),
  );
  return files.filter((file) => file.isFile).map(({ name, path }) => ({ name, path }));
}

/** The order of execution: by UTF-16 code units, as `Array.prototype.sort` and sequelize-cli do it. */
export function compareNames(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

async function readFolder(folder: string, kind: JournalKind): Promise<readonly Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (cause) {
    refuseUnreadable(folder, `--${kind}-path`);
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
