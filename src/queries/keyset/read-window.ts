/**
 * Reads the rows at a place of a totally ordered result: forwards from the start or a row, backwards from the end or a row.
 * The statements themselves are the caller's; here is which are needed, and in which order their rows stand.
 */
import { reversedTerms, type KeyTerm, type KeyValues } from './key-term.ts';
import { stretchAt, stretchesAfter, type Stretch } from './stretches.ts';

/** Where the rows are wanted. `from` begins with the row itself, if it is still there; `at` is that row alone. */
export type KeyPlace =
  | { readonly type: 'start' | 'end' }
  | { readonly type: 'after' | 'before' | 'from' | 'at'; readonly keys: KeyValues };

/** Reads the rows of one stretch (null: all rows), in the order of `terms`, at most `limit` of them (null: all). */
export type ReadStretch<Row> = (
  stretch: Stretch | null,
  terms: readonly KeyTerm[],
  limit: number | null,
) => Promise<readonly Row[]>;

export interface Window<Row> {
  /** In the order of the terms, whichever way they were read. */
  readonly rows: readonly Row[];
  /** True when rows lie before the first. After a row that has gone this is its own doing: then it may be false. */
  readonly hasBefore: boolean;
  readonly hasAfter: boolean;
}

/** At most `limit` rows (null: all that lie in the direction). One row more is asked for, to know whether others follow. */
export async function readWindow<Row>(
  place: KeyPlace,
  limit: number | null,
  terms: readonly KeyTerm[],
  read: ReadStretch<Row>,
): Promise<Window<Row>> {
  const isBackwards = place.type === 'end' || place.type === 'before';
  const ordered = isBackwards ? reversedTerms(terms) : terms;
  const rows: Row[] = [];
  for (const stretch of stretchesOf(place, ordered)) {
    const wanted = limit === null ? null : limit + 1 - rows.length;
    if (wanted !== null && wanted <= 0) break;
    rows.push(...(await read(stretch, ordered, wanted)));
  }
  const hasMore = limit !== null && rows.length > limit;
  const shown = hasMore ? rows.slice(0, limit) : rows;
  const isInside = place.type !== 'start' && place.type !== 'end';
  return isBackwards
    ? { rows: shown.reverse(), hasBefore: hasMore, hasAfter: isInside }
    : { rows: shown, hasBefore: isInside, hasAfter: hasMore };
}

function stretchesOf(place: KeyPlace, ordered: readonly KeyTerm[]): readonly (Stretch | null)[] {
  switch (place.type) {
    case 'start':
    case 'end':
      return [null];
    case 'after':
    case 'before':
      return stretchesAfter(ordered, place.keys);
    case 'at':
      return [stretchAt(ordered, place.keys)];
    case 'from':
      return [stretchAt(ordered, place.keys), ...stretchesAfter(ordered, place.keys)];
  }
}
