/**
 * Reads the page a spec asks for, whichever way its order allows: by keys, or by counting rows off where nothing tells rows
 * apart. What one statement reads, of a table or through a model, is the caller's.
 */
import { ConsoleError } from '../../errors.ts';
import type { Bookmark, Page, PagePlace, QuerySpec } from '../query-spec.ts';
import type { KeyTerm } from './key-term.ts';
import { readWindow, type KeyPlace } from './read-window.ts';
import type { Stretch } from './stretches.ts';
import type { TotalOrder } from './table-order.ts';

/** One statement of a page. */
export interface PartRequest {
  readonly stretch: Stretch | null;
  readonly terms: readonly KeyTerm[];
  readonly limit: number | null;
  readonly offset: number;
  /** True when the rows' keys are wanted, for bookmarks. */
  readonly withKeys: boolean;
}

/** A row and its place in the order; null while that is not known. */
export interface Bookmarked {
  readonly bookmark: Bookmark | null;
}

export interface PageSource<Row extends Bookmarked> {
  readonly read: (request: PartRequest) => Promise<readonly Row[]>;
  /** Rows in all; asked for only to find the end of rows that can be counted off only. */
  readonly count: () => Promise<number>;
}

export interface PagedRows<Row> extends Pick<Page, 'hasBefore' | 'hasAfter' | 'paging'> {
  readonly rows: readonly Row[];
}

/** True when the spec asks for some of its rows, not all: their order must then be total. */
export function isPaged({ limit, place }: Pick<QuerySpec, 'limit' | 'place'>): boolean {
  return limit !== null || place.type !== 'start';
}

/** All that the spec asks for, as one statement without keys. */
export function wholePart(
  spec: Pick<QuerySpec, 'limit' | 'place'>,
  { terms, asked }: TotalOrder,
): PartRequest {
  return {
    stretch: null,
    terms: isPaged(spec) ? terms : terms.slice(0, asked),
    limit: spec.limit,
    offset: spec.place.type === 'offset' ? spec.place.offset : 0,
    withKeys: false,
  };
}

/** Rejects with `bookmark-mismatch` for a bookmark of another order. */
export async function readPaged<Row extends Bookmarked>(
  spec: Pick<QuerySpec, 'limit' | 'place'>,
  order: TotalOrder,
  source: PageSource<Row>,
): Promise<PagedRows<Row>> {
  const { place, limit } = spec;
  if (!isPaged(spec)) {
    const terms = order.terms.slice(0, order.asked);
    const rows = await source.read({ stretch: null, terms, limit: null, offset: 0, withKeys: false });
    return { rows, hasBefore: false, hasAfter: false, paging: pagingOf(order) };
  }
  if (order.type === 'offset') return countedOff(place, limit, order, source);
  if (place.type === 'offset') return skipped(place.offset, limit, order, source, true);
  const window = await readWindow(
    keyPlaceOf(place, order.terms),
    limit,
    order.terms,
    (stretch, terms, count) => source.read({ stretch, terms, limit: count, offset: 0, withKeys: true }),
  );
  return { paging: { method: 'keys' }, ...window };
}

function pagingOf(order: TotalOrder): Page['paging'] {
  return order.type === 'keys' ? { method: 'keys' } : { method: 'offset', why: order.why };
}

function keyPlaceOf(
  place: Exclude<PagePlace, { readonly type: 'offset' }>,
  terms: readonly KeyTerm[],
): KeyPlace {
  if (!('bookmark' in place)) return place;
  const { bookmark } = place;
  if (bookmark.type !== 'keys' || bookmark.keys.length !== terms.length) throw mismatch();
  return { type: place.type, keys: bookmark.keys };
}

/** Pages of rows that nothing tells apart: they begin at a number, and can shift while they are read. */
async function countedOff<Row extends Bookmarked>(
  place: PagePlace,
  limit: number | null,
  order: TotalOrder,
  source: PageSource<Row>,
): Promise<PagedRows<Row>> {
  const from = async (): Promise<{ readonly start: number; readonly rows: number | null }> => {
    switch (place.type) {
      case 'start':
        return { start: 0, rows: limit };
      case 'offset':
        return { start: place.offset, rows: limit };
      case 'end': {
        const count = await source.count();
        const rows = limit ?? count;
        return { start: Math.max(0, count - rows), rows };
      }
      case 'at':
        return { start: offsetOf(place.bookmark), rows: 1 };
      case 'from':
        return { start: offsetOf(place.bookmark), rows: limit };
      case 'after':
        return { start: offsetOf(place.bookmark) + 1, rows: limit };
      case 'before': {
        const end = offsetOf(place.bookmark);
        const rows = Math.min(end, limit ?? end);
        return { start: end - rows, rows };
      }
    }
  };
  const { start, rows } = await from();
  return skipped(start, rows, order, source, false);
}

async function skipped<Row extends Bookmarked>(
  offset: number,
  limit: number | null,
  order: TotalOrder,
  source: PageSource<Row>,
  withKeys: boolean,
): Promise<PagedRows<Row>> {
  const read = await source.read({
    stretch: null,
    terms: order.terms,
    limit: limit === null ? null : limit + 1,
    offset,
    withKeys,
  });
  const shown = limit === null ? read : read.slice(0, limit);
  const numbered = withKeys
    ? shown
    : shown.map((row, index): Row => ({ ...row, bookmark: { type: 'offset', offset: offset + index } }));
  return {
    rows: numbered,
    hasBefore: offset > 0,
    hasAfter: read.length > shown.length,
    paging: pagingOf(order),
  };
}

function offsetOf(bookmark: Bookmark): number {
  if (bookmark.type === 'offset') return bookmark.offset;
  throw mismatch();
}

function mismatch(): ConsoleError {
  return new ConsoleError('The place in the table belongs to another order of its rows.', {
    code: 'bookmark-mismatch',
    remedy: 'Read from the start again.',
  });
}
