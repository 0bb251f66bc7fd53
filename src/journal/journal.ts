/**
 * Migrations and seeders are one engine over two journals. This is the data both speak: entries and their states, what a
 * step asks for, what happened.
 */
import type { ErrorReport } from '../errors.ts';
import type { JournalStorage } from '../project/project.ts';

export type JournalKind = 'migrations' | 'seeders';

/** `pending`: a file that was not executed. `executed`: recorded and there. `orphaned`: recorded, file gone. */
export type EntryState = 'pending' | 'executed' | 'orphaned';

/**
 * What else is to be known of an entry. `renamed`: recorded under another name, as `recordedAs` has it. `out-of-order`: pending
 * although something after it was executed. `changed`: not the file any more that was executed, by the history. `unreadable` (it
 * cannot be loaded) and `irreversible` (no `down`) are known only where the file was loaded, see check-entries.ts.
 */
export type EntryFlag = 'renamed' | 'out-of-order' | 'changed' | 'unreadable' | 'irreversible';

/** How an entry was executed last, where a history is kept and knows of it. */
export interface EntryHistory {
  /** ISO 8601, UTC, of the server's clock: when the step began. */
  readonly executedAt: string;
  readonly durationMs: number;
  /** Null where the system has no name for the user. */
  readonly osUser: string | null;
  readonly pgUser: string;
  readonly host: string | null;
  /** Name and version: `seqscope 0.1.0`. */
  readonly tool: string | null;
  /** Of the file as it was executed, see history/checksum.ts; null where there was none. */
  readonly checksum: string | null;
  /** The name of that file where it is not the recorded one: the source that ran under the name of its build. */
  readonly file?: string | undefined;
  readonly gitCommit: string | null;
}

export interface JournalEntry {
  /** The file's name, extension included; of an orphaned entry the recorded one. */
  readonly name: string;
  readonly state: EntryState;
  /** Absolute path; null for an orphaned entry. */
  readonly path: string | null;
  /** The name it is recorded under where that is not `name`: with the extension of a build, or without one. */
  readonly recordedAs?: string | undefined;
  /** Left out when there are none. */
  readonly flags?: readonly EntryFlag[] | undefined;
  readonly history?: EntryHistory | undefined;
}

/** What loading an entry's file showed. */
export interface EntryCheck {
  readonly name: string;
  readonly flags: readonly Extract<EntryFlag, 'unreadable' | 'irreversible'>[];
  /** Why it cannot be executed; null when it can. */
  readonly problem: ErrorReport | null;
  /** False when it says, or plainly shows, that it cannot run inside a transaction; null when it was not loaded. */
  readonly mayRunInTransaction: boolean | null;
}

/** A journal as it stands. Reading it writes nothing, not even the journal's own table. */
export interface JournalView {
  readonly kind: JournalKind;
  /** Sorted by name as JavaScript compares strings, which is the order of execution. */
  readonly entries: readonly JournalEntry[];
  readonly folder: string | null;
  readonly storage: JournalStorage;
  /** Set when the storage is not the one configured: why it is this one. */
  readonly storageWhy?: string | undefined;
  /** False when the journal's table or file does not exist yet (nothing was ever executed). */
  readonly exists: boolean;
  /** True where a history of executions is kept. */
  readonly keepsHistory?: boolean | undefined;
}

/**
 * Which entries to step. `next`: up takes the oldest pending ones, down reverts the last names. `to`: up to and including
 * that name, or down to and including it. `from`: after that name, up to and including `to` where it is given. `only`: exactly these, by name or unambiguous prefix.
 */
export type StepSelection =
  | { readonly type: 'next'; readonly count: number }
  | { readonly type: 'all' }
  | { readonly type: 'to'; readonly name: string }
  | { readonly type: 'from'; readonly name: string; readonly to?: string | undefined }
  | { readonly type: 'only'; readonly names: readonly string[] };

export interface StepRequest {
  readonly kind: JournalKind;
  readonly direction: 'up' | 'down';
  readonly selection: StepSelection;
  /** Down only: what was reverted is executed again, under the same lock. Nothing is when a step down fails. */
  readonly isRedone?: boolean | undefined;
  /** Down with `only`: files that are gone are taken from git, and put nowhere in the project. */
  readonly isFromGit?: boolean | undefined;
  /** How long to wait for another migrator, as people write it: `30s`, `5min`; a minute unless said otherwise. */
  readonly lockTimeout?: string | null | undefined;
}

/** A file that the folder has no more, where git has it. */
export interface GitFinding {
  /** As recorded. */
  readonly name: string;
  /** The newest commit that has written it, in full. */
  readonly commit: string;
  /** ISO 8601, with the committer's offset. */
  readonly committedAt: string;
  /** Below the top of the repository. */
  readonly path: string;
  /** Branches whose tip has the file; [] when it is in history only. */
  readonly branches: readonly string[];
}

/** The backend that another migrator holds the lock with; null for what the server does not tell. */
export interface LockHolder {
  readonly pid: number;
  readonly application: string | null;
  readonly user: string | null;
  /** Null for a connection over a local socket, too. */
  readonly address: string | null;
  /** ISO 8601, UTC: when the backend began. */
  readonly since: string | null;
  /** All of it in words, as in `backend 4711, seqscope as app from 10.0.0.5, since 2026-01-09T12:00:00Z`. */
  readonly shown: string;
}

/** One statement the project or the console sent, with its time. */
export interface ExecutedStatement {
  readonly sql: string;
  readonly durationMs: number | null;
}

/** What one entry's step did. `failed` leaves neither changes nor a journal row behind when it `wasAtomic`. */
export interface StepResult {
  readonly name: string;
  readonly direction: 'up' | 'down';
  readonly status: 'done' | 'failed';
  readonly durationMs: number;
  /** True when the step and its journal row were one transaction. */
  readonly wasAtomic: boolean;
  readonly statements: readonly ExecutedStatement[];
  readonly error: ErrorReport | null;
}

/** Steps in the order they ran; the run stops at the first failure. */
export interface StepOutcome {
  readonly results: readonly StepResult[];
  /** Orphaned entries that lay in the way down and were left as they are, for want of a file to revert them with. */
  readonly passedOver: readonly string[];
}

export type JournalEvent =
  | {
      readonly type: 'lock-awaited';
      readonly holder?: LockHolder | null | undefined;
      /** How long it is waited for at most. */
      readonly timeoutMs?: number | undefined;
    }
  | { readonly type: 'step-started'; readonly name: string; readonly direction: 'up' | 'down' }
  /** What the step does from now on commits statement by statement. `why` is the second half of a sentence. */
  | { readonly type: 'transaction-left'; readonly name: string; readonly why: string }
  | { readonly type: 'statement-executed'; readonly statement: ExecutedStatement }
  | { readonly type: 'step-finished'; readonly result: StepResult };
