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
