/**
 * The rows of a table that are here: pages that join one another, and where they stand. Each row has a position that stays
 * its own while pages come and go at both ends; which position the table's first row has is known only where it was seen.
 */
import type { Bookmark, Page, Value } from '../../../queries/query-spec.ts';

export interface RowWindow {
  /** In the order of the rows; at least one, which may be empty. */
  readonly pages: readonly Page[];
  /** Position of the first row. */
  readonly start: number;
  /**
   * What positions count from: 0 is the first row of all, or −1 the last one. `middle` after a reading that began where rows may
   * have come or gone before it: then they are about right.
   */
  readonly countedFrom: 'start' | 'end' | 'middle';
}

/** Pages kept; the ones furthest from where rows are looked at are let go. */
export const pagesKept = 12;

/** The position after the last row. */
export function windowEnd({ pages, start }: RowWindow): number {
  return pages.reduce((end, page) => end + page.rows.length, start);
}

export function hasBefore({ pages }: RowWindow): boolean {
  return pages[0]?.hasBefore === true;
}

export function hasAfter({ pages }: RowWindow): boolean {
  return pages.at(-1)?.hasAfter === true;
}

/** Rows in all, where both ends were seen. */
export function windowTotal(window: RowWindow): number | null {
  return window.countedFrom === 'start' && !hasAfter(window) ? windowEnd(window) : null;
}

/** The row at a position; null when it is not here. */
export function windowRow(window: RowWindow, position: number): readonly Value[] | null {
  const place = placeInWindow(window, position);
  return place === null ? null : (place.page.rows[place.index] ?? null);
}

export function windowBookmark(window: RowWindow, position: number): Bookmark | null {
  const place = placeInWindow(window, position);
  return place === null ? null : (place.page.bookmarks[place.index] ?? null);
}

/** What of the row's cells was clipped: column → bytes of the whole value. */
export function windowClips(window: RowWindow, position: number): ReadonlyMap<number, number | null> {
  const place = placeInWindow(window, position);
  const cells = place?.page.clipped.filter(({ row }) => row === place.index) ?? [];
  return new Map(cells.map(({ column, byteLength }) => [column, byteLength]));
}

/** The page that has the row at a position, and its place there; null when it is not here. */
export function placeInWindow(
  { pages, start }: RowWindow,
  position: number,
): { readonly page: Page; readonly index: number } | null {
  let first = start;
  for (const page of pages) {
    if (position < first) return null;
    if (position < first + page.rows.length) return { page, index: position - first };
    first += page.rows.length;
  }
  return null;
}

/** The window that a reading from one end begins with. */
export function windowFrom(end: 'start' | 'end', page: Page): RowWindow {
  const start = end === 'start' ? 0 : -page.rows.length;
  return counted({ pages: [page], start, countedFrom: end });
}

/** A page that was read `after` or `before` the window, joined to it; the far end is let go when it grows too long. */
export function joined(window: RowWindow, side: 'before' | 'after', page: Page): RowWindow {
  if (side === 'after') {
    const pages = [...closed(window.pages, 'after', page), page].filter(isNeeded);
    const dropped = pages.slice(0, Math.max(0, pages.length - pagesKept));
    const start = dropped.reduce((position, { rows }) => position + rows.length, window.start);
    return counted({ ...window, pages: pages.slice(dropped.length), start });
  }
  const pages = [page, ...closed(window.pages, 'before', page)].filter(isNeeded);
  return counted({ ...window, pages: pages.slice(0, pagesKept), start: window.start - page.rows.length });
}

/** An empty page is kept only where there is no other. */
function isNeeded(page: Page, _index: number, pages: readonly Page[]): boolean {
  return page.rows.length > 0 || pages.every(({ rows }) => rows.length === 0);
}

/** Where nothing came any more, the page at that end is the last one after all. */
function closed(pages: readonly Page[], side: 'before' | 'after', page: Page): readonly Page[] {
  if (page.rows.length > 0) return pages;
  return side === 'after'
    ? pages.map((other, index) => (index === pages.length - 1 ? { ...other, hasAfter: false } : other))
    : pages.map((other, index) => (index === 0 ? { ...other, hasBefore: false } : other));
}

/** Once the first row of all is here, positions count from it. The caller moves its cursor by as much as `start` moved. */
function counted(window: RowWindow): RowWindow {
  return window.countedFrom === 'start' || hasBefore(window)
    ? window
    : { ...window, start: 0, countedFrom: 'start' };
}
