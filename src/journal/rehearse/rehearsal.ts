/**
 * A rehearsal as data: what would be stepped, what each pass sent, locked and changed, and whether the way back leads back. Nothing
 * of it stays in the database that is rehearsed on.
 */
import type { SchemaDifference } from '../../database/snapshot/difference.ts';
import type { ErrorReport } from '../../errors.ts';
import type { ExecutedStatement, JournalEvent, StepRequest } from '../journal.ts';

/** `lockTimeout` is also how long a statement may wait for a lock that somebody else holds: 2 s unless it says otherwise. */
export interface RehearsalRequest extends StepRequest {
  /** Each entry is stepped in its direction, back, and in its direction again. */
  readonly isRoundTrip: boolean;
}

/** In the order they were sent, those of the migration's own transactions and failed ones included. */
export interface RehearsedStatement extends ExecutedStatement {
  /** The server's word for what it did (`INSERT`, `ALTER`); the empty string where it failed. */
  readonly command: string;
  /** Rows written or read; null where the server counts none. */
  readonly rows: number | null;
}

/** A table-level lock on a table that was there before the rehearsal (PostgreSQL manual, 13.3.1). */
export interface RehearsedLock {
  readonly schema: string;
  readonly table: string;
  /** As pg_locks has it: `AccessExclusiveLock`. */
  readonly mode: string;
  /** Index of the statement that took it, within its pass. */
  readonly statement: number;
  /** From the beginning of that statement to the end of its transaction. */
  readonly heldMs: number;
  /**
   * True when an earlier pass of the same transaction had taken it: run by itself, this one would take it, or a weaker one, where
   * its statement first names the table.
   */
  readonly isHeldBefore: boolean;
}

/** One entry in one direction. */
export interface RehearsedPass {
  readonly name: string;
  readonly direction: 'up' | 'down';
  readonly status: 'done' | 'failed';
  readonly durationMs: number;
  /** False for what will commit statement by statement. */
  readonly isAtomic: boolean;
  readonly statements: readonly RehearsedStatement[];
  /** By table, each mode once, in the order taken. */
  readonly locks: readonly RehearsedLock[];
  /** What it changed; nothing for a failed one. */
  readonly difference: SchemaDifference;
  readonly error: ErrorReport | null;
}

/** What the second and third pass of a round trip leave, compared to what was there before them. */
export interface RoundTrip {
  /** Empty when the way back restores the schema. The order of columns counts. */
  readonly afterBack: SchemaDifference;
  /** Empty when the third pass leads to where the first had led; null when there was no third. */
  readonly afterAgain: SchemaDifference | null;
  /** True also where only columns that were dropped and added again stand in another order. */
  readonly isRestored: boolean;
}

export interface RehearsedEntry {
  readonly name: string;
  readonly passes: readonly RehearsedPass[];
  /** Null without a round trip, and when it failed before its end. */
  readonly roundTrip: RoundTrip | null;
}

/** A number that a rollback does not take back (PostgreSQL manual, 9.17), null before the first one was drawn. */
export interface MovedSequence {
  readonly schema: string;
  readonly name: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** `transaction`: in the database itself, rolled back. `copy`: what the database was copied to, and how. */
export type RehearsalPlace =
  | { readonly type: 'transaction' }
  | {
      readonly type: 'copy';
      /** Why a transaction would not do: in words, naming the entry. */
      readonly why: string;
      /** `template`: with all rows. `schema`: rebuilt, its tables empty. */
      readonly how: 'template' | 'schema';
      readonly isEmbedded: boolean;
      /** What the copy lacks or has otherwise. */
      readonly missing: SchemaDifference;
    };

/** Stops at the first entry that fails in its own direction. */
export interface RehearsalOutcome {
  readonly place: RehearsalPlace;
  readonly entries: readonly RehearsedEntry[];
  readonly passedOver: readonly string[];
  /** `failed`: a pass failed. `not-restored`: a round trip does not lead back, or not to the same place again. */
  readonly verdict: 'fine' | 'failed' | 'not-restored';
  /** What became of the real database meanwhile: empty unless somebody else, or a connection of the migration's own, changed it. */
  readonly changedMeanwhile: SchemaDifference;
  readonly movedSequences: readonly MovedSequence[];
  /** SHA-256 of the real database's schema before and after. */
  readonly catalogHash: { readonly before: string; readonly after: string };
}

export type RehearsalEvent =
  | Extract<JournalEvent, { readonly type: 'lock-awaited' }>
  | { readonly type: 'copy-started'; readonly why: string }
  | { readonly type: 'pass-started'; readonly name: string; readonly direction: 'up' | 'down' }
  | { readonly type: 'statement-executed'; readonly statement: ExecutedStatement }
  | { readonly type: 'pass-finished'; readonly pass: RehearsedPass };
