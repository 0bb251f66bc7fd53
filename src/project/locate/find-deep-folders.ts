/**
 * Models, migrations and seeders that lie deeper than the usual places: model files of feature folders, `models` folders
 * of several parts of one application. Reads names and sources; executes nothing.
 */
import { basename, dirname, join, relative, sep } from 'node:path';
import { entryNames, isDirectory } from '../files/file-system.ts';
import { isPassedOver, sourceFiles, sourceText } from './source-files.ts';

const modelsFolder = /^(?:models?|entities)$/i;
const modelFile = /\.(?:model|entity)\.[cm]?[jt]s$/i;

/**
 * Absolute paths of folders and files, the shallowest first; [] when no source looks like a model. Without a name that
 * tells, sources that define models do: the one `db.js` of a small application.
 */
export function findModelPlaces(root: string): readonly string[] {
  const named = findNamedPlaces(root);
  return named.length > 0 ? named : findDefiningSources(root);
}

const definesModels = /\.define\(\s*['"`]|\bextends\s+(?:\w+\.)?Model\b/;
/** What starts a server or migrates is loaded by nobody who only wants to look. */
const doesMore = /\bumzug\b|\.listen\s*\(/i;

function findDefiningSources(root: string): readonly string[] {
  const places = sourceFiles(root).filter((path) => {
    const text = sourceText(path) ?? '';
    return /\bsequelize\b/i.test(text) && definesModels.test(text) && !doesMore.test(text);
  });
  return places.sort(shallowestFirst);
}

function findNamedPlaces(root: string): readonly string[] {
  const places = new Set<string>();
  for (const path of sourceFiles(root)) {
    const folder = outermostModelsFolder(path, root);
    if (folder !== null && places.has(folder)) continue;
    if (folder === null && !modelFile.test(path)) continue;
    if (/\bsequelize\b|\bDataTypes\b/i.test(sourceText(path) ?? '')) places.add(folder ?? path);
  }
  return [...places].sort(shallowestFirst);
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

function shallowestFirst(a: string, b: string): number {
  return depthOf(a) - depthOf(b) || (a < b ? -1 : 1);
}

function depthOf(path: string): number {
  return path.split(sep).length;
}
