/**
 * A sandbox as its users see it: everything a Sequelize instance executes goes through one transaction, a line at a time, each
 * line with a savepoint; at the end what changed is reviewed, and committed or rolled back. The types only.
 */
import type { SchemaDifference } from '../snapshot/difference.ts';

export interface Sandbox {
  /**
   * Runs one line: a savepoint, then `work`, whose statements all join the transaction, whatever connection or transaction they
   * ask for. When it rejects, the line is rolled back to its savepoint by itself and the rejection is passed on: the transaction
   * lives on. An abort rejects at once; the line is rolled back as soon as its statement has ended. Lines take turns.
   */
  line<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** Rolls back the last line that still stands. False when there is none. */
  undo(): Promise<boolean>;
  /** How many lines could be undone. */
  readonly lines: number;
  /** What would be committed now. Reads, changes nothing. */
  review(): Promise<SandboxReview>;
  /** Commits, and lets the instance go its own ways again. Rejects where the server refuses, with everything rolled back. */
  commit(): Promise<void>;
  /** Rolls back and lets the instance go. Idempotent; never rejects: a lost connection has been rolled back by the server. */
  rollback(): Promise<void>;
  readonly state: 'open' | 'committed' | 'rolled-back' | 'lost';
}

/** A row as the server writes its values, by column; null is NULL. */
export type RowTexts = Readonly<Record<string, string | null>>;

export type RowChange =
  | { readonly type: 'inserted'; readonly key: RowTexts; readonly row: RowTexts }
  | { readonly type: 'deleted'; readonly key: RowTexts; readonly row: RowTexts }
  | {
      readonly type: 'updated';
      readonly key: RowTexts;
      /** The columns whose values differ, in the table's order. */
      readonly changes: readonly {
        readonly column: string;
        readonly from: string | null;
        readonly to: string | null;
      }[];
    };

export interface TableReview {
  readonly schema: string;
  readonly table: string;
  readonly inserted: number;
  /** Rows written again with the same values are not among them. */
  readonly updated: number;
  readonly deleted: number;
  /** The first of them, `rowLimit` at most. */
  readonly rows: readonly RowChange[];
  readonly isTruncated: boolean;
  /** Why the rows cannot be told one by one (the table was truncated, rewritten, has no earlier version…); null where they are. */
  readonly note: string | null;
}

export interface SandboxReview {
  /** By schema and name; those without a change are left out. */
  readonly tables: readonly TableReview[];
  /** What DDL did to the schema. */
  readonly schema: SchemaDifference;
  /** Sequences drawn from, `schema.name`: what was drawn stays drawn, whatever becomes of the transaction. */
  readonly sequences: readonly string[];
}
