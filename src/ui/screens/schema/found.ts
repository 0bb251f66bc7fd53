/** What a search finds, in groups, with the letters that matched; nothing typed finds every model and table. */
import type { SchemaDescription } from '../../../schema/description.ts';
import { fuzzyHits } from '../../fuzzy-match.ts';
import { rememberLast } from '../../paint/remember-last.ts';
import { entryKinds, schemaEntries, type EntryKind, type SchemaEntry } from './entries.ts';

export interface Hit {
  readonly entry: SchemaEntry;
  /** Indexes of the matched letters in its text, ascending. */
  readonly letters: readonly number[];
}

export type FoundLine =
  | { readonly type: 'heading'; readonly kind: EntryKind; readonly count: number }
  /** `index` counts hits alone. */
  | { readonly type: 'hit'; readonly hit: Hit; readonly index: number };

export interface Found {
  readonly lines: readonly FoundLine[];
  readonly hits: readonly Hit[];
}

/** Of each kind. */
const mostHits = 60;

export const foundIn = rememberLast((schema: SchemaDescription, search: string): Found => {
  const entries = schemaEntries(schema);
  const wanted = search.trim();
  const groups = entryKinds.map((kind) => ({ kind, hits: hitsOf(kind, entries, wanted) }));
  // A column whose attribute was found is on the same row.
  const named = new Set(groups.find(({ kind }) => kind === 'attribute')?.hits.map(placeOf));
  for (const group of groups) {
    if (group.kind === 'column') group.hits = group.hits.filter((hit) => !named.has(placeOf(hit)));
  }
  const hits = groups.flatMap((group) => group.hits);
  const lines: FoundLine[] = [];
  let index = 0;
  for (const group of groups) {
    if (group.hits.length === 0) continue;
    lines.push({ type: 'heading', kind: group.kind, count: group.hits.length });
    for (const hit of group.hits) {
      lines.push({ type: 'hit', hit, index });
      index += 1;
    }
  }
  return { lines, hits };
});

function placeOf({ entry: { node, row } }: Hit): string {
  return JSON.stringify([node, row]);
}

function hitsOf(kind: EntryKind, entries: readonly SchemaEntry[], wanted: string): readonly Hit[] {
  const ofKind = entries.filter((entry) => entry.kind === kind);
  if (wanted === '') return kind === 'model' ? ofKind.map((entry) => ({ entry, letters: [] })) : [];
  if (kind === 'comment') return ofKind.flatMap((entry) => commentHit(entry, wanted)).slice(0, mostHits);
  // `User.email` is looked for as a whole.
  const isPath = wanted.includes('.');
  return fuzzyHits(wanted, ofKind, ({ before, text }) => (isPath ? before + text : text), mostHits).map(
    ({ item, letters }) => {
      const offset = isPath ? item.before.length : 0;
      return { entry: item, letters: letters.map((at) => at - offset).filter((at) => at >= 0) };
    },
  );
}

/** Sentences are looked through by words: letters in order are in nearly every one. */
function commentHit(entry: SchemaEntry, wanted: string): readonly Hit[] {
  const text = entry.text.toLowerCase();
  const letters = new Set<number>();
  for (const word of wanted.toLowerCase().split(/\s+/)) {
    const at = text.indexOf(word);
    if (at === -1) return [];
    for (let letter = at; letter < at + word.length; letter += 1) letters.add(letter);
  }
  return [{ entry, letters: [...letters].sort((a, b) => a - b) }];
}
