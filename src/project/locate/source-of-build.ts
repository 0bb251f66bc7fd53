/**
 * From what a compiler wrote to what it was written from: an rc file often names a build, which may be missing or older
 * than its sources. The tsconfig says where the build goes; `dist` and `build` are the habits when it does not.
 */
import { statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { isScript } from './conventions.ts';
import { entryNames, isDirectory, isFile } from '../files/file-system.ts';
import { nearestTsconfig } from '../modules/read-tsconfig.ts';

/** The source of a folder or file of the build, absolute; null when `path` is no part of one, or its source is not there. */
export function sourceOfBuild(path: string, root: string): string | null {
  const tsconfig = nearestTsconfig(root);
  const builds = [
    ...(tsconfig?.outDir == null ? [] : [tsconfig.outDir]),
    join(root, 'dist'),
    join(root, 'build'),
  ];
  const build = builds.find((folder) => isBelow(path, folder));
  if (build === undefined) return null;
  const inside = relative(build, path);
  const homes = [...(tsconfig?.rootDir == null ? [] : [tsconfig.rootDir]), join(root, 'src'), root];
  for (const home of homes) {
    const candidates = [join(home, inside), join(home, inside.replace(/\.([cm]?)js$/, '.$1ts'))];
    const found = candidates.find((candidate) => isDirectory(candidate) || isFile(candidate));
    if (found !== undefined && !isBelow(found, build)) return found;
  }
  return null;
}

/** True when a script of the sources was written after everything that was built from them. */
export function isStaleBuild(build: string, source: string): boolean {
  return newestScript(source) > newestScript(build);
}

/** Milliseconds since 1970, of the folder's own files or the file itself; 0 without any. */
function newestScript(path: string): number {
  const files = isDirectory(path)
    ? entryNames(path)
        .filter(isScript)
        .map((name) => join(path, name))
    : [path];
  return Math.max(0, ...files.map((file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0));
}

function isBelow(path: string, folder: string): boolean {
  const inside = relative(folder, path);
  return inside !== '..' && !inside.startsWith(`..${sep}`);
}
