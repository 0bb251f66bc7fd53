/** What is asked of typed SQL and what comes of it: plain data, the same for the command and the console. */
import type { TransactionStatus } from '../../database/client.ts';
import type { Page, SqlSource } from '../query-spec.ts';
import type { StatementKind } from './classify.ts';

/** One statement in a text: errors are told by their place in all of it. */
export interface SqlRequest {
  readonly text: string;
  /** UTF-16 offsets of the statement, without its semicolon. */
  readonly start: number;
  readonly end: number;
  readonly parameters: SqlSource['parameters'];
}

export interface SqlRun extends SqlRequest {
  /**
   * True when what it changes was agreed to, or nobody is there to be asked. Without it a read that turns out to change
   * something, through a function that it calls, is refused with `sql-writes` before it has.
   */
  readonly isAgreed: boolean;
  /** Rows of the first page of what can be read on by parts; null for all rows at once. */
  readonly limit: number | null;
  /** As in a QuerySpec. */
  readonly clipBytes: number | null;
}

/** What came of one statement. */
export interface SqlResult {
  /** What it is called where there are several: of a command what it lists. */
  readonly title: string | null;
  /** The command tag's word; `SELECT` of pages. */
  readonly command: string;
  /** Rows that were given or changed; null where the server does not say, and of a first page. */
  readonly rowCount: number | null;
  /** Null for a statement that gives no rows. */
  readonly page: Page | null;
  /** Where its rows are read from; null without rows. */
  readonly source: SqlSource | null;
  /** What the server said beside: `NOTICE: …`, or what stands below a listing. */
  readonly notices: readonly string[];
  readonly durationMs: number;
  readonly transaction: TransactionStatus;
}

/** What has to be agreed to before a statement runs. */
export interface SqlQuestion {
  /** `code`: it runs code of which nobody can say what it changes. */
  readonly reason: 'changes' | 'code' | NonNullable<StatementKind['danger']>;
  /** `UPDATE` */
  readonly verb: string;
  /** The table as it was written; null where none is known. */
  readonly target: string | null;
  /** Rows that it would touch; null where nobody can say. */
  readonly rows: number | null;
  /** `most`: no more than these. `estimate`: what the planner expects. */
  readonly precision: 'exact' | 'most' | 'estimate';
}

export interface SqlForecast {
  readonly kind: StatementKind;
  /** Null for what may run at once. */
  readonly question: SqlQuestion | null;
  readonly transaction: TransactionStatus;
}
