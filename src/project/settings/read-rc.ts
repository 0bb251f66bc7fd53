/**
 * The rc file: `.sequelizerc` in CommonJS, ES modules or JSON, its keys in either spelling. Executes the file and nothing
 * else; the working directory is the root, as the usual `path.resolve('config')` expects.
 */
import { join } from 'node:path';
import { ConsoleError } from '../../errors.ts';
import { absolutePath, isFile, readText } from '../files/file-system.ts';
import { importModule } from '../modules/import-module.ts';
import { parseJsonText } from '../files/json-text.ts';
import { loadError } from '../modules/load-error.ts';
import { isRecord, mainExport } from '../modules/module-values.ts';
import type { ProjectOptions } from '../project.ts';
import { withinDirectory } from '../modules/working-directory.ts';

/** What the rc file asks for, as written: paths relative to the root, or absolute. */
export interface RcSettings {
  readonly config: string | null;
  readonly modelsPath: string | null;
  readonly migrationsPath: string | null;
  readonly seedersPath: string | null;
  /** Not sequelize-cli's: it refuses an rc file with it, unless the property is not enumerable. */
  readonly queriesPath: string | null;
  readonly environment: string | null;
  readonly url: string | null;
  /** Null where nothing is said. sequelize-cli refuses an rc file with a key that it does not know. */
  readonly migrationHistory: boolean | null;
}

export interface RcFile {
  /** Absolute; null without an rc file. */
  readonly path: string | null;
  readonly why: string;
  readonly settings: RcSettings;
}

/** Rejects with `rc-failed` when the file throws or is no object, `rc-missing` when `--options-path` names no file. */
export async function readRc(
  root: string,
  options: Pick<ProjectOptions, 'optionsPath' | 'directory'>,
): Promise<RcFile> {
  const named = options.optionsPath === null ? null : absolutePath(options.optionsPath, options.directory);
  if (named !== null && !isFile(named)) {
    throw new ConsoleError(`There is no rc file "${named}".`, {
      code: 'rc-missing',
      kind: 'usage',
      remedy: 'Correct the path after `--options-path`, or leave the flag out.',
    });
  }
  const path = named ?? join(root, '.sequelizerc');
  if (!isFile(path)) return { path: null, why: 'there is no .sequelizerc', settings: settingsOf({}) };
  const content = await withinDirectory(root, () => readContent(path, root));
  if (!isRecord(content)) {
    throw new ConsoleError(`"${path}" exports no object of options.`, {
      code: 'rc-failed',
      kind: 'usage',
      remedy: "Export an object, such as `module.exports = { 'models-path': 'src/models' }`.",
      details: { file: path },
    });
  }
  return {
    path,
    why: named === null ? 'found in the root' : 'named by --options-path',
    settings: settingsOf(content),
  };
}

async function readContent(path: string, root: string): Promise<unknown> {
  const text = readText(path) ?? '';
  try {
    if (/^\s*[{[]/.test(text)) return parseJsonText(text);
  } catch (error) {
    throw loadError(error, { path, root, code: 'rc-failed' });
  }
  const content: unknown = await mainExport(await importModule(path, { root, code: 'rc-failed' }));
  return content;
}

function settingsOf(content: Record<string, unknown>): RcSettings {
  return {
    config: option(content, 'config'),
    modelsPath: option(content, 'models-path'),
    migrationsPath: option(content, 'migrations-path'),
    seedersPath: option(content, 'seeders-path'),
    queriesPath: option(content, 'queries-path'),
    environment: option(content, 'env'),
    url: option(content, 'url'),
    migrationHistory: flag(content, 'migration-history'),
  };
}

/** yargs, which reads the rc for sequelize-cli, takes `models-path` and `modelsPath` alike. */
function option(content: Record<string, unknown>, key: string): string | null {
  const value = valueOf(content, key);
  return typeof value === 'string' && value !== '' ? value : null;
}

function flag(content: Record<string, unknown>, key: string): boolean | null {
  const value = valueOf(content, key);
  return typeof value === 'boolean' ? value : null;
}

function valueOf(content: Record<string, unknown>, key: string): unknown {
  const camelKey = key.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return content[key] ?? content[camelKey];
}
