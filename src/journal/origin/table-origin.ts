/**
 * Which migrations made a table and its columns, and which changed them last: followed through what the migrations would send, in
 * their order, renames included. Pure.
 */
import { isSameTable, type Change, type TableName } from '../lint/sql/operation.ts';

/** A migration, and the line of its file that calls for it where that can be told. */
export interface OriginPlace {
  readonly migration: string;
  readonly line: number | null;
}

export interface ColumnOrigin {
  readonly column: string;
  /** Null where no recorded migration makes it. */
  readonly made: OriginPlace | null;
  /** The last that renamed it, or changed its type or nullability; null for none since it was made. */
  readonly changed: OriginPlace | null;
}

export interface TableOrigin {
  readonly made: OriginPlace | null;
  /** The last that changed the table in any way, its columns and indexes included; null for none since it was made. */
  readonly changed: OriginPlace | null;
  /** Columns that migrations know, in the order they were made. */
  readonly columns: readonly ColumnOrigin[];
  /** Migrations that could not be followed to their end, a sentence each. */
  readonly remarks: readonly string[];
}

export interface PlacedChange {
  readonly change: Change;
  readonly place: OriginPlace;
}

interface FollowedTable {
  name: TableName;
  readonly made: OriginPlace;
  changed: OriginPlace | null;
  columns: ColumnOrigin[];
}

/** What is left of `wanted` at the end; nothing where no migration makes it, or the last drops it. */
export function originOf(changes: readonly PlacedChange[], wanted: TableName): Omit<TableOrigin, 'remarks'> {
  let tables: readonly FollowedTable[] = [];
  for (const { change, place } of changes) tables = follow(tables, change, place);
  const found = tables.find(({ name }) => isSameTable(name, wanted));
  return { made: found?.made ?? null, changed: found?.changed ?? null, columns: found?.columns ?? [] };
}

function follow(
  tables: readonly FollowedTable[],
  change: Change,
  place: OriginPlace,
): readonly FollowedTable[] {
  if (!('table' in change) || change.type === 'write-rows') return tables;
  if (change.type === 'create-table') {
    // Made again without being dropped: IF NOT EXISTS, which leaves the first.
    if (tables.some(({ name }) => isSameTable(name, change.table))) return tables;
    const columns = change.columns.map(({ name }) => ({ column: name, made: place, changed: null }));
    return [...tables, { name: change.table, made: place, changed: null, columns }];
  }
  const table = tables.find(({ name }) => isSameTable(name, change.table));
  if (table === undefined) return tables;
  if (change.type === 'drop-table') return tables.filter((other) => other !== table);
  if (change.type === 'rename-table') table.name = { ...table.name, name: change.newName };
  table.columns = columnsAfter(table.columns, change, place);
  table.changed = place;
  return tables;
}

function columnsAfter(columns: readonly ColumnOrigin[], change: Change, place: OriginPlace): ColumnOrigin[] {
  switch (change.type) {
    case 'add-column':
      return columns.some(({ column }) => column === change.column.name)
        ? [...columns]
        : [...columns, { column: change.column.name, made: place, changed: null }];
    case 'drop-column':
      return columns.filter(({ column }) => column !== change.column);
    case 'rename-column':
      return columns.map((one) =>
        one.column === change.column ? { ...one, column: change.newName, changed: place } : one,
      );
    case 'alter-type':
    case 'set-not-null':
    case 'drop-not-null':
      return columns.map((one) => (one.column === change.column ? { ...one, changed: place } : one));
    default:
      return [...columns];
  }
}
