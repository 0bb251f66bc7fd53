/**
 * Constraints and indexes of one table: those that differ go and come. A key is not dropped and made again because Sequelize would have
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
  { keeps, judgement }: Pick<CompareOptions, 'keeps' | 'judgement'>,
): Comparison {
  const changes: Change[] = [];
  const kept: Kept[] = [];
  const isMissing = (type: 'constraint' | 'index') => (own: IndexState) =>
    judgement.keyVerdict('models', place, type, own.name) === 'differs';
  const missing = [
    ...wanted.keys.filter(isMissing('constraint')),
    ...wanted.indexes.filter(isMissing('index')),
  ];
  const taken = new Set(missing.map(({ name }) => name));
  const isInTheWay = ({ name, definition }: IndexState) =>
    taken.has(name) || gone.some((column) => mentions(definition, column));
  const words = { dropped: new Set<string>(), left: new Set<string>() };

  for (const key of live.keys) {
    const verdict = judgement.keyVerdict('database', place, 'constraint', key.name);
    const isAsked = keeps.has('constraints') && (key.kind === 'unique' || key.kind === 'foreign key');
    if (isInTheWay(key) || (verdict === 'differs' && !isAsked)) {
      changes.push({ type: 'drop-key', place, key });
      words.dropped.add(keyWords(key));
      continue;
    }
    words.left.add(keyWords(key));
    if (verdict === 'agrees' || (verdict === 'unsaid' && key.kind === 'primary key')) continue;
    const why = key.kind === 'foreign key' ? 'unread' : 'unsayable';
    kept.push({ what: 'constraint', place, name: key.name, why: verdict === 'differs' ? 'asked' : why });
  }
  for (const index of live.indexes) {
    const verdict = judgement.keyVerdict('database', place, 'index', index.name);
    if (isInTheWay(index) || (verdict === 'differs' && !keeps.has('indexes'))) {
      changes.push({ type: 'drop-index', place, index });
      words.dropped.add(indexWords(index));
      continue;
    }
    words.left.add(indexWords(index));
    if (verdict !== 'agrees')
      kept.push({ what: 'index', place, name: index.name, why: verdict === 'differs' ? 'asked' : 'silent' });
  }
  // What had to go for its name, and is wanted under another one, comes back.
  const isLost = (own: string) => words.dropped.has(own) && !words.left.has(own);
  for (const key of wanted.keys)
    if (missing.includes(key) || isLost(keyWords(key))) changes.push({ type: 'add-key', place, key });
  for (const index of wanted.indexes)
    if (missing.includes(index) || isLost(indexWords(index)))
      changes.push({ type: 'add-index', place, index });
  return { changes, kept };
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
