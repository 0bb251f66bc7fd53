/**
 * What is known of an application before any of its models is loaded: where it lives, what configures it, and why each
 * was chosen. Plain data; finding it executes the rc file and the configuration file and nothing else.
 */
import type { ConnectionTarget } from '../database/target.ts';
import type { ConsoleError, ErrorReport } from '../errors.ts';

/** What the user said on the command line; every field left null is discovered. Paths may be relative to `directory`. */
export interface ProjectOptions {
  /** Where to start looking, absolute. */
  readonly directory: string;
  /** True when `--project` named the directory: it is then the root itself and nothing above it is considered. */
  readonly isExplicit: boolean;
  /** Why the explicit directory was taken, where it was not `--project`. */
  readonly explicitWhy?: string | undefined;
  readonly environment: string | null;
  readonly url: string | null;
  /** Which of several Sequelize instances: the name it is exported by, its file or its database. */
  readonly instance?: string | null | undefined;
  readonly configPath: string | null;
  readonly modelsPath: string | null;
  readonly migrationsPath: string | null;
  readonly seedersPath: string | null;
  /** The rc file, `--options-path`. */
  readonly optionsPath: string | null;
  readonly envFile: string | null;
  /** `NAME` or `NAME=VALUE`: variables to set while nothing else sets them, `--placeholder-env`. */
  readonly placeholderEnv?: readonly string[] | undefined;
  /** Packages to replace by an inert object when they do not load, or `all`, `--stand-in`. */
  readonly standIns?: readonly string[] | undefined;
  /** Where sockets may go while project code is loaded, `host:port` or a path; true, `--allow-sockets`, for everywhere. */
  readonly allowSockets?: true | readonly string[] | undefined;
}

/** Absolute paths; null where the project has none. */
export interface ProjectPaths {
  readonly rc: string | null;
  readonly config: string | null;
  readonly models: string | null;
  readonly migrations: string | null;
  readonly seeders: string | null;
}

/** How a journal is kept: sequelize-cli's `migrationStorage` / `seederStorage` and their companions. */
export type JournalStorage =
  | {
      readonly type: 'sequelize';
      readonly table: string;
      readonly schema: string | null;
      /** The column of the names, "name" unless a runner of the project's own has it otherwise. */
      readonly column?: string | undefined;
      /** True when seqscope.config says so: no other table is looked for. */
      readonly isNamed?: boolean | undefined;
      /** Columns of times that the table gets when it is made, by `migrationTimestamps` or `seederTimestamps`. */
      readonly timeColumns?: readonly string[] | undefined;
    }
  | { readonly type: 'json'; readonly path: string }
  | { readonly type: 'none' };

/** One choice that was made, for people: `what` was chosen, `value`, and `why`. */
export interface ProjectChoice {
  readonly what:
    | 'root'
    | 'seqscope.config'
    | 'rc'
    | 'environment'
    | 'config'
    | 'models'
    | 'migrations'
    | 'seeders'
    | 'runner'
    | 'database'
    | 'instance';
  readonly value: string | null;
  readonly why: string;
  /** What might have been chosen instead, the likeliest first. */
  readonly alternatives?: readonly { readonly value: string; readonly why: string }[] | undefined;
}

/** Levels by rule, and from how many rows on a table is big; null where nothing is said. */
export interface LintOptions {
  readonly rules: Readonly<Record<string, 'error' | 'warning' | 'notice' | 'off'>>;
  readonly bigTableRows: number | null;
}

/** Levels of the doctor's checks, by check. */
export type DoctorOptions = Readonly<Record<string, 'error' | 'warning' | 'info' | 'off'>>;

/** What a runner's source says beside its folders and journals. */
export interface ProjectRunner {
  /** Kinds whose files it takes from the folders below, too. */
  readonly recursive: readonly ('migrations' | 'seeders')[];
  /** The properties of the context that it hands to them. */
  readonly context: Readonly<Record<string, ContextPart>>;
}

