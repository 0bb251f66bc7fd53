/**
 * A configuration file → the settings of one environment. The file may hold an object, a promise, an (async) function or
 * a function that takes a callback; keyed by environment, or flat. Executes the file and nothing else.
 */
import { inspect } from 'node:util';
import { ConsoleError, nearestNames } from '../../errors.ts';
import { displayPath } from '../files/file-system.ts';
import { importModule } from '../modules/import-module.ts';
import { loadError } from '../modules/load-error.ts';
import { isClass, isRecord, mainExport } from '../modules/module-values.ts';
import { withinDirectory } from '../modules/working-directory.ts';

export type Settings = Readonly<Record<string, unknown>>;

/** What a configuration file holds, before an environment is chosen. */
export async function readConfigContent(path: string, root: string): Promise<unknown> {
  return withinDirectory(root, async () => {
    const exported = mainExport(await importModule(path, { root, code: 'config-failed' }));
    try {
      const value: unknown = await exported;
      return typeof value === 'function' && !isClass(value) ? await callConfig(value) : value;
    } catch (error) {
      throw loadError(error, { path, root, code: 'config-failed' });
    }
  });
}

/** sequelize-cli's rule (helpers/config-helper.js): one parameter is a callback, none returns a value or a promise. */
async function callConfig(config: object): Promise<unknown> {
  // The file's own function: its parameters are known by their number alone.
  const call = config as (...values: unknown[]) => unknown;
  if (call.length !== 1) return call();
  return new Promise((resolve, reject) => {
    const finish = (error: unknown, value: unknown) => {
      if (error) reject(error instanceof Error ? error : new Error(inspect(error)));
      else resolve(value);
    };
    Promise.resolve(call(finish)).catch(reject);
  });
}

/** The settings of an environment, and how the file is laid out. */
export interface ChosenSettings {
  readonly settings: Settings;
  /** In words: `"development" in config/config.json`, or the file alone when it is flat. */
  readonly where: string;
  /** True when they stand under the environment's name. */
  readonly isKeyed: boolean;
}

/** True when the content could be Sequelize's configuration at all. */
export function looksLikeConfig(content: unknown): boolean {
  return isRecord(content) && (isFlat(content) || environmentsOf(content).length > 0);
}

/**
 * Rejects with `config-invalid` when the content is no object of settings, with `unknown-environment` and the names that
 * exist when it has none of that name.
 */
export function chooseSettings(
  content: unknown,
  environment: string,
  path: string,
  root: string,
): ChosenSettings {
  const shown = displayPath(path, root);
  if (!isRecord(content)) {
    throw new ConsoleError(`"${shown}" holds no settings, but ${describe(content)}.`, {
      code: 'config-invalid',
      kind: 'usage',
      remedy: 'Export an object of settings, keyed by environment or flat, or a function that returns one.',
      details: { file: path },
    });
  }
  const chosen = Object.hasOwn(content, environment) ? content[environment] : undefined;
  if (isRecord(chosen)) return { settings: chosen, where: `"${environment}" in "${shown}"`, isKeyed: true };
  if (isFlat(content)) return { settings: content, where: `"${shown}"`, isKeyed: false };
  throw unknownEnvironment(environment, environmentsOf(content), shown, path);
}

function unknownEnvironment(
  environment: string,
  known: readonly string[],
  shown: string,
  path: string,
): ConsoleError {
  const nearest = nearestNames(environment, known)[0] ?? known[0];
  const list = known.map((name) => `"${name}"`).join(', ');
  return new ConsoleError(
    `"${shown}" has no environment "${environment}"${known.length === 0 ? '' : `; it has ${list}`}.`,
    {
      code: 'unknown-environment',
      kind: 'usage',
      remedy:
        nearest === undefined
          ? `Add "${environment}" to "${shown}", or name another file with \`--config FILE\`.`
          : `Use one that exists, as in \`--env ${nearest}\`, or add "${environment}" to "${shown}".`,
      details: { file: path },
    },
  );
}

const markers = [
  'dialect',
  'database',
  'username',
  'host',
  'url',
  'use_env_variable',
  'replication',
  'storage',
];

/** True when the settings stand at the top: one of Sequelize's own keys does, and is no environment of that name. */
function isFlat(content: Record<string, unknown>): boolean {
  return markers.some(
    (marker) => marker in content && (marker === 'replication' || !isRecord(content[marker])),
  );
}

/** Keys that hold settings, in the file's order. */
function environmentsOf(content: Record<string, unknown>): readonly string[] {
  return Object.keys(content).filter((key) => {
    const value = content[key];
    return isRecord(value) && isFlat(value);
  });
}

function describe(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'function' ? 'a class' : `a ${typeof value}`;
}
