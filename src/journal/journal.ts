/**
 * Migrations and seeders are one engine over two journals. This is the data both speak: entries and their states, what a
 * step asks for, what happened.
 */
import type { ErrorReport } from '../errors.ts';
import type { JournalStorage } from '../project/project.ts';

export type JournalKind = 'migrations' | 'seeders';

/** `pending`: a file that was not executed. `executed`: recorded and there. `orphaned`: recorded, file gone. */
export type EntryState = 'pending' | 'executed' | 'orphaned';

export interface JournalEntry {
  /** The file's name, extension included; of an orphaned entry the recorded one. */
  readonly name: string;
  readonly state: EntryState;
  /** Absolute path; null for an orphaned entry. */
  readonly path: string | null;
  /** The name it is recorded under where that is not `name`: with the extension of a build, or without one. */
  readonly recordedAs?: string | undefined;
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
}

/**
 * Which entries to step. `next`: up takes the oldest pending ones, down reverts the last names. `to`: up to and including
 * that name, or down to and including it. `only`: exactly these, by name or unambiguous prefix.
 */
export type StepSelection =
  | { readonly type: 'next'; readonly count: number }
  | { readonly type: 'all' }
  | { readonly type: 'to'; readonly name: string }
  | { readonly type: 'from'; readonly name: string }
  | { readonly type: 'only'; readonly names: readonly string[] };

export interface StepRequest {
  readonly kind: JournalKind;
  readonly direction: 'up' | 'down';
  readonly selection: StepSelection;
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
  | { readonly type: 'lock-awaited' }
  | { readonly type: 'step-started'; readonly name: string; readonly direction: 'up' | 'down' }
  /** Before the first statement: this step will commit statement by statement, as sequelize-cli runs it. */
  | { readonly type: 'step-not-atomic'; readonly name: string }
  | { readonly type: 'statement-executed'; readonly statement: ExecutedStatement }
  | { readonly type: 'step-finished'; readonly result: StepResult };
