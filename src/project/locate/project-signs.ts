/** What makes a folder look like a Sequelize project. Looks at names, and at package.json; executes nothing. */
import { join } from 'node:path';
import { conventionalConfigs, findFolders } from './conventions.ts';
import { displayPath, firstFile, isFile } from '../files/file-system.ts';
import { readPackageFile } from '../files/package-file.ts';

/** Names of the console's own configuration file, best first. */
const consoleConfigNames = ['js', 'cjs', 'mjs', 'ts', 'mts', 'cts', 'json'].map(
  (extension) => `seqscope.config.${extension}`,
);

/** Path of the seqscope.config in `folder`, null without one. */
export function consoleConfigFile(folder: string): string | null {
  return firstFile(folder, consoleConfigNames);
}

/** A file that only a project of Sequelize's has. */
export function fileSign(folder: string): string | null {
  const own = consoleConfigFile(folder);
  if (own !== null) return `it holds a ${displayPath(own, folder)}`;
  return isFile(join(folder, '.sequelizerc')) ? 'it holds a .sequelizerc' : null;
}

/** Why `folder` is taken for a project's root, null when nothing speaks for it. */
export function signOfProject(folder: string): string | null {
  return writtenSign(folder) ?? layoutSign(folder);
}

/** What its author wrote: an rc file, a dependency. */
export function writtenSign(folder: string): string | null {
  const ownSign = fileSign(folder);
  if (ownSign !== null) return ownSign;
  const dependencies = readPackageFile(folder)?.dependencies ?? [];
  const dependency = sequelizePackages.find((name) => dependencies.includes(name));
  return dependency === undefined ? null : `its package.json depends on ${dependency}`;
}

export function layoutSign(folder: string): string | null {
  const hasFolders = findFolders(folder, 'models').length > 0 || findFolders(folder, 'migrations').length > 0;
  return hasFolders && conventionalConfigs(folder).length > 0
    ? 'it has a config file beside models or migrations'
    : null;
}

const sequelizePackages = ['sequelize', 'sequelize-typescript', '@sequelize/core', 'sequelize-cli'];
