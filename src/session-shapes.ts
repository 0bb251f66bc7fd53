/** What the session takes and what it answers: plain data, which crosses to a host process as it is. */
import type { LockWait } from './database/client.ts';
import type { Repeat } from './queries/statements/recognise-repeats.ts';
import type { ErrorReport } from './errors.ts';
import type { ToldLine } from './evaluation/evaluation.ts';
import type { InstanceSummary } from './project/load/choose-instance.ts';
import type { ProjectChoice, ProjectOptions, ProjectPaths, SettingsSource } from './project/project.ts';
import type { ReadSource } from './queries/query-spec.ts';
import type { ModelDescription, ModelSummary } from './schema/description.ts';

/** What a session is opened with; the global flags as data. */
export interface SessionOptions {
  readonly project: ProjectOptions;
  readonly readOnly: boolean;
  /** Hosts that may be connected to although nothing but the project's own files names them. */
  readonly allowedHosts?: readonly string[] | undefined;
  /** How long a statement may take, as `--statement-timeout` has it; null for what the project or the server says. */
  readonly statementTimeout?: string | null | undefined;
  readonly embedded: boolean;
  /** Migrate and seed the embedded database when it is new, as `seqscope demo` does. Implies `embedded`. */
  readonly prepare: boolean;
  /** Drop the embedded database first. Implies `embedded`. */
  readonly reset: boolean;
}

export interface CallOptions {
  /** Cancels the query on the server, not only the wait for it. */
  readonly signal?: AbortSignal | undefined;
}

export interface ProjectSummary {
  readonly root: string;
  readonly name: string;
  readonly environment: string;
  readonly paths: ProjectPaths;
  readonly choices: readonly ProjectChoice[];
  /** What names the database; null where neither a configuration file nor a URL does. */
  readonly settingsFrom: SettingsSource | null;
}

/** What a new database is made with; the template's where it says nothing. */
export interface NewDatabase {
  readonly encoding?: string | undefined;
  readonly collate?: string | undefined;
  readonly ctype?: string | undefined;
  readonly template?: string | undefined;
}

/** A database as it is shown: never with its password. */
export interface DatabasePlace {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
}

/** Null where nothing could be counted. */
export interface ProjectCounts {
  readonly models: number | null;
  readonly associations: number | null;
  /** Named and default scopes together. */
  readonly scopes: number | null;
  readonly namedScopes: number | null;
  readonly defaultScopes: number | null;
  readonly migrations: number | null;
  readonly seeders: number | null;
}

/** `error`: something is missing because of it. `warning`: everything is there. */
export interface ProjectProblem extends ErrorReport {
  readonly severity: 'error' | 'warning';
}

/** Everything that is known of a project without connecting; null for what could not be settled. */
export interface ProjectInspection {
  readonly root: string | null;
  readonly name: string | null;
  readonly environment: string | null;
  readonly paths: ProjectPaths | null;
  /** Where the configuration points. */
  readonly database: DatabasePlace | null;
  /** The Sequelize instance the models belong to, of the version `sequelize`. */
  readonly instance: {
    /** What `--instance` takes. */
    readonly name: string | null;
    readonly sequelize: string;
    /** Null when nothing says where it connects, or what does is wrong. */
    readonly database: DatabasePlace | null;
    readonly why: string;
    /** The project's other instances, those with the most models first. */
    readonly others: readonly InstanceSummary[];
  } | null;
  /** As far as they were made when something failed. */
  readonly choices: readonly ProjectChoice[];
  readonly counts: ProjectCounts;
  readonly problems: readonly ProjectProblem[];
}

/** Where the session is connected. */
export interface DatabaseStatus {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  /** As `SHOW server_version` says it, the distribution's suffix left out. */
  readonly serverVersion: string;
  readonly readOnly: boolean;
  readonly embedded: boolean;
  /** Why this counts as production; null or left out where it does not. */
  readonly production?: string | null | undefined;
}

export interface ModelsView {
  readonly models: readonly ModelSummary[];
  /** The Sequelize instances that the project makes, the one of these models first. */
  readonly instances: readonly InstanceSummary[];
  /** What did not load (`error`), each with its file and remedy; what is wrong and hides no model (`warning`). */
  readonly problems: readonly ProjectProblem[];
}

export interface DescribedModel extends ModelDescription {
  /** Why the database could not be asked for the table; null when it was. */
  readonly tableProblem: ErrorReport | null;
}

/** Filter text as far as it is typed. */
export interface CompletionRequest {
  readonly source: ReadSource;
  readonly text: string;
  /** UTF-16 offset of `text`. */
  readonly cursor: number;
}

export interface JournalFile {
  readonly name: string;
  readonly path: string;
  readonly text: string;
}

/** Something that happened and that no call returns. */
export type SessionEvent =
  | {
      readonly type: 'statement-executed';
      readonly sql: string;
      readonly durationMs: number | null;
      /** Rows returned or affected; null or left out where it is not known. */
      readonly rowCount?: number | null | undefined;
      readonly by: 'models' | 'console' | 'journal';
      /** The same for all statements of one call; null or left out outside of any. */
      readonly call?: number | null | undefined;
    }
  /** What one call sent again and again, told when it has ended. */
  | { readonly type: 'repeats-recognised'; readonly call: number; readonly repeats: readonly Repeat[] }
  | { readonly type: 'project-printed'; readonly stream: 'stdout' | 'stderr'; readonly text: string }
  /** What typed code wrote after its evaluation was over: a timer of it. */
  | { readonly type: 'code-told'; readonly lines: readonly ToldLine[] }
  | { readonly type: 'preparing'; readonly step: string }
  /** What was kept from happening while the rc and configuration files ran. */
  | { readonly type: 'project-noticed'; readonly report: ErrorReport }
  /** A question about the schema has to wait for somebody else's lock. */
  | { readonly type: 'lock-awaited'; readonly wait: LockWait }
  | { readonly type: 'host-exited'; readonly report: ErrorReport };
