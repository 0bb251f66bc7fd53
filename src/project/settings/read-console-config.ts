/**
 * `seqscope.config.{js,cjs,mjs,ts,mts,cts,json}`: what a project says to the console itself, above its rc file and below
 * the command line. Read before anything is decided; executed with the environment as the process has it.
 */
import { ConsoleError, nearestNames } from '../../errors.ts';
import { absolutePath, displayPath } from '../files/file-system.ts';
import { isRecord } from '../modules/module-values.ts';
import type { TableStorage } from '../locate/read-runner.ts';
import { consoleConfigFile } from '../locate/project-signs.ts';
import { readConfigContent } from './read-config.ts';
import type { DoctorOptions, LintOptions } from '../project.ts';
import { parseDoctorOptions } from './doctor-options.ts';
import { parseLintOptions } from './lint-options.ts';
import { parseProduction, type ProductionOption } from './production.ts';
import { parseStatementTimeout } from './statement-timeout.ts';

type JournalFolder = 'migrations' | 'seeders';

/** Paths are absolute; null and [] for what the file does not say. */
export interface ConsoleConfig {
  /** Absolute; null without such a file. */
  readonly path: string | null;
  /** The file as people know it, for messages. */
  readonly shown: string;
  /** The folder of the project, for a file that stands above it. */
  readonly project: string | null;
  readonly models: readonly string[];
  readonly config: string | null;
  /** The first folder is where new files go. */
  readonly migrations: readonly string[];
  readonly seeders: readonly string[];
  /** The folder of saved queries. */
  readonly queries: string | null;
  /** Kinds whose files are taken from the folders below, too. */
  readonly nestedFolders: readonly JournalFolder[];
  /** The project's own runner of migrations, to be read. */
  readonly runner: string | null;
  /** The table of the migrations' journal. */
  readonly journal: TableStorage | null;
  /** Whether a history of executions is kept; null where nothing is said. */
  readonly migrationHistory: boolean | null;
  readonly environment: string | null;
  /** Whether this is production, or which environments and hosts are; null where nothing is said. */
  readonly production: ProductionOption | null;
  readonly envFile: string | null;
  readonly url: string | null;
  readonly instance: string | null;
  /** Variables without which the project is not opened. */
  readonly requiredEnv: readonly string[];
  readonly allowHosts: readonly string[];
  /** Milliseconds; null where nothing is said. */
  readonly statementTimeoutMs: number | null;
  readonly lint: LintOptions | null;
  readonly doctor: DoctorOptions | null;
  /** `repl.context`, as it was given: an object or a function; undefined where nothing is said. */
  readonly replContext: unknown;
  /** As `--placeholder-env` and `--stand-in` have them. */
  readonly placeholderEnv: readonly string[];
  readonly standIns: readonly string[];
  /** Where sockets may go while the project's code is loaded; true, as `--allow-sockets`, for everywhere. */
  readonly allowSockets: true | readonly string[];
}

/** What each key may hold. */
const keys = {
  project: 'a path',
  models: 'a path or a list of paths',
  config: 'a path',
  migrations: 'a path or a list of paths',
  seeders: 'a path or a list of paths',
  queries: 'a path',
  nestedFolders: 'true or a list of "migrations" and "seeders"',
  runner: 'a path',
  journal: 'a table or an object of "table", "schema" and "column"',
  migrationHistory: 'true or false',
  environment: 'a name',
  production: 'true, false or a list of environments and hosts',
  envFile: 'a path',
  url: 'a URL',
  instance: 'a name',
  requiredEnv: 'a list of names',
  allowHosts: 'a list of hosts',
  statementTimeout: 'a time such as "5s", or 0 for none',
  lint: 'an object of "rules" (error, warning, notice or off by rule) and "bigTableRows" (a number)',
  doctor: 'an object of "checks" (error, warning, info or off by check)',
  repl: 'an object with "context": an object of names, or a function of the models',
  placeholderEnv: 'a list of names',
  standIns: 'a list of packages',
  allowSockets: 'true or a list such as ["vault.internal:8200"]',
} as const;

type Key = keyof typeof keys;

