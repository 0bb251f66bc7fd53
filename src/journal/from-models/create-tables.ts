/** Tables to be made, in an order in which each finds those it refers to; keys that go round in a circle follow. Pure. */
import { cutName } from '../../database/quote.ts';
import type { Change } from './change.ts';
import { tableKey, type KeyState, type TableName, type TableState } from './schema-state.ts';
import { foreignKeyParts, keyColumns } from './sql-names.ts';

export function createTables(
  tables: readonly TableState[],
  exists: (place: TableName) => boolean,
): readonly Change[] {
  const made = new Set<string>();
  return inOrder(tables).flatMap((table) => {
    made.add(tableKey(table));
    const isThere = (place: TableName) => made.has(tableKey(place)) || exists(place);
    const isInline = (key: KeyState) => fitsInto(table, key, isThere);
    const place = { schema: table.schema, table: table.table };
    return [
      {
        type: 'create-table',
        table: { ...table, keys: table.keys.filter(isInline), indexes: [] },
        sql: null,
      } as const,
      ...table.keys.filter((key) => !isInline(key)).map((key) => ({ type: 'add-key', place, key }) as const),
      ...table.indexes.map((index) => ({ type: 'add-index', place, index }) as const),
    ];
  });
}

/** Those that are referred to first; where they go round in a circle, as they come. */
function inOrder(tables: readonly TableState[]): readonly TableState[] {
  const byKey = new Map(tables.map((table) => [tableKey(table), table]));
  const ordered = new Set<TableState>();
  const visit = (table: TableState, path: ReadonlySet<TableState>): void => {
    if (ordered.has(table) || path.has(table)) return;
    for (const { definition } of table.keys) {
      const parts = foreignKeyParts(definition);
      const next = parts === null ? undefined : byKey.get(tableKey(parts.table));
      if (next !== undefined) visit(next, new Set([...path, table]));
    }
    ordered.add(table);
  };
  for (const table of tables) visit(table, new Set());
  return [...ordered];
}

/** Whether createTable() can say it, and PostgreSQL would give it the same name. */
function fitsInto(
  { table, columns }: TableState,
  { kind, name, definition }: KeyState,
  isThere: (place: TableName) => boolean,
): boolean {
  switch (kind) {
    case 'primary key': {
      const keys = keyColumns(definition) ?? [];
      const order = columns.map((column) => column.name).filter((column) => keys.includes(column));
      return name === cutName(`${table}_pkey`) && keys.length > 0 && keys.join('\0') === order.join('\0');
    }
    case 'unique': {
      const keys = keyColumns(definition) ?? [];
      return keys.length === 1 && name === `${table}_${keys[0] ?? ''}_key`;
    }
    case 'foreign key': {
      const parts = foreignKeyParts(definition);
      const [column, ...others] = parts?.columns ?? [];
      return (
        parts !== null &&
        others.length === 0 &&
        name === `${table}_${column ?? ''}_fkey` &&
        isThere(parts.table)
      );
    }
    case 'check':
    case 'exclusion':
      return false;
  }
}
