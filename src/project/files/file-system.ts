/**
 * Questions about the disk that finding a project asks. A path that cannot be looked at is a path that is not there.
 */
import { closeSync, opendirSync, openSync, readdirSync, readFileSync, type Stats, statSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';

export function isFile(path: string): boolean {
  return look(path)?.isFile() ?? false;
}

export function isDirectory(path: string): boolean {
  return look(path)?.isDirectory() ?? false;
}

/** True for a folder that is there and that this user may not list. */
export function isUnreadableFolder(path: string): boolean {
  if (!isDirectory(path)) return false;
  try {
    opendirSync(path).closeSync();
    return false;
  } catch {
    return true;
  }
}

/** True for a file that is there and that this user may not read. */
export function isUnreadableFile(path: string): boolean {
  if (!isFile(path)) return false;
  try {
    closeSync(openSync(path, 'r'));
    return false;
  } catch {
    return true;
  }
}

function look(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    // A folder of somebody else's, a link that leads to itself.
    return undefined;
  }
}

/** The file's text, null when it cannot be read. */
export function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

/** Names of the entries of a folder in JS string order, [] when it cannot be read. */
export function entryNames(directory: string): readonly string[] {
  try {
    return readdirSync(directory).sort();
  } catch {
    return [];
  }
}

/** `path` as people read it: relative to `root` when it lies inside, absolute otherwise, `.` for the root itself. */
export function displayPath(path: string, root: string): string {
  const inside = relative(root, path);
  if (inside === '') return '.';
  return inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside) ? path : inside;
}

/** The first of `names` that is a file in `directory`, null when none is. */
export function firstFile(directory: string, names: readonly string[]): string | null {
  for (const name of names) {
    const path = join(directory, name);
    if (isFile(path)) return path;
  }
  return null;
}

/** A path as the user wrote it, made absolute from `base`; a leading `~` is the shell's business, not ours. */
export function absolutePath(path: string, base: string): string {
  return resolve(base, path);
}

/** True for a file of the project itself, wherever the project is installed: below `root`, and in no package below it. */
export function isOwnFile(path: string, root: string): boolean {
  const inside = relative(root, path);
  return !isAbsolute(inside) && !inside.split(sep).some((name) => name === '..' || name === 'node_modules');
}

/** The name of the package that a file was installed with, null for a file of no package. */
export function installedPackage(path: string): string | null {
  const match = /^.*[/\\]node_modules[/\\](@[^/\\]+[/\\][^/\\]+|[^/\\]+)/.exec(path);
  return match?.[1]?.replace('\\', '/') ?? null;
}
