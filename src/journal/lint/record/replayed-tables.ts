/** The tables that recorded statements have touched, each with the changes made to it since what it started from. Immutable. */
import { type Change, isSameTable, type TableName } from '../sql/operation.ts';

export interface ReplayedTable {
  readonly table: TableName;
  /** What the catalog calls it; null for one that a recorded statement has made. */
  readonly origin: TableName | null;
  /** True from its DROP or its renaming on. */
  readonly isGone: boolean;
  /** In order, of columns and keys alone. */
  readonly changes: readonly Change[];
}

export interface ReplayedTables {
  /** True where the run starts at the first migration: a table that it makes is not the catalog's of that name. */
  readonly startsFromNothing: boolean;
  readonly touched: readonly ReplayedTable[];
}

export function findReplayed({ touched }: ReplayedTables, name: TableName): ReplayedTable | null {
  return touched.find(({ table }) => isSameTable(table, name)) ?? null;
}

export function applyChange(tables: ReplayedTables, change: Change): ReplayedTables {
  if (!('table' in change)) return tables;
  const { table: name } = change;
  const known = findReplayed(tables, name);
  const table: ReplayedTable = known ?? { table: name, origin: name, isGone: false, changes: [] };
  const gone: ReplayedTable = { table: table.table, origin: null, isGone: true, changes: [] };
  switch (change.type) {
    case 'create-table': {
      // With IF NOT EXISTS: whether the catalog has it shows when it is asked.
      if (known !== null && !known.isGone) return tables;
      const isNew = known !== null || tables.startsFromNothing;
      return put(tables, { table: name, origin: isNew ? null : name, isGone: false, changes: [change] });
    }
    case 'drop-table':
      return put(tables, gone);
    case 'rename-table':
      return put(put(tables, gone), { ...table, table: { ...name, name: change.newName } });
    case 'add-column':
    case 'drop-column':
    case 'rename-column':
    case 'set-not-null':
    case 'drop-not-null':
    case 'alter-type':
    case 'add-constraint':
      return put(tables, { ...table, changes: [...table.changes, change] });
    case 'validate-constraint':
    case 'create-index':
    case 'write-rows':
      return tables;
  }
}

function put(tables: ReplayedTables, table: ReplayedTable): ReplayedTables {
  const others = tables.touched.filter((other) => !isSameTable(other.table, table.table));
  return { ...tables, touched: [...others, table] };
}
