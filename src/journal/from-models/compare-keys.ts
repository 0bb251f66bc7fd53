/**
 * Constraints and indexes of one table, matched by what they say: a key is not dropped and made again because Sequelize would have
 * called it otherwise, and a unique constraint is as good as a unique index. Pure.
 */
import type { Change } from './change.ts';
import type { CompareOptions, Comparison, Kept } from './comparison.ts';
import type { IndexState, KeyState, TableName, TableState } from './schema-state.ts';
import { keyColumns, mentions, namelessIndex, plainIndex } from './sql-names.ts';

/** Columns of the live table that will be gone: what stands on them cannot stay. */
type Gone = readonly string[];

export function compareKeys(
  place: TableName,
  live: TableState,
  wanted: TableState,
  gone: Gone,
  { keeps }: Pick<CompareOptions, 'keeps'>,
): Comparison {
  const changes: Change[] = [];
  const kept: Kept[] = [];
  const wantedWords = new Set([...wanted.keys.map(keyWords), ...wanted.indexes.map(indexWords)]);
  const liveWords = new Set([...live.keys.map(keyWords), ...live.indexes.map(indexWords)]);
  const missingKeys = wanted.keys.filter((key) => !liveWords.has(keyWords(key)));
  const missingIndexes = wanted.indexes.filter((index) => !liveWords.has(indexWords(index)));
  const taken = new Set([...missingKeys, ...missingIndexes].map(({ name }) => name));
  const isInTheWay = ({ name, definition }: IndexState) =>
    taken.has(name) || gone.some((column) => mentions(definition, column));

  for (const key of live.keys) {
    if (wantedWords.has(keyWords(key)) && !isInTheWay(key)) continue;
    const why = isInTheWay(key) ? null : whyKept(key, wanted, keeps);
    if (why === null) changes.push({ type: 'drop-key', place, key });
    else if (why !== 'primary')
      kept.push({ what: 'constraint', place, name: key.name, why: why === 'asked' ? 'asked' : 'unsayable' });
  }
  for (const index of live.indexes) {
    if (wantedWords.has(indexWords(index)) && !isInTheWay(index)) continue;
    if (keeps.has('indexes') && !isInTheWay(index))
      kept.push({ what: 'index', place, name: index.name, why: 'asked' });
    else changes.push({ type: 'drop-index', place, index });
  }
  for (const key of missingKeys) changes.push({ type: 'add-key', place, key });
  for (const index of missingIndexes) changes.push({ type: 'add-index', place, index });
  return { changes, kept };
}

/** Null when nothing keeps it. A primary key is only ever exchanged for another one. */
function whyKept(
  { kind }: KeyState,
  wanted: TableState,
  keeps: CompareOptions['keeps'],
): 'asked' | 'unsayable' | 'primary' | null {
  switch (kind) {
    case 'check':
    case 'exclusion':
      return 'unsayable';
    case 'primary key':
      return wanted.keys.some((key) => key.kind === 'primary key') ? null : 'primary';
    case 'unique':
    case 'foreign key':
      return keeps.has('constraints') ? 'asked' : null;
  }
}

/** Equal for keys that ask for the same. */
function keyWords({ kind, definition }: KeyState): string {
  const columns = keyColumns(definition);
  if (columns !== null) return `${kind} ${JSON.stringify([...columns].sort())}`;
  return `${kind} ${definition.replace(/ NOT VALID$/, '')}`;
}

function indexWords({ name, definition }: IndexState): string {
  const plain = plainIndex(definition);
  if (plain?.isUnique === true && plain.method === 'btree')
    return `unique ${JSON.stringify([...plain.columns].sort())}`;
  return namelessIndex(definition, name);
}
