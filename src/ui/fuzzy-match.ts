/** Fuzzy search over names, the same for the sidebar and the palette. */
import fuzzysort from 'fuzzysort';

/** The items whose name matches, best first, equally good ones in their own order; all of them in their own order for an empty search. */
export function fuzzyMatches<T>(
  search: string,
  items: readonly T[],
  nameOf: (item: T) => string,
): readonly T[] {
  if (search.trim() === '') return items;
  return ranked(search.trim(), items, nameOf, 0).map(({ obj }) => obj.item);
}

export interface FuzzyHit<T> {
  readonly item: T;
  /** Indexes of the matched letters in its text, ascending. Of thousands few are looked at. */
  readonly letters: () => readonly number[];
}

/** Below it the letters are scattered over the text: fuzzysort gives 1 to the same text, 0.31 to `pwhash` in `passwordHash`. */
const leastScore = 0.3;

/** The items whose text matches well, best first, equally good ones in their own order. */
export function fuzzyHits<T>(
  search: string,
  items: readonly T[],
  textOf: (item: T) => string,
): readonly FuzzyHit<T>[] {
  return ranked(search, items, textOf, leastScore).map((result) => ({
    item: result.obj.item,
    letters: () => [...result.indexes].sort((a, b) => a - b),
  }));
}

/** fuzzysort itself gives equally good ones in any order. */
function ranked<T>(search: string, items: readonly T[], textOf: (item: T) => string, threshold: number) {
  const targets = items.map((item, place) => ({ item, place, text: textOf(item) }));
  const results = fuzzysort.go(search, targets, { key: 'text', threshold });
  return [...results].sort((a, b) => b.score - a.score || a.obj.place - b.obj.place);
}
