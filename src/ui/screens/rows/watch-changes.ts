/** Which cells of the rows in view are others than when they were read before. Pure. */
import type { Page, Value } from '../../../queries/query-spec.ts';
import { hasAfter, hasBefore, type RowWindow } from './window.ts';

export interface WatchChanges {
  /** Rows that changed, by rowKey: the names of their changed columns. */
  readonly cells: ReadonlyMap<string, ReadonlySet<string>>;
  /** Rows that were not there before. */
  readonly added: ReadonlySet<string>;
  /** How many rows that were there are gone from where they were. */
  readonly goneCount: number;
}

export const noChanges: WatchChanges = { cells: new Map(), added: new Set(), goneCount: 0 };

/** What a row is recognised by: its primary key, else its place in the order, else null. */
export function rowKey(page: Page, index: number): string | null {
  const row = page.rows[index];
  if (row === undefined) return null;
  const keys = page.columns.flatMap(({ isPrimaryKey }, column) =>
    isPrimaryKey ? [row[column] ?? null] : [],
  );
  if (keys.length > 0) return valueKey(keys);
  const bookmark = page.bookmarks[index];
  return bookmark?.type === 'keys' ? valueKey(bookmark.keys) : null;
}

/** Rows of the new reading that lie beyond what was read before are not new: nobody knows whether they were there. */
export function changesBetween(before: RowWindow, after: RowWindow): WatchChanges {
  const old = rowsOf(before);
  const read = [...rowsOf(after)];
  const places = read.flatMap(([key], place) => (old.has(key) ? [place] : []));
  const first = places[0] ?? 0;
  const last = places.at(-1) ?? -1;
  const cells = new Map<string, ReadonlySet<string>>();
  const added = new Set<string>();
  read.forEach(([key, row], place) => {
    const known = old.get(key);
    if (known !== undefined) {
      const changed = [...row].flatMap(([name, value]) => (known.get(name) === value ? [] : [name]));
      if (changed.length > 0) cells.set(key, new Set(changed));
    } else if ((place > first || !hasBefore(before)) && (place < last || !hasAfter(before))) {
      added.add(key);
    }
  });
  return { cells, added, goneCount: goneBetween([...old.keys()], new Set(read.map(([key]) => key))) };
}

/** Those between rows that are still here; what lies outside may only have been pushed out of the page. */
function goneBetween(old: readonly string[], read: ReadonlySet<string>): number {
  const last = old.findLastIndex((key) => read.has(key));
  const first = old.findIndex((key) => read.has(key));
  return old.slice(Math.max(0, first), last + 1).filter((key) => !read.has(key)).length;
}

/** Key → column → the value as text, by which values are compared. */
function rowsOf({ pages }: RowWindow): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const rows = new Map<string, ReadonlyMap<string, string>>();
  for (const page of pages) {
    page.rows.forEach((row, index) => {
      const key = rowKey(page, index);
      if (key === null) return;
      rows.set(key, new Map(page.columns.map(({ name }, column) => [name, valueKey(row[column] ?? null)])));
    });
  }
  return rows;
}

function valueKey(value: Value | readonly (string | null)[]): string {
  return JSON.stringify(value, (_key, part: unknown) => (typeof part === 'bigint' ? `${part}n` : part));
}
