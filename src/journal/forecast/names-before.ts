/**
 * Under which names tables and columns lie in the database now that a run of migrations would meet under others: renamed by it
 * before, made by it, gone since. What it makes itself is no loss.
 */
import { isSameTable, type Change, type TableName } from '../lint/sql/operation.ts';

export interface NamesBefore {
  /** Null for a table that the run has made, or has dropped already. */
  readonly table: (now: TableName) => TableName | null;
  readonly column: (table: TableName, now: string) => string | null;
  /** Takes in what a statement does; `CREATE … IF NOT EXISTS` makes only what the run itself has dropped. */
  readonly apply: (change: Change, isIfNotExists: boolean) => void;
}

interface MovedTable {
  now: TableName | null;
  readonly before: TableName | null;
}

interface MovedColumn {
  readonly table: MovedTable;
  now: string | null;
  readonly before: string | null;
}

export function openNames(): NamesBefore {
  const tables: MovedTable[] = [];
  const columns: MovedColumn[] = [];

  function find(name: TableName): MovedTable | null {
    const moved = tables.find(({ now }) => now !== null && isSameTable(now, name));
    if (moved !== undefined) return moved;
    const isGone = tables.some(({ before }) => before !== null && isSameTable(before, name));
    if (isGone) return null;
    const found: MovedTable = { now: name, before: name };
    tables.push(found);
    return found;
  }

  function findColumn(table: MovedTable, name: string): MovedColumn | null {
    const own = columns.filter((column) => column.table === table);
    const moved = own.find(({ now }) => now === name);
    if (moved !== undefined) return moved;
    if (own.some(({ before }) => before === name)) return null;
    const isMade = table.before === null;
    const found: MovedColumn = { table, now: name, before: isMade ? null : name };
    columns.push(found);
    return found;
  }

  return {
    table: (name) => find(name)?.before ?? null,
    column(table, name) {
      const moved = find(table);
      return moved === null ? null : (findColumn(moved, name)?.before ?? null);
    },
    apply(change, isIfNotExists) {
      switch (change.type) {
        case 'create-table':
          if (isIfNotExists && find(change.table) !== null) return;
          tables.push({ now: change.table, before: null });
          return;
        case 'drop-table': {
          const moved = find(change.table);
          if (moved !== null) moved.now = null;
          return;
        }
        case 'rename-table': {
          const moved = find(change.table);
          if (moved !== null) moved.now = { schema: change.table.schema, name: change.newName };
          return;
        }
        case 'add-column': {
          const table = find(change.table);
          if (table !== null) columns.push({ table, now: change.column.name, before: null });
          return;
        }
        case 'drop-column':
        case 'rename-column': {
          const table = find(change.table);
          const column = table === null ? null : findColumn(table, change.column);
          if (column !== null) column.now = change.type === 'rename-column' ? change.newName : null;
          return;
        }
        default:
      }
    },
  };
}
