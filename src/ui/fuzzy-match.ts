/** Fuzzy search over names, the same for the sidebar and the palette. */
import fuzzysort from 'fuzzysort';

/** The items whose name matches, best first; all of them in their own order for an empty search. */
export function fuzzyMatches<T>(
  search: string,
  items: readonly T[],
  nameOf: (item: T) => string,
): readonly T[] {
  if (search.trim() === '') return items;
  const targets = items.map((item) => ({ item, name: nameOf(item) }));
  return fuzzysort.go(search.trim(), targets, { key: 'name' }).map((result) => result.obj.item);
}

export interface FuzzyHit<T> {
  readonly item: T;
  /** Indexes of the matched letters in its text, ascending. */
  readonly letters: readonly number[];
}

/** Below it the letters are scattered over the text: fuzzysort gives 1 to the same text, 0.31 to `pwhash` in `passwordHash`. */
const leastScore = 0.3;

/** The items whose text matches well, best first, `most` of them; equally good ones in their own order. */
export function fuzzyHits<T>(
  search: string,
  items: readonly T[],
  textOf: (item: T) => string,
  most: number,
): readonly FuzzyHit<T>[] {
  const targets = items.map((item) => ({ item, text: textOf(item) }));
  const results = fuzzysort.go(search, targets, { key: 'text', threshold: leastScore });
  return [...results]
    .sort((a, b) => b.score - a.score)
    .slice(0, most)
    .map((result) => ({ item: result.obj.item, letters: [...result.indexes].sort((a, b) => a - b) }));
}
