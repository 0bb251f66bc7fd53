/**
 * Which folders and which configuration file a project uses: the command line wins, then the rc file, then convention.
 * What the rc file names but the disk has not (a build that was not run) yields to a convention that is there.
 */
import { join } from 'node:path';
import { ConsoleError } from '../errors.ts';
import { conventionalConfig, findFolder, findModelsFile, type FolderKind } from './conventions.ts';
import { absolutePath, displayPath, isDirectory, isFile } from './file-system.ts';
import type { ProjectOptions } from './project.ts';
import type { RcFile } from './read-rc.ts';
import { isStaleBuild, sourceOfBuild } from './source-of-build.ts';

export interface ChosenPath {
  /** Absolute; null when the project has none. */
  readonly path: string | null;
  readonly why: string;
  /** True when only convention speaks for it. */
  readonly isGuess: boolean;
}

/** The configuration file. Rejects with `path-missing` when the command line or the rc file names one that is not there. */
export function chooseConfig(root: string, options: ProjectOptions, rc: RcFile): ChosenPath {
  const conventional = conventionalConfig(root);
  const fallback: ChosenPath = {
    path: conventional === null ? null : join(root, conventional.path),
    why: conventional === null ? 'no configuration file in the usual places' : 'found in a usual place',
    isGuess: conventional?.isCliDefault === false,
  };
  if (options.configPath !== null) {
    return existing(absolutePath(options.configPath, options.directory), '--config', isFile);
  }
  if (rc.settings.config === null) return fallback;
  const path = absolutePath(rc.settings.config, root);
  if (isFile(path)) return { path, why: 'named by the rc file', isGuess: false };
  const source = sourceOfBuild(path, root);
  if (source !== null) {
    const why = `the source of a build; the rc file's "${displayPath(path, root)}" is not there`;
    return { path: source, why, isGuess: false };
  }
  if (fallback.path === null) return existing(path, '"config" in the rc file', isFile);
  return { ...fallback, why: `${fallback.why}; the rc file's "${displayPath(path, root)}" is not there` };
}

const flags = { models: 'modelsPath', migrations: 'migrationsPath', seeders: 'seedersPath' } as const;
const flagNames = {
  models: '--models-path',
  migrations: '--migrations-path',
  seeders: '--seeders-path',
} as const;

/**
 * The folder of models (or one file of them), migrations or seeders. Rejects with `path-missing` when a flag names what is
 * not there; a folder that the rc file names and that is still to be made is kept, except for models.
 */
export function chooseFolder(
  root: string,
  kind: FolderKind,
  options: ProjectOptions,
  rc: RcFile,
): ChosenPath {
  const flag = options[flags[kind]];
  if (flag !== null) return existing(absolutePath(flag, options.directory), flagNames[kind], exists);
  const conventional = findFolder(root, kind) ?? (kind === 'models' ? findModelsFile(root) : null);
  const named = rc.settings[flags[kind]];
  if (named === null) {
    return conventional === null
      ? { path: null, why: `no ${kind} in the usual places`, isGuess: true }
      : { path: join(root, conventional), why: 'found in a usual place', isGuess: true };
  }
  const path = absolutePath(named, root);
  const source = sourceOfBuild(path, root);
  const shown = `the rc file's "${displayPath(path, root)}"`;
  if (exists(path)) {
    // Migrations and seeders are recorded by the names of the files that ran: the build's, as long as it is there.
    if (kind !== 'models' || source === null || !isStaleBuild(path, source)) {
      return { path, why: 'named by the rc file', isGuess: false };
    }
    return { path: source, why: `the sources of ${shown}, which is older`, isGuess: false };
  }
  const absence = `${shown} is not there`;
  if (source !== null) return { path: source, why: `the sources of a build; ${absence}`, isGuess: false };
  if (conventional !== null) {
    return { path: join(root, conventional), why: `found in a usual place; ${absence}`, isGuess: true };
  }
  return { path: kind === 'models' ? null : path, why: absence, isGuess: false };
}

function exists(path: string): boolean {
  return isDirectory(path) || isFile(path);
}

function existing(path: string, namedBy: string, isThere: (path: string) => boolean): ChosenPath {
  if (isThere(path)) return { path, why: `named by ${namedBy}`, isGuess: false };
  throw new ConsoleError(`There is no "${path}", which ${namedBy} names.`, {
    code: 'path-missing',
    kind: 'usage',
    remedy: namedBy.startsWith('--')
      ? `Correct the path after \`${namedBy}\`; it is relative to the working directory.`
      : 'Correct the rc file, build the project, or name the file with `--config FILE`.',
  });
}
