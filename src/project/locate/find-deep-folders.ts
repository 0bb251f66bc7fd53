/**
 * Models, migrations and seeders that lie deeper than the usual places: model files of feature folders, `models` folders
 * of several parts of one application. Reads names and sources; executes nothing.
 */
import { basename, dirname, join, relative, sep } from 'node:path';
import { entryNames, isDirectory } from '../files/file-system.ts';
import { isPassedOver, sourceFiles, sourceText } from './source-files.ts';

const modelsFolder = /^(?:models?|entities)$/i;
const modelFile = /\.(?:model|entity)\.[cm]?[jt]s$/i;

/** Absolute paths of folders and files, the shallowest first; [] when no source looks like a model. */
export function findModelPlaces(root: string): readonly string[] {
  const places = new Set<string>();
  for (const path of sourceFiles(root)) {
    const folder = outermostModelsFolder(path, root);
    if (folder !== null && places.has(folder)) continue;
    if (folder === null && !modelFile.test(path)) continue;
    if (/\bsequelize\b|\bDataTypes\b/i.test(sourceText(path) ?? '')) places.add(folder ?? path);
  }
  return [...places].sort((a, b) => depthOf(a) - depthOf(b) || (a < b ? -1 : 1));
}

function outermostModelsFolder(path: string, root: string): string | null {
  const segments = relative(root, dirname(path)).split(sep);
  const end = segments.findIndex((segment) => modelsFolder.test(segment));
  return end < 0 ? null : join(root, ...segments.slice(0, end + 1));
}

/** The deepest folder that has all the paths below it. */
export function commonFolder(paths: readonly string[]): string {
  const [first = [], ...others] = paths.map((path) => dirname(path).split(sep));
  const end = first.findIndex((segment, index) => others.some((segments) => segments[index] !== segment));
  return (end < 0 ? first : first.slice(0, end)).join(sep) || sep;
}

/** The shallowest folder of one of these names that holds a numbered script, absolute; null without one. */
export function findNumberedFolder(root: string, names: readonly string[]): string | null {
  let level: readonly string[] = [root];
  for (let depth = 0; depth < 6 && level.length > 0; depth += 1) {
    const below = level.flatMap((folder) =>
      entryNames(folder)
        .map((name) => join(folder, name))
        .filter((path) => isDirectory(path)),
    );
    const found = below.find((path) => names.includes(basename(path)) && holdsNumberedScript(path));
    if (found !== undefined) return found;
    level = below.filter((path) => !isPassedOver(basename(path)));
  }
  return null;
}

function holdsNumberedScript(folder: string): boolean {
  return entryNames(folder).some((name) => /^\d.*\.[cm]?[jt]s$/.test(name));
}

function depthOf(path: string): number {
  return path.split(sep).length;
}
