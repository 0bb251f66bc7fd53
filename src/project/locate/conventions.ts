/**
 * The places where projects keep things when no rc file says so: sequelize-cli's own defaults first, then the habits
 * counted in public projects. Paths relative to the root, `/` for separators, best first.
 */
import { basename, dirname, join } from 'node:path';
import { entryNames, isDirectory, isFile, isUnreadableFolder, readText } from '../files/file-system.ts';
import { isTypeScript } from '../modules/register-typescript.ts';

export type FolderKind = 'models' | 'migrations' | 'seeders';

const homes = [
  '',
  'src',
  'db',
  'src/db',
  'database',
  'src/database',
  'app',
  'server',
  'server/src',
  'lib',
  'api',
];

/** What the folders are called, best first. */
export const folderNames: Readonly<Record<FolderKind, readonly string[]>> = {
  models: ['models', 'model', 'entities'],
  migrations: ['migrations'],
  seeders: ['seeders', 'seeds'],
};

const scriptExtensions = ['js', 'cjs', 'mjs', 'ts', 'mts', 'cts'];

/** sequelize-cli looks for these two, in this order (helpers/config-helper.js). */
const cliConfigs = ['config/config.js', 'config/config.json'];

const otherConfigs = [
  ...['cjs', 'mjs', 'ts', 'mts', 'cts'].map((extension) => `config/config.${extension}`),
  ...places(['config'], ['database', 'sequelize', 'db'], [...scriptExtensions, 'json']),
  ...places(
    [
      'src/config',
      'db/config',
      'src/db/config',
      'database/config',
      'src/database/config',
      'server/config',
      'app/config',
    ],
    ['config', 'database', 'sequelize', 'db'],
    [...scriptExtensions, 'json'],
  ),
  ...places(
    ['db', 'database', 'src/db', 'src/database'],
    ['config', 'database'],
    [...scriptExtensions, 'json'],
  ),
];

/** Split once: every command asks for all of them more than once. */
const configs = [...cliConfigs, ...otherConfigs].map((path) => ({
  path,
  folder: dirname(path),
  name: basename(path),
  isCliDefault: cliConfigs.includes(path),
}));

/** The folders of `kind` under `root` that are there and hold scripts, relative to it, by habit; [] without one. */
export function findFolders(root: string, kind: FolderKind): readonly string[] {
  return homes.flatMap((home) =>
    home !== '' && !isDirectory(join(root, home))
      ? []
      : folderNames[kind]
          .map((name) => join(home, name))
          .filter((folder) => isDirectory(join(root, folder)) && holdsScripts(join(root, folder))),
  );
}

/** A usual folder of `kind` that is there and holds no script, relative to `root`; null without one. */
export function findEmptyFolder(root: string, kind: FolderKind): string | null {
  const folders = homes.flatMap((home) => folderNames[kind].map((name) => join(home, name)));
  return folders.find((folder) => isDirectory(join(root, folder))) ?? null;
}

/** A configuration file in a usual place, relative to `root`. */
export interface ConventionalConfig {
  readonly path: string;
  /** True for the names sequelize-cli reads by itself: what is wrong with such a file is an error, not a bad guess. */
  readonly isCliDefault: boolean;
}

/**
 * By habit, sequelize-cli's own names first. Files that make a Sequelize instance are passed over: they are the
 * application, not its configuration, and running one here would make the instance before anyone watches.
 */
export function conventionalConfigs(root: string): readonly ConventionalConfig[] {
  const names = new Map<string, readonly string[]>();
  return configs.flatMap(({ path, folder, name, isCliDefault }) => {
    const entries = names.get(folder) ?? entryNames(join(root, folder));
    names.set(folder, entries);
    return entries.includes(name) && isConfiguration(join(root, path)) ? [{ path, isCliDefault }] : [];
  });
}

function isConfiguration(path: string): boolean {
  return isFile(path) && !/\bnew\s+(?:\w+\.)?Sequelize\b/.test(readText(path) ?? '');
}

/** A single file that stands for a models folder, relative to `root`. */
export function findModelsFile(root: string): string | null {
  const candidates = places(
    ['', 'src', 'db', 'src/db', 'database', 'src/database', 'server', 'lib'],
    ['models'],
    scriptExtensions,
  );
  return candidates.find((path) => isFile(join(root, path))) ?? null;
}

/** True for a file Node or tsx can run, declarations and tests left out. */
export function isScript(name: string): boolean {
  return (/\.[cm]?js$/.test(name) || isTypeScript(name)) && !/\.(?:test|spec)\.[cm]?[jt]sx?$/.test(name);
}

/** A folder that may not be listed is taken for one that does: what is wrong with it is said when it is used. */
function holdsScripts(folder: string): boolean {
  if (isUnreadableFolder(folder)) return true;
  return entryNames(folder).some((name) => isScript(name) || isDirectory(join(folder, name)));
}

function places(
  folders: readonly string[],
  bases: readonly string[],
  extensions: readonly string[],
): readonly string[] {
  return folders.flatMap((folder) =>
    bases.flatMap((base) => extensions.map((extension) => join(folder, `${base}.${extension}`))),
  );
}
