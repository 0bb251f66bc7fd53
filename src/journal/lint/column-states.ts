/**
 * Columns as they are before a migration, as far as that is known: the catalog's, with what earlier migrations of the run do
 * laid over them.
 */
import type { ColumnDescription } from '../../database/catalog.ts';
import type { KnownTables } from './known-tables.ts';
import {
  type AddedColumn,
  type Change,
  type ColumnType,
  isSameTable,
  type TableName,
} from './sql/operation.ts';
import type { SqlParser } from './sql/parse-sql.ts';
import { readType } from './sql/read-column.ts';

export interface ColumnState {
  readonly name: string;
  /** Null when it cannot be told. */
  readonly type: ColumnType | null;
  readonly isNotNull: boolean;
}

export interface ColumnStates {
  /** Null for a table or column that nothing is known of. */
  readonly find: (table: TableName, column: string) => ColumnState | null;
  readonly apply: (change: Change) => void;
}

interface ReplayedTable {
  table: TableName;
  columns: ColumnState[];
}

/** `catalog` is what the run starts from: null for a run that starts at the first migration. */
export function openColumnStates(catalog: KnownTables | null, parser: SqlParser): ColumnStates {
  const replayed: ReplayedTable[] = [];

  function tableOf(name: TableName): ReplayedTable | null {
    const known = replayed.find(({ table }) => isSameTable(table, name));
    if (known !== undefined) return known;
    const found = catalog?.find(name) ?? null;
    if (found === null) return null;
    const made = {
      table: name,
      columns: found.description.columns.map((column) => catalogState(column, parser)),
    };
    replayed.push(made);
    return made;
  }

  function change(
    name: TableName,
    column: string,
    changed: (state: ColumnState) => ColumnState | null,
  ): void {
    const table = tableOf(name);
    if (table === null) return;
    table.columns = table.columns.flatMap((state) => {
      const next = state.name === column ? changed(state) : state;
      return next === null ? [] : [next];
    });
  }

  return {
    find: (table, column) => tableOf(table)?.columns.find(({ name }) => name === column) ?? null,
    apply(made) {
      switch (made.type) {
        case 'create-table': {
          const keys = made.constraints.flatMap((one) => (one.type === 'primary-key' ? one.columns : []));
          const columns = made.columns.map((column) => addedState(column, keys));
          if (tableOf(made.table) === null) replayed.push({ table: made.table, columns });
          return;
        }
        case 'add-column':
          tableOf(made.table)?.columns.push(addedState(made.column, []));
          return;
        case 'drop-column':
          change(made.table, made.column, () => null);
          return;
        case 'rename-column':
          change(made.table, made.column, (state) => ({ ...state, name: made.newName }));
          return;
        case 'set-not-null':
          change(made.table, made.column, (state) => ({ ...state, isNotNull: true }));
          return;
        case 'drop-not-null':
          change(made.table, made.column, (state) => ({ ...state, isNotNull: false }));
          return;
        case 'alter-type':
          change(made.table, made.column, (state) => ({ ...state, type: made.to }));
          return;
        case 'rename-table': {
          const table = tableOf(made.table);
          if (table !== null) table.table = { ...made.table, name: made.newName };
          return;
        }
        case 'drop-table': {
          const table = tableOf(made.table);
          if (table !== null) replayed.splice(replayed.indexOf(table), 1);
          return;
        }
        default:
      }
    },
  };
}

function addedState({ name, type, isNotNull }: AddedColumn, keys: readonly string[]): ColumnState {
  const stored = storedTypes[type.name] ?? type.name;
  return { name, type: { ...type, name: stored }, isNotNull: isNotNull || keys.includes(name) };
}

/** What the serial types are once they stand in a table (PostgreSQL manual, 8.1.4). */
const storedTypes: Readonly<Record<string, string>> = {
  smallserial: 'int2',
  serial2: 'int2',
  serial: 'int4',
  serial4: 'int4',
  bigserial: 'int8',
  serial8: 'int8',
};

function catalogState({ name, type, isNullable }: ColumnDescription, parser: SqlParser): ColumnState {
  return { name, type: parseType(type, parser), isNotNull: !isNullable };
}

/** `character varying(255)` → what the parser makes of the same type in a statement. */
function parseType(text: string, parser: SqlParser): ColumnType | null {
  const node = parser.parse(`SELECT NULL::${text}`)?.[0]?.node;
  const target = node !== undefined && 'SelectStmt' in node ? node.SelectStmt.targetList?.[0] : undefined;
  const value = target !== undefined && 'ResTarget' in target ? target.ResTarget.val : undefined;
  return value !== undefined && 'TypeCast' in value ? readType(value.TypeCast.typeName) : null;
}
