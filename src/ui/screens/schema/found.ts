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

/** What is found, and a hit once it is listed. */
interface Candidate {
  readonly entry: SchemaEntry;
  readonly letters: () => readonly number[];
}

export type FoundLine =
  /** `count` of them were found, of which the first `shown` follow. */
  | { readonly type: 'heading'; readonly kind: EntryKind; readonly count: number; readonly shown: number }
  /** `index` counts hits alone. */
  | { readonly type: 'hit'; readonly hit: Hit; readonly index: number };

export interface Found {
  readonly lines: readonly FoundLine[];
  readonly hits: readonly Hit[];
  /** Those that are left out, too. */
  readonly count: number;
}

/** Listed of each kind. */
const mostHits = 60;

export const foundIn = rememberLast((schema: SchemaDescription, search: string): Found => {
  const entries = schemaEntries(schema);
  const wanted = search.trim();
  const groups = entryKinds.map((kind) => ({ kind, hits: hitsOf(kind, entries, wanted) }));
  // A column whose attribute was found is on the same row.
  const columns = groups.find(({ kind }) => kind === 'column');
  if (columns !== undefined && columns.hits.length > 0) {
    const named = new Set(groups.find(({ kind }) => kind === 'attribute')?.hits.map(placeOf));
    columns.hits = columns.hits.filter((hit) => !named.has(placeOf(hit)));
  }
  const count = groups.reduce((sum, group) => sum + group.hits.length, 0);
  const hits: Hit[] = [];
  const lines: FoundLine[] = [];
  for (const { kind, hits: all } of groups) {
    if (all.length === 0) continue;
    // Nothing typed is a list of all there is.
    const shown = wanted === '' ? all : all.slice(0, mostHits);
    lines.push({ type: 'heading', kind, count: all.length, shown: shown.length });
    for (const { entry, letters } of shown) {
      const hit: Hit = { entry, letters: letters() };
      lines.push({ type: 'hit', hit, index: hits.length });
      hits.push(hit);
    }
  }
  return { lines, hits, count };
});

function placeOf({ entry: { node, row } }: Candidate): string {
  return JSON.stringify([node, row]);
}

function hitsOf(kind: EntryKind, entries: readonly SchemaEntry[], wanted: string): readonly Candidate[] {
  const ofKind = entries.filter((entry) => entry.kind === kind);
  if (wanted === '') return kind === 'model' ? ofKind.map((entry) => ({ entry, letters: () => [] })) : [];
  if (kind === 'comment') return ofKind.flatMap((entry) => commentHit(entry, wanted));
  // `User.email` is looked for as a whole.
  const isPath = wanted.includes('.');
  return fuzzyHits(wanted, ofKind, ({ before, text }) => (isPath ? before + text : text)).map(
    ({ item, letters }) => {
      const offset = isPath ? item.before.length : 0;
      return {
        entry: item,
        letters: () =>
          letters()
            .map((at) => at - offset)
            .filter((at) => at >= 0),
      };
    },
  );
}

/** Sentences are looked through by words: letters in order are in nearly every one. */
function commentHit(entry: SchemaEntry, wanted: string): readonly Candidate[] {
  const text = entry.text.toLowerCase();
  const letters = new Set<number>();
  for (const word of wanted.toLowerCase().split(/\s+/)) {
    const at = text.indexOf(word);
    if (at === -1) return [];
    for (let letter = at; letter < at + word.length; letter += 1) letters.add(letter);
  }
  return [{ entry, letters: () => [...letters].sort((a, b) => a - b) }];
}
