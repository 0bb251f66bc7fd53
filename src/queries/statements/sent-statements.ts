/** What was sent for one call: its statements with their times and rows, and what they say together. Plain data. */
import type { Repeat } from './recognise-repeats.ts';

export interface SentStatement {
  readonly sql: string;
  /** Milliseconds, from sending to the last row; null where none was measured. */
  readonly durationMs: number | null;
  /** Rows returned or affected; null where it is not known. */
  readonly rowCount: number | null;
}

export interface SentStatements {
  /** In the order they ended. */
  readonly statements: readonly SentStatement[];
  /** N+1 reads among them, the most frequent first. */
  readonly repeats: readonly Repeat[];
}
