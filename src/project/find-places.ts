/**
 * Where new files of a project go, there or not yet: what sequelize-cli's flags, rc file and defaults say, and where those say
 * nothing the folder that is in use. Executes seqscope.config and the rc file; never the configuration.
 */
import { join, resolve } from 'node:path';
import { ConsoleError } from '../errors.ts';
import { absolutePath, isDirectory, isFile } from './files/file-system.ts';
import { chooseFolder } from './locate/choose-paths.ts';
import { findRoot } from './locate/find-root.ts';
import type { ProjectOptions } from './project.ts';
import { readEnvironment, type Variables } from './settings/environment.ts';
import { type ConsoleConfig, readConsoleConfig } from './settings/read-console-config.ts';
import { type RcFile, readRc } from './settings/read-rc.ts';

/** Absolute paths. */
export interface ProjectPlaces {
  readonly root: string;
  readonly config: string;
  readonly models: string;
  readonly migrations: string;
  readonly seeders: string;
  /** The models folder as it was written, by which sequelize-cli calls it. */
  readonly modelsAsWritten: string;
}

/** `here`: a project that begins in the working directory, whatever is around it. */
export interface PlaceOptions {
  readonly isNew: boolean;
}

/** Rejects with `rc-missing`, `rc-failed`, or for a seqscope.config that cannot be read. */
export async function findPlaces(
  given: ProjectOptions,
  variables: Variables,
  applyVariables: (variables: Variables) => void,
  { isNew }: PlaceOptions,
): Promise<ProjectPlaces> {
  const options = { ...given, directory: resolve(given.directory) };
  const root = isNew ? options.directory : rootAround(options);
  const own = await readConsoleConfig(root);
  applyVariables(readEnvironment(root, options, variables).variables);
  const rc = await readRc(root, options);
  const folder = (kind: 'models' | 'migrations' | 'seeders') =>
    writtenFolder(kind, root, options, rc, own) ??
    (isNew ? null : usedFolder(kind, root, options, rc, own)) ??
    join(root, kind);
  const models = folder('models');
  const configPath = options.configPath === null ? null : absolutePath(options.configPath, options.directory);
  const rcConfig = rc.settings.config === null ? null : absolutePath(rc.settings.config, root);
  return {
    root,
    config: configPath ?? own.config ?? rcConfig ?? usualConfig(root),
    models,
    migrations: folder('migrations'),
    seeders: folder('seeders'),
    modelsAsWritten: options.modelsPath ?? rc.settings.modelsPath ?? models,
  };
}

/** The project around the working directory; the directory itself where there is none. */
function rootAround(options: ProjectOptions): string {
  try {
    return findRoot(options).root;
  } catch (error) {
    if (error instanceof ConsoleError && ['no-project', 'several-projects'].includes(error.code)) {
      return options.directory;
    }
    throw error;
  }
}

const flags = { models: 'modelsPath', migrations: 'migrationsPath', seeders: 'seedersPath' } as const;

function writtenFolder(
  kind: keyof typeof flags,
  root: string,
  options: ProjectOptions,
  rc: RcFile,
  own: ConsoleConfig,
): string | null {
  const flag = options[flags[kind]];
  if (flag !== null) return absolutePath(flag, options.directory);
  // New files go into the first of several folders.
  const [named] = own[kind];
  if (named !== undefined) return named;
  const inRc = rc.settings[flags[kind]];
  return inRc === null ? null : absolutePath(inRc, root);
}

/** sequelize-cli's own folder when it is there, else the one that db:migrate would take. */
function usedFolder(
  kind: keyof typeof flags,
  root: string,
  options: ProjectOptions,
  rc: RcFile,
  own: ConsoleConfig,
): string | null {
  if (isDirectory(join(root, kind))) return null;
  const { path } = chooseFolder(root, kind, options, rc, own);
  return path !== null && isDirectory(path) ? path : null;
}

/** sequelize-cli 6, lib/helpers/config-helper.js. */
function usualConfig(root: string): string {
  const script = join(root, 'config', 'config.js');
  return isFile(script) ? script : join(root, 'config', 'config.json');
}