/** What a property of umzug's context may be. */
export type ContextPart = 'queryInterface' | 'sequelize' | 'Sequelize' | 'DataTypes';

/** What names the database, as it is told: a URL with its password hidden, or a file with the environment it stands under. */
export type SettingsSource =
  | { readonly type: 'url'; readonly url: string }
  | { readonly type: 'file'; readonly path: string; readonly environment: string | null };

export interface Project {
  /** Absolute path of the application's folder: the working directory while its code runs. */
  readonly root: string;
  /** The package's name, or the folder's. */
  readonly name: string;
  readonly environment: string;
  readonly paths: ProjectPaths;
  /** The folders and files of the models where `paths.models` is only what they have in common. */
  readonly modelPlaces?: readonly string[] | undefined;
  /** Folders of migrations and seeders beside those of `paths`, which are the first and where new files go. */
  readonly moreFolders?:
    { readonly migrations: readonly string[]; readonly seeders: readonly string[] } | undefined;
  /** Kinds whose files are taken from the folders below, too, because seqscope.config says so. */
  readonly nestedFolders?: readonly ('migrations' | 'seeders')[] | undefined;
  /** What is known of the project's own runner, where seqscope.config names it. */
  readonly runner?: ProjectRunner | undefined;
  /** Folders that are the sources of a build which the rc file names and which is not there: journals hold the build's names. */
  readonly sourcesOfBuild?: readonly ('migrations' | 'seeders')[] | undefined;
  /** The folder of saved queries, absolute, there or not; left out for `queries` in the root. */
  readonly queriesPath?: string | undefined;
  /** The settings of the chosen environment as the configuration file gives them, functions included; {} without one. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly settingsFrom?: SettingsSource | null | undefined;
  /** Where the configuration (or `--url`) points; null when nothing says it. */
  readonly target: ConnectionTarget | null;
  /** Why there is no target although the configuration is to name one: for whoever connects to throw. */
  readonly targetProblem: ConsoleError | null;
  /** True when a flag, the rc file or the environment names the target; false for what a file of the project defaults to. */
  readonly isTargetNamed: boolean;
  /** What `production` in seqscope.config says: see settings/production.ts. */
  readonly production?: boolean | readonly string[] | null | undefined;
  /** Hosts that `allowHosts` in seqscope.config names. */
  readonly allowedHosts?: readonly string[] | undefined;
  /** What `lint` in seqscope.config says of rules and big tables; the rules' names are not looked at here. */
  readonly lint?: LintOptions | undefined;
  /** The levels that `doctor` in seqscope.config gives checks; the checks' names are not looked at here. */
  readonly doctor?: DoctorOptions | undefined;
  /** What `repl.context` in seqscope.config gives typed code: an object of names, or a function of the models that returns one. */
  readonly replContext?: unknown;
  /** Milliseconds that `statementTimeout` in seqscope.config gives a statement; null where it says nothing. */
  readonly statementTimeoutMs?: number | null | undefined;
  readonly storage: { readonly migrations: JournalStorage; readonly seeders: JournalStorage };
  /** True when a history of executions is kept beside the journals: `migration-history`. */
  readonly keepsHistory?: boolean | undefined;
  readonly choices: readonly ProjectChoice[];
  /** What was kept from happening while the rc and configuration files ran. */
  readonly notices: readonly ErrorReport[];
  /** The Sequelize instance that was asked for, and in words by what; null to take the one with the most models. */
  readonly instance?: { readonly name: string; readonly namedBy: string } | null | undefined;
  /** Packages that may be replaced by an inert object. */
  readonly standIns?: readonly string[];
  /** As in the options, seqscope.config heard. */
  readonly allowSockets?: true | readonly string[] | undefined;
  /** The environment variables with `.env` files applied, as the project's code will see them. */
  readonly variables: Readonly<Record<string, string | undefined>>;
}
