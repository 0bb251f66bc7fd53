/** The flags every command takes, and the session options they amount to. */
import { resolve } from 'node:path';
import type { SessionOptions } from '../session-shapes.ts';
import type { OptionRow, OptionValues } from './command.ts';
import { usageError } from './usage-errors.ts';

export const globalOptions: readonly OptionRow[] = [
  {
    name: 'project',
    kind: 'text',
    value: 'dir',
    summary: 'the application to open (default: found from the working directory upwards)',
  },
  {
    name: 'env',
    kind: 'text',
    value: 'name',
    summary: 'environment of the configuration (default: NODE_ENV)',
  },
  { name: 'url', kind: 'text', value: 'url', summary: 'connection URL, instead of the configured database' },
  {
    name: 'allow-host',
    kind: 'list',
    value: 'host',
    summary: "connect to this host although only the project's own files name it",
  },
  { name: 'config', kind: 'text', value: 'file', summary: "the project's database configuration" },
  { name: 'models-path', kind: 'text', value: 'dir', summary: 'folder of the models' },
  {
    name: 'instance',
    kind: 'text',
    value: 'name',
    summary: 'which of several Sequelize instances: its exported name, file or database',
  },
  { name: 'migrations-path', kind: 'text', value: 'dir', summary: 'folder of the migrations' },
  { name: 'seeders-path', kind: 'text', value: 'dir', summary: 'folder of the seeders' },
  { name: 'options-path', kind: 'text', value: 'file', summary: 'a .sequelizerc elsewhere' },
  { name: 'env-file', kind: 'text', value: 'file', summary: 'variables to load instead of .env' },
  {
    name: 'placeholder-env',
    kind: 'list',
    value: 'name[=value]',
    summary: 'set a variable that the project only checks for; repeatable',
  },
  {
    name: 'stand-in',
    kind: 'list',
    value: 'package',
    summary: 'replace a package that does not load by an inert object; repeatable, or `all`',
  },
  {
    name: 'allow-sockets',
    kind: 'flag',
    summary: 'let project code open connections while it loads, for secrets it fetches',
  },
  {
    name: 'embedded',
    kind: 'flag',
    summary: 'use a PostgreSQL that seqscope brings along, with data kept per project',
  },
  {
    name: 'statement-timeout',
    kind: 'text',
    value: 'time',
    summary: 'let the server end a statement after so long: 5s, 500ms, 2min (steps of a journal are let run)',
  },
  { name: 'read-only', kind: 'flag', summary: 'let the server refuse every write' },
  { name: 'debug', kind: 'flag', summary: 'show statements, causes and stacks' },
  { name: 'no-color', kind: 'flag', summary: 'no colours (as NO_COLOR=1)' },
];

export interface Surroundings {
  /** The working directory, absolute. */
  readonly directory: string;
  /** Where seqscope itself is installed: the project that `demo` opens. */
  readonly packageRoot: string;
}

/** A relative `--project` is taken from the working directory; every other path is relative to the project's directory. */
export function sessionOptions(options: OptionValues, { directory }: Surroundings): SessionOptions {
  const project = options.text('project');
  return {
    project: {
      directory: project === null ? directory : resolve(directory, project),
      isExplicit: project !== null,
      environment: options.text('env'),
      url: options.text('url'),
      instance: options.text('instance'),
      configPath: options.text('config'),
      modelsPath: options.text('models-path'),
      migrationsPath: options.text('migrations-path'),
      seedersPath: options.text('seeders-path'),
      optionsPath: options.text('options-path'),
      envFile: options.text('env-file'),
      placeholderEnv: options.list('placeholder-env'),
      standIns: options.list('stand-in'),
      allowSockets: options.flag('allow-sockets') ? true : [],
    },
    allowedHosts: options.list('allow-host'),
    readOnly: options.flag('read-only'),
    statementTimeout: options.text('statement-timeout'),
    embedded: options.flag('embedded'),
    prepare: false,
    reset: false,
  };
}

/** What says nothing of where things lie. */
const keptByDemo: ReadonlySet<string> = new Set(['env', 'statement-timeout']);

/** The session of `seqscope demo`: this package's own project on the embedded server, prepared when it is new. */
export function demoOptions(options: OptionValues, surroundings: Surroundings): SessionOptions {
  const foreign = globalOptions.find(
    ({ name, kind }) => kind === 'text' && !keptByDemo.has(name) && options.text(name) !== null,
  );
  if (foreign !== undefined) {
    throw usageError(
      'conflicting-option',
      `\`seqscope demo\` opens the built-in example and takes no \`--${foreign.name}\`.`,
      'demo',
      'Leave the flag out, or use another command to open a project of your own.',
    );
  }
  const asked = sessionOptions(options, surroundings);
  return {
    ...asked,
    project: { ...asked.project, directory: surroundings.packageRoot, isExplicit: true },
    embedded: true,
    prepare: true,
    reset: options.flag('reset'),
  };
}
