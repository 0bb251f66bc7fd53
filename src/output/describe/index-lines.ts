/** An index as a line for people: what it is on, its size and its use. */
import type { IndexDescription } from '../../database/catalog-description.ts';
import type { TableDescription } from '../../schema/description.ts';
import { byteText } from '../byte-text.ts';
import { counted } from '../measures.ts';
import type { OutlineEntry } from './outline.ts';

/** `notes` are further words about it. */
export function indexEntry(index: IndexDescription, notes: readonly string[]): OutlineEntry {
  const kind = index.isPrimary
    ? 'primary key'
    : index.isUnique
      ? index.constraint === null
        ? 'unique'
        : 'unique constraint'
      : index.constraint === null
        ? ''
        : 'exclusion constraint';
  const words = [
    kind,
    index.method === 'btree' ? '' : index.method,
    `(${index.keys.map(keyText).join(', ')})`,
  ];
  const tail = [
    index.included.length === 0 ? '' : `including ${index.included.join(', ')}`,
    index.predicate === null ? '' : `where ${index.predicate}`,
    index.isNullsNotDistinct ? 'nulls not distinct' : '',
    index.options.length === 0 ? '' : `with ${index.options.join(', ')}`,
    index.tablespace === null ? '' : `in tablespace ${index.tablespace}`,
  ];
  const state = [
    index.isValid ? '' : 'INVALID: no query uses it',
    index.isClustered ? 'clustered' : '',
    index.isReplicaIdentity ? 'replica identity' : '',
    byteText(index.byteLength),
    counted(index.scanCount, 'scan'),
    ...notes,
  ];
  const said = [...words, ...tail].filter((word) => word !== '').join(' ');
  return {
    label: index.name,
    lines: [`${said}, ${state.filter((word) => word !== '').join(', ')}`, ...commented(index)],
  };
}

function keyText(key: IndexDescription['keys'][number]): string {
  const { text, isDescending, isNullsFirst, operatorClass, operatorClassOptions, collation } = key;
  const nulls = isNullsFirst === isDescending ? '' : isNullsFirst ? ' nulls first' : ' nulls last';
  const options = operatorClassOptions.length === 0 ? '' : ` (${operatorClassOptions.join(', ')})`;
  return [
    text,
    collation === null ? '' : ` collate ${collation}`,
    operatorClass === null ? '' : ` ${operatorClass}`,
    options,
    isDescending ? ' desc' : '',
    nulls,
  ].join('');
}

/** Whether the database holds its values unique, by an index of its own other than the primary key's. */
export function isUniqueAlone({ indexes }: TableDescription, column: string): boolean {
  return indexes.some(
    ({ isUnique, isPrimary, predicate, keys }) =>
      isUnique && !isPrimary && predicate === null && keys.length === 1 && keys[0]?.column === column,
  );
}

/** A comment as a line, where there is one. */
export function commented({ comment }: { readonly comment: string | null }): readonly string[] {
  return comment === null ? [] : [`“${comment}”`];
}
