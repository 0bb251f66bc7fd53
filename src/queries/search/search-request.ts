/**
 * What a search through all rows is asked for, how far it is and what came of it: plain data, the same for the command and the
 * console.
 */
import type { Page, QuerySpec } from '../query-spec.ts';

/** Where a search goes on; to be handed back with the same spec and nothing else. */
export interface SearchPlace {
  readonly at:
    /** After the row with these keys; null for the first row of that part of the order (NULLs are a part of their own). */
    | { readonly walk: 'keys'; readonly part: number; readonly keys: readonly (string | null)[] | null }
    /** At a block of the table's file. */
    | { readonly walk: 'blocks'; readonly block: number };
  /** Rows that lie before it. */
  readonly searchedRows: number;
  /** How many rows the next statement is to go through. */
  readonly stretchLength: number;
}

export interface SearchRequest {
  /**
   * Its `search` is the text. After `limit` rows the search stops; the rows of the statement that found them all come, so there
   * may be a few more. Its `place` is not heeded.
   */
  readonly spec: QuerySpec;
  /** Then the statement under way is cancelled on the server and the search stops. */
  readonly timeLimitMs: number;
  /** Null from the first row. */
  readonly from: SearchPlace | null;
}

/** Told after every statement. Rows are told once. */
export interface SearchProgress {
  /** The rows found since; the first one told has the columns, whether or not there are rows. */
  readonly page: Page;
  /** Rows found in this call. */
  readonly foundRows: number;
  /** Rows gone through since the first row of all, to the search and to what the filter left alone alike. */
  readonly searchedRows: number | null;
  /** The planner's number of those there are; null where it has none. */
  readonly rowEstimate: number | null;
  /** Where to go on; null where that is not possible. */
  readonly place: SearchPlace | null;
}

export interface SearchOutcome {
  readonly foundRows: number;
  /** Of rows that one statement went through the planner's number; null where nobody knows how far it was. */
  readonly searchedRows: number | null;
  readonly rowEstimate: number | null;
  readonly durationMs: number;
  /** `end`: every row was looked at. */
  readonly stopped: 'end' | 'time' | 'rows';
  /** Null at the end, and where a search cannot go on; then only a longer time helps. */
  readonly place: SearchPlace | null;
  /**
   * `asked`: found rows come in the order of the spec. `storage`: in that of the table's file, which is read faster than the order
   * has it or where no index has the order.
   */
  readonly order: 'asked' | 'storage';
}

export type SearchReceiver = (progress: SearchProgress) => void;
