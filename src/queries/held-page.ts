/** A page of rows that are all here, whatever they were read by: there is nothing before it and nothing behind it. */
import type { Page, PageColumn, Value } from './query-spec.ts';

/** How the rows were read; of rows that no statement of ours read there is nothing to say. */
export type HeldReading = Pick<Page, 'sql' | 'shortSql' | 'durationMs'>;

const unread: HeldReading = { sql: '', shortSql: '', durationMs: 0 };

/** `why`: the end of "Pages are counted off, because …". */
export function heldPage(
  columns: readonly PageColumn[],
  rows: readonly (readonly Value[])[],
  why: string,
  reading = unread,
): Page {
  return {
    columns,
    rows,
    bookmarks: rows.map((_, offset) => ({ type: 'offset', offset })),
    clipped: [],
    hasBefore: false,
    hasAfter: false,
    paging: { method: 'offset', why },
    ...reading,
  };
}
