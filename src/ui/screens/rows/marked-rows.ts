/**
 * Marked rows: known by their bookmarks, so that they stay marked while pages come and go. What was read of them is kept,
 * for the page they came in may be let go; another order or filter takes the marks off.
 */
import type { Bookmark, Value } from '../../../queries/query-spec.ts';

export interface RowHere {
  readonly position: number;
  readonly bookmark: Bookmark;
  /** In the order of the page's columns, hidden ones among them. */
  readonly values: readonly Value[];
  /** Columns whose values came clipped → bytes of the whole. */
  readonly clips: ReadonlyMap<number, number | null>;
}

export interface Marks {
  readonly rows: ReadonlyMap<string, RowHere>;
  /** The row marked last, from which a range is marked. */
  readonly anchor: string | null;
}

export const noMarks: Marks = { rows: new Map(), anchor: null };
