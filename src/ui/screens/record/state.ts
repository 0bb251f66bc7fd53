/**
 * The record screen: every attribute of one row, then the associations that lead away from it. It keeps the row itself,
 * so that coming back needs no query.
 */
import type { PageColumn, ReadSource, Value } from '../../../queries/query-spec.ts';

export type RelationCount =
  | { readonly status: 'counting'; readonly requestId: number }
  /** Null when it could not be counted. */
  | { readonly status: 'counted'; readonly count: number | null };

export interface RecordScreen {
  readonly type: 'record';
  readonly id: number;
  readonly source: ReadSource;
  readonly columns: readonly PageColumn[];
  readonly values: readonly Value[];
  /** Columns whose values came clipped, and are being read whole. */
  readonly clipped: ReadonlySet<number>;
  /** The reading of the whole record; null when there is none. */
  readonly requestId: number | null;
  /** True after a step of a journal: it is read again, with the columns that there are now. */
  readonly isStale?: boolean;
  /** How many rows each relation leads to, by relationKey; none for what is not asked for yet. */
  readonly counts: ReadonlyMap<string, RelationCount>;
  /** Nullability, default and comment of each attribute. */
  readonly showsDetail: boolean;
  /** Index over attributes first, then relations. */
  readonly cursor: number;
  /** First painted line. */
  readonly top: number;
}
