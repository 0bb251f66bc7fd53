/**
 * Takes a row of a paging statement apart: the values, what was clipped of them, and the keys that bookmark it.
 */
import type { Bookmark, ClippedCell, Value } from '../query-spec.ts';
import type { Clip } from './clip.ts';

/**
 * A row as it was read: whole values first, whatever else was selected behind.
 *
 * Where rows and pages are put together, what is spread comes last: V8 lays out an object that grows after a spread where only a full
 * collection finds it, and with it all that it holds. A session that leafed through 100,000 rows grew by 30 MB before one came.
 */
export interface PageRow {
  readonly values: readonly Value[];
  readonly clipped: readonly Omit<ClippedCell, 'row'>[];
  readonly bookmark: Bookmark | null;
}

/** The rows' values and, beside them, their bookmarks and clipped cells as a page holds them. */
export function pageRows(rows: readonly PageRow[]): {
  readonly rows: readonly (readonly Value[])[];
  readonly bookmarks: readonly Bookmark[];
  readonly clipped: readonly ClippedCell[];
} {
  return {
    rows: rows.map(({ values }) => values),
    bookmarks: rows.flatMap(({ bookmark }) => bookmark ?? []),
    clipped: rows.flatMap(({ clipped }, row) => clipped.map((cell) => ({ row, ...cell }))),
  };
}

/** Puts the beginnings of clipped values in their places. `clips[j]` is what was clipped of `values[j]`, null for nothing. */
export function withClips(
  values: readonly Value[],
  clips: readonly (Clip | null)[],
): Pick<PageRow, 'values' | 'clipped'> {
  const clipped: Omit<ClippedCell, 'row'>[] = [];
  const shown = values.map((value, column) => {
    const clip = clips[column] ?? null;
    if (clip === null) return value;
    clipped.push({ column, byteLength: clip.byteLength });
    return clip.beginning;
  });
  return { values: shown, clipped };
}
