/**
 * Where an application lives. The nearest folder upwards that looks like a Sequelize project wins; nothing is executed.
 */
import { dirname, join } from 'node:path';
import { ConsoleError } from '../errors.ts';
import { conventionalConfig, findFolder } from './conventions.ts';
import { displayPath, entryNames, isDirectory, isFile } from './file-system.ts';
import { readPackageFile } from './package-file.ts';
import type { ProjectOptions } from './project.ts';
import { consoleConfigFile } from './read-console-config.ts';

export interface FoundRoot {
  readonly root: string;
  readonly why: string;
}

/** Rejects with `no-project`, or `no-such-directory` when an explicit folder is not there. */
export function findRoot(options: ProjectOptions): FoundRoot {
  const { directory, isExplicit } = options;
  if (isExplicit) return explicitRoot(options);
  let conventional: FoundRoot | null = null;
  for (let folder = directory; ; folder = dirname(folder)) {
    const sign = writtenSign(folder);
    if (sign !== null) return conventional ?? { root: folder, why: sign };
    // A package's own layout speaks against what a monorepo's root depends on; a folder of one does not.
    const layout: string | null = conventional === null ? layoutSign(folder) : null;
    if (layout !== null && readPackageFile(folder) !== null) conventional = { root: folder, why: layout };
    if (dirname(folder) === folder) break;
  }
  conventional ??= nearestLayout(directory);
  if (conventional !== null) return conventional;
  if (namesItsParts(options))
    return { root: directory, why: 'the working directory, with paths from the command line' };
  throw noProject(options);
}

function explicitRoot(options: ProjectOptions): FoundRoot {
  const { directory } = options;
  if (!isDirectory(directory)) {
    throw new ConsoleError(`There is no folder "${directory}".`, {
      code: 'no-such-directory',
      kind: 'usage',
      remedy: 'Name the folder of a Sequelize project with `--project DIR`.',
    });
  }
  const sign = signOfProject(directory);
  if (sign === null && !namesItsParts(options)) throw noProject(options);
  return { root: directory, why: 'named by --project' };
}

/** The nearest folder upwards that is laid out like a project, whatever surrounds it. */
function nearestLayout(directory: string): FoundRoot | null {
  for (let folder = directory; ; folder = dirname(folder)) {
    const sign = layoutSign(folder);
    if (sign !== null) return { root: folder, why: sign };
    if (dirname(folder) === folder) return null;
  }
}

/** Why `folder` is taken for a project's root, null when nothing speaks for it. */
function signOfProject(folder: string): string | null {
  return writtenSign(folder) ?? layoutSign(folder);
}

/** What its author wrote: an rc file, a dependency. */
function writtenSign(folder: string): string | null {
  const own = consoleConfigFile(folder);
  if (own !== null) return `it holds a ${displayPath(own, folder)}`;
  if (isFile(join(folder, '.sequelizerc'))) return 'it holds a .sequelizerc';
  const dependencies = readPackageFile(folder)?.dependencies ?? [];
  const dependency = sequelizePackages.find((name) => dependencies.includes(name));
  return dependency === undefined ? null : `its package.json depends on ${dependency}`;
}

function layoutSign(folder: string): string | null {
  const hasFolders = findFolder(folder, 'models') !== null || findFolder(folder, 'migrations') !== null;
  return hasFolders && conventionalConfig(folder) !== null
    ? 'it has a config file beside models or migrations'
    : null;
}

const sequelizePackages = ['sequelize', 'sequelize-typescript', '@sequelize/core', 'sequelize-cli'];

/** True when the flags say enough to do without any sign of a project. */
function namesItsParts({
  configPath,
  modelsPath,
  migrationsPath,
  optionsPath,
  url,
}: ProjectOptions): boolean {
  return (
    configPath !== null ||
    modelsPath !== null ||
    optionsPath !== null ||
    (url !== null && migrationsPath !== null)
  );
}

function noProject({ directory, isExplicit }: ProjectOptions): ConsoleError {
  const below = projectsBelow(directory);
  const [first] = below;
  const message = isExplicit
    ? `"${directory}" holds no Sequelize project.`
    : `No Sequelize project here: neither "${directory}" nor a folder above it has a .sequelizerc or depends on sequelize.`;
  const remedy =
    first === undefined
      ? "Change to a project's folder, name it with `seqscope --project DIR`, or look around with `seqscope demo`."
      : `Open the one below with \`seqscope --project ${first}\`${below.length > 1 ? ` (or ${below.slice(1).join(', ')})` : ''}, or look around with \`seqscope demo\`.`;
  return new ConsoleError(message, { code: 'no-project', kind: 'usage', remedy });
}

/** Projects at most two folders down, relative to `directory`: 11 of 26 repositories keep theirs below the root. */
function projectsBelow(directory: string): readonly string[] {
  const found: string[] = [];
  const look = (folder: string, depth: number) => {
    for (const name of entryNames(folder)) {
      if (name === 'node_modules' || name.startsWith('.') || found.length >= 5) continue;
      const path = join(folder, name);
      if (!isDirectory(path)) continue;
      if (signOfProject(path) !== null) found.push(displayPath(path, directory));
      else if (depth < 2) look(path, depth + 1);
    }
  };
  look(directory, 1);
  return found;
}
