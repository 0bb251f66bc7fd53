/** The files that are gone through for models, and what is said of one among them that cannot even be read as code. */
import { join } from 'node:path';
import { ConsoleError } from '../../errors.ts';
import { entryNames, isDirectory, isFile } from '../files/file-system.ts';
import { isScript } from '../locate/conventions.ts';
import { checkSyntax } from '../modules/check-syntax.ts';
import { loadError } from '../modules/load-error.ts';

/**
 * What a folder's own index may be called, best first. sequelize-auto writes `init-models`, which defines the others and
 * associates them: the others must not be run once more.
 */
export const indexNames: readonly string[] = ['index', 'init-models', 'initModels'].flatMap((name) =>
  ['js', 'cjs', 'mjs', 'ts', 'mts', 'cts', 'tsx'].map((extension) => `${name}.${extension}`),
);

/** Scripts in a folder and the folders below it, in JS string order of their paths; a file stands for itself. */
export function scriptsOf(place: string): readonly string[] {
  if (!isDirectory(place)) return [place];
  return entryNames(place).flatMap((name) => {
    const path = join(place, name);
    if (name === 'node_modules' || name.startsWith('.') || name === '__tests__') return [];
    if (isDirectory(path)) return scriptsOf(path);
    return isScript(name) && isFile(path) ? [path] : [];
  });
}

/** A notice (`file-broken`) for a file that nobody needs and that is no code; null for a sound one. Executes nothing. */
export function brokenFile(path: string, root: string): ConsoleError | null {
  try {
    checkSyntax(path);
    return null;
  } catch (error) {
    const { message, remedy, details } = loadError(error, { path, root });
    return new ConsoleError(message, {
      code: 'file-broken',
      kind: 'usage',
      remedy,
      details,
      cause: error,
      isNotice: true,
    });
  }
}
