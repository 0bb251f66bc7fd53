/** The SQL that makes a table's keys of one meaning into those of another side. Pure. */
import { quoteIdentifier } from '../../database/quote.ts';
import type { TableName } from '../../journal/from-models/schema-state.ts';
import { placeSql } from '../../journal/from-models/sql-names.ts';
import type { OwnKey } from './own-keys.ts';

/** Empty where nothing is to be done. */
export function keySql(place: TableName, own: readonly OwnKey[], wanted: readonly OwnKey[]): string | null {
  const [first] = own;
  const [other] = wanted;
  if (own.length === 1 && wanted.length === 1 && first !== undefined && other !== undefined) {
    const isAlike = first.object.type === other.object.type && first.exactly === other.exactly;
    if (isAlike && first.object.name !== other.object.name) return renameSql(place, first, other);
  }
  const kept = new Set(
    own.filter((one) => wanted.some((same) => isSame(one, same))).map(({ object }) => object.name),
  );
  const dropped = own.filter(({ object }) => !kept.has(object.name));
  const added = wanted.filter((one) => !own.some((same) => isSame(one, same)));
  return [...dropped.map((one) => dropSql(place, one)), ...added.map((one) => addSql(place, one))].join('\n');
}

function renameSql(place: TableName, { object }: OwnKey, { object: wanted }: OwnKey): string {
  const to = quoteIdentifier(wanted.name);
  return object.type === 'index'
    ? `ALTER INDEX ${placeSql({ schema: place.schema, table: object.name })} RENAME TO ${to};`
    : `ALTER TABLE ${placeSql(place)} RENAME CONSTRAINT ${quoteIdentifier(object.name)} TO ${to};`;
}

function isSame(a: OwnKey, b: OwnKey): boolean {
  return a.object.name === b.object.name && a.definition === b.definition && a.meaning === b.meaning;
}

function dropSql(place: TableName, { object }: OwnKey): string {
  return object.type === 'index'
    ? `DROP INDEX ${placeSql({ schema: place.schema, table: object.name })};`
    : `ALTER TABLE ${placeSql(place)} DROP CONSTRAINT ${quoteIdentifier(object.name)};`;
}

function addSql(place: TableName, { object, definition }: OwnKey): string {
  return object.type === 'index'
    ? `${definition};`
    : `ALTER TABLE ${placeSql(place)} ADD CONSTRAINT ${quoteIdentifier(object.name)} ${definition};`;
}
