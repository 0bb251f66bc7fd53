/** What is to be copied from the grid, as data. */
import type { RowHere } from './marked-rows.ts';

/** The cell under the cursor; its column in the marked rows, else in those here; the marked rows, else the one under the cursor. */
export type CopyPart = 'cell' | 'column' | 'rows';
export type CopyFormat = 'text' | 'json' | 'insert' | 'where';

/** What is copied: `columns` are indexes of the page's columns. */
export interface CopyRequest {
  readonly part: CopyPart;
  readonly format: CopyFormat;
  readonly columns: readonly number[];
  readonly rows: readonly RowHere[];
}

/** A copy that waits for whole values. */
export interface CopyJob {
  readonly requestId: number;
  readonly request: CopyRequest;
}