/** Rejects with `config-failed` when the file throws, `console-config-invalid` when it holds something else than options. */
export async function readConsoleConfig(folder: string): Promise<ConsoleConfig> {
  const path = consoleConfigFile(folder);
  const shown = path === null ? 'seqscope.config' : displayPath(path, folder);
  const content = path === null ? {} : await readConfigContent(path, folder);
  if (!isRecord(content)) throw invalid(`"${shown}" exports no object of options.`, path);
  for (const key of Object.keys(content)) {
    if (!(key in keys)) throw unknownKey(key, shown, path);
  }
  const wrong = (key: Key) => invalid(`"${key}" in "${shown}" is not ${keys[key]}.`, path);
  const text = (key: Key): string | null => {
    const value = content[key];
    if (value === undefined || value === null) return null;
    if (typeof value !== 'string' || value === '') throw wrong(key);
    return value;
  };
  const list = (key: Key): readonly string[] => {
    const value = content[key] ?? [];
    const items: readonly unknown[] = Array.isArray(value) ? value : [value];
    return items.map((item) => {
      if (typeof item !== 'string' || item === '') throw wrong(key);
      return item;
    });
  };
  const flag = (key: Key): boolean | null => {
    const value = content[key] ?? null;
    if (value !== null && typeof value !== 'boolean') throw wrong(key);
    return value;
  };
  const timeout = (): number | null => {
    const value = content.statementTimeout ?? null;
    const timeoutMs = parseStatementTimeout(value);
    if (value !== null && timeoutMs === null) throw wrong('statementTimeout');
    return timeoutMs;
  };
  const production = (): ProductionOption | null => {
    const said = parseProduction(content['production']);
    if (said === undefined) throw wrong('production');
    return said;
  };
  const place = (key: Key): string | null => {
    const value = text(key);
    return value === null ? null : absolutePath(value, folder);
  };
  return {
    path,
    shown,
    project: place('project'),
    models: list('models').map((item) => absolutePath(item, folder)),
    config: place('config'),
    migrations: list('migrations').map((item) => absolutePath(item, folder)),
    seeders: list('seeders').map((item) => absolutePath(item, folder)),
    queries: place('queries'),
    nestedFolders: nestedOf(content['nestedFolders'], () => wrong('nestedFolders')),
    runner: place('runner'),
    journal: journalOf(content['journal'], () => wrong('journal')),
    migrationHistory: flag('migrationHistory'),
    environment: text('environment'),
    production: production(),
    envFile: place('envFile'),
    url: text('url'),
    instance: text('instance'),
    requiredEnv: list('requiredEnv'),
    allowHosts: list('allowHosts'),
    statementTimeoutMs: timeout(),
    lint: parseLintOptions(content['lint'], () => wrong('lint')),
    doctor: parseDoctorOptions(content['doctor'], () => wrong('doctor')),
    replContext: contextOf(content['repl'], () => wrong('repl')),
    placeholderEnv: list('placeholderEnv'),
    standIns: list('standIns'),
    allowSockets:
      content.allowSockets === true || (content.allowSockets !== false && list('allowSockets')) || [],
  };
}

function nestedOf(value: unknown, wrong: () => ConsoleError): readonly JournalFolder[] {
  const kinds: readonly JournalFolder[] = ['migrations', 'seeders'];
  if (value === undefined || value === null || value === false) return [];
  if (value === true) return kinds;
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (!items.every((item) => kinds.some((kind) => kind === item))) throw wrong();
  return kinds.filter((kind) => items.includes(kind));
}

function contextOf(value: unknown, wrong: () => ConsoleError): unknown {
  if (value === undefined || value === null) return undefined;
  if (!isRecord(value) || Object.keys(value).some((key) => key !== 'context')) throw wrong();
  const { context } = value;
  if (context === undefined || isRecord(context) || typeof context === 'function') return context;
  throw wrong();
}

/** A table by its name alone, or with its schema and the column of the names. */
function journalOf(value: unknown, wrong: () => ConsoleError): TableStorage | null {
  if (value === undefined || value === null) return null;
  const said = isRecord(value) ? value : { table: value };
  const { table, schema = null, column = 'name', ...others } = said;
  const isName = (name: unknown): name is string => typeof name === 'string' && name !== '';
  if (!isName(table) || !isName(column) || !(schema === null || isName(schema))) throw wrong();
  if (Object.keys(others).length > 0) throw wrong();
  return { type: 'sequelize', table, schema, ...(column === 'name' ? {} : { column }), isNamed: true };
}

/** Rejects with `required-env-missing`, naming all of them. An empty variable counts as not set. */
export function requireVariables(
  { requiredEnv, shown, path }: ConsoleConfig,
  variables: Readonly<Record<string, string | undefined>>,
): void {
  const missing = requiredEnv.filter((name) => !variables[name]);
  const [first] = missing;
  if (first === undefined) return;
  const names = missing.map((name) => `"${name}"`).join(', ');
  throw new ConsoleError(
    `"${shown}" requires the environment variable${missing.length === 1 ? '' : 's'} ${names}, not set here.`,
    {
      code: 'required-env-missing',
      kind: 'usage',
      remedy: `Set ${missing.length === 1 ? 'it' : 'them'}, as in \`${first}=…\` in ".env", or name a file that does with \`--env-file FILE\`.`,
      details: path === null ? {} : { file: path },
    },
  );
}

function unknownKey(key: string, shown: string, path: string | null): ConsoleError {
  const [near] = nearestNames(key, Object.keys(keys));
  const remedy =
    near === undefined
      ? `Remove it; the keys are ${Object.keys(keys).join(', ')}.`
      : `Did you mean "${near}"? The keys are ${Object.keys(keys).join(', ')}.`;
  return invalid(`"${shown}" has the key "${key}", which is not known.`, path, remedy);
}

function invalid(message: string, path: string | null, remedy?: string): ConsoleError {
  return new ConsoleError(message, {
    code: 'console-config-invalid',
    kind: 'usage',
    remedy: remedy ?? "Export an object, such as `module.exports = { models: 'src/models' }`.",
    details: path === null ? {} : { file: path },
  });
}
