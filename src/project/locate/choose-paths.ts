/**
 * Which folders and which configuration file a project uses: the command line wins, then the rc file, then convention.
 * What the rc file names but the disk has not (a build that was not run) yields to a convention that is there.
 */
import { join } from 'node:path';
import { ConsoleError } from '../../errors.ts';
import {
  conventionalConfigs,
  findEmptyFolder,
  findFolders,
  findModelsFile,
  type FolderKind,
  folderNames,
} from './conventions.ts';
import { commonFolder, findModelPlaces, findNumberedFolder } from './find-deep-folders.ts';
import { absolutePath, displayPath, isDirectory, isFile } from '../files/file-system.ts';
import type { ProjectChoice, ProjectOptions } from '../project.ts';
import { type ScoredPlace, scorePlaces } from './score-places.ts';
import type { ConsoleConfig } from '../settings/read-console-config.ts';
import type { RcFile } from '../settings/read-rc.ts';
import type { Runner } from './read-runner.ts';
import { isStaleBuild, sourceOfBuild } from './source-of-build.ts';

export interface ChosenPath {
  /** Absolute; null when the project has none. */
  readonly path: string | null;
  readonly why: string;
  /** True when only convention speaks for it. */
  readonly isGuess: boolean;
  /**
   * The places where there are several: of models folders and files below `path`, of migrations and seeders all the folders, `path`
   * being the first.
   */
  readonly places?: readonly string[] | undefined;
  /** The usual places that were there as well, the likeliest first. */
  readonly alternatives?: ProjectChoice['alternatives'];
  /** True for the sources of a build that is not there. */
  readonly isSourceOfBuild?: boolean | undefined;
}

/** The configuration file. Rejects with `path-missing` when the command line or the rc file names one that is not there. */
export function chooseConfig(
  root: string,
  options: ProjectOptions,
  rc: RcFile,
  own: ConsoleConfig,
): ChosenPath {
  if (options.configPath !== null) {
    return existing(absolutePath(options.configPath, options.directory), '--config', isFile);
  }
  if (own.config !== null) return existing(own.config, ownKey('config', own), isFile);
  if (rc.settings.config === null) return usualConfig(root);
  const path = absolutePath(rc.settings.config, root);
  if (isFile(path)) return { path, why: 'named by the rc file', isGuess: false };
  const source = sourceOfBuild(path, root);
  if (source !== null) {
    const why = `the source of a build; the rc file's "${displayPath(path, root)}" is not there`;
    return { path: source, why, isGuess: false };
  }
  const fallback = usualConfig(root);
  if (fallback.path === null) return existing(path, '"config" in the rc file', isFile);
  return { ...fallback, why: `${fallback.why}; the rc file's "${displayPath(path, root)}" is not there` };
}

function usualConfig(root: string): ChosenPath {
  const found = conventionalConfigs(root);
  // sequelize-cli reads config.js before config.json, whatever else they hold.
  const usual = found.filter(({ isCliDefault }, index) => !isCliDefault || index === 0);
  const [best, ...others] = usualPlaces(
    root,
    'config',
    usual.map(({ path }) => path),
  );
  if (best === undefined)
    return { path: null, why: 'no configuration file in the usual places', isGuess: false };
  const isCliDefault = found.some(({ path, isCliDefault: isDefault }) => isDefault && path === best.path);
  return { ...chosenOf(root, best, others), isGuess: !isCliDefault };
}

/** With a single candidate nothing is read. */
function usualPlaces(
  root: string,
  kind: FolderKind | 'config',
  paths: readonly string[],
): readonly ScoredPlace[] {
  return paths.length > 1 ? scorePlaces(root, kind, paths) : paths.map((path) => ({ path, evidence: '' }));
}

function chosenOf(root: string, best: ScoredPlace, others: readonly ScoredPlace[]): ChosenPath {
  const evidence = best.evidence === '' ? '' : `: ${best.evidence}`;
  const alternatives = others.map(({ path, evidence: why }) => ({ value: path, why }));
  return {
    path: join(root, best.path),
    why: `found in a usual place${evidence}`,
    isGuess: true,
    ...(alternatives.length === 0 ? {} : { alternatives }),
  };
}

/** The likeliest of the usual places; null when there is none. */
function usualFolder(root: string, kind: FolderKind): ChosenPath | null {
  const [best, ...others] = usualPlaces(root, kind, findFolders(root, kind));
  if (best !== undefined) return chosenOf(root, best, others);
  const file = kind === 'models' ? findModelsFile(root) : null;
  return file === null ? null : chosenOf(root, { path: file, evidence: '' }, []);
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
  own: ConsoleConfig,
  runner: Runner | null = null,
): ChosenPath {
  const flag = options[flags[kind]];
  if (flag !== null) return existing(absolutePath(flag, options.directory), flagNames[kind], exists);
  if (kind === 'models' && own.models.length > 0) return ownFolder(own.models, ownKey(kind, own));
  const [first, ...others] =
    kind === 'models' ? [] : own[kind].map((path) => existing(path, ownKey(kind, own), exists));
  if (first !== undefined) {
    return others.length === 0
      ? first
      : { ...first, places: [first, ...others].flatMap(({ path }) => path ?? []) };
  }
  const ofRunner = kind === 'models' ? null : runner?.folder(kind === 'migrations' ? 'migration' : 'seeder');
  if (ofRunner != null && isDirectory(ofRunner.path)) {
    return { path: ofRunner.path, why: `named by the runner, ${ownKey('runner', own)}`, isGuess: false };
  }
  const named = rc.settings[flags[kind]];
  if (named === null) {
    return usualFolder(root, kind) ?? findDeep(root, kind) ?? nothingFound(root, kind);
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
  if (source !== null) {
    return { path: source, why: `the sources of a build; ${absence}`, isGuess: false, isSourceOfBuild: true };
  }
  const usual = usualFolder(root, kind);
  if (usual !== null) return { ...usual, why: `${usual.why}; ${absence}` };
  const deep = kind === 'models' ? findDeep(root, kind) : null;
  if (deep !== null) return { ...deep, why: `${deep.why}; ${absence}` };
  return { path: kind === 'models' ? null : path, why: absence, isGuess: false };
}

function nothingFound(root: string, kind: FolderKind): ChosenPath {
  const empty = findEmptyFolder(root, kind);
  const why = empty === null ? `no ${kind} in the usual places` : `"${empty}" holds no script`;
  // A folder without migrations is a journal without entries; one without models is no application.
  const path = kind === 'models' || empty === null ? null : join(root, empty);
  return { path, why, isGuess: true };
}

/** Of models, as seqscope.config names them. */
function ownFolder(paths: readonly string[], namedBy: string): ChosenPath {
  const [first, ...others] = paths.map((path) => existing(path, namedBy, exists));
  if (first !== undefined && others.length === 0) return first;
  return { path: commonFolder(paths), why: `named by ${namedBy}`, isGuess: false, places: paths };
}

function ownKey(key: string, { shown }: ConsoleConfig): string {
  return `"${key}" in "${shown}"`;
}

/** Below the usual places, where sources say what they are. */
function findDeep(root: string, kind: FolderKind): ChosenPath | null {
  if (kind !== 'models') {
    const path = findNumberedFolder(root, folderNames[kind]);
    return path === null ? null : { path, why: 'its files are numbered', isGuess: true };
  }
  const places = findModelPlaces(root);
  const [first, ...others] = places;
  if (first === undefined) return null;
  if (others.length === 0) return { path: first, why: 'its sources define models', isGuess: true };
  return {
    path: commonFolder(places),
    why: `models lie in ${places.length} places below it`,
    isGuess: true,
    places,
  };
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
      : namedBy.includes('seqscope.config')
        ? `Correct ${namedBy}; paths there are relative to that file.`
        : 'Correct the rc file, build the project, or name the file with `--config FILE`.',
  });
}
