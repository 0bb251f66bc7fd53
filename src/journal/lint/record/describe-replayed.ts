/**
 * What a migration is told that asks with `describeTable`, `tableExists` or `showAllTables` of tables that the migrations recorded
 * before it make or change: the catalog's answer with those changes laid over it. Defaults and comments of new columns are left out.
 */
import type { AddedColumn, Change, ColumnType, TableName } from '../sql/operation.ts';
import type { PgAnswer } from './recording-context.ts';
import { findReplayed, type ReplayedTable, type ReplayedTables } from './replayed-tables.ts';

type Row = Readonly<Record<string, unknown>>;

/** Null where there is no catalog. */
export type AskCatalog = (sql: string) => Promise<PgAnswer | null>;

const quoted = String.raw`'((?:[^']|'')*)'`;
/** Sequelize 5 and 6, lib/dialects/postgres/query-generator.js: describeTableQuery, tableExistsQuery, showTablesQuery. */
const describing = new RegExp(
  `^SELECT pk\\.constraint_type as "Constraint".* WHERE c\\.table_name = ${quoted} AND c\\.table_schema = ${quoted}\\s*$`,
  's',
);
const existing = new RegExp(
  `^SELECT table_name FROM information_schema\\.tables WHERE table_schema = ${quoted} AND table_name = ${quoted}\\s*$`,
);
const listing = new RegExp(
  `^SELECT table_name FROM information_schema\\.tables WHERE table_schema = ${quoted} AND table_type LIKE '%TABLE' AND`,
);

/** Null for any other question, and where nothing recorded makes the catalog's answer another. */
export async function describeReplayed(
  sql: string,
  tables: ReplayedTables,
  ask: AskCatalog,
): Promise<PgAnswer | null> {
  const described = describing.exec(sql);
  if (described !== null) {
    const [, name = '', schema = ''] = described;
    const table = findReplayed(tables, nameOf(schema, name));
    return table === null ? null : select(await describedRows(table, sql, ask));
  }
  const asked = existing.exec(sql);
  if (asked !== null) {
    const [, schema = '', name = ''] = asked;
    const table = findReplayed(tables, nameOf(schema, name));
    if (table === null) return null;
    return select(table.isGone ? [] : [{ table_name: table.table.name }]);
  }
  const [, schema] = listing.exec(sql) ?? [];
  return schema === undefined || tables.touched.length === 0 ? null : listed(sql, schema, tables, ask);
}

function nameOf(schema: string, name: string): TableName {
  return { schema: schema.replaceAll("''", "'"), name: name.replaceAll("''", "'") };
}

async function listed(
  sql: string,
  schema: string,
  { touched }: ReplayedTables,
  ask: AskCatalog,
): Promise<PgAnswer> {
  const own = touched.filter(({ table }) => (table.schema ?? 'public') === schema);
  const names = (await ask(sql))?.rows.map((row) => row['table_name']) ?? [];
  const others = names.filter((name) => !own.some(({ table }) => table.name === name));
  const there = own.filter(({ isGone }) => !isGone).map(({ table }) => table.name);
  return select([...others, ...there].map((name) => ({ table_name: name })));
}

async function describedRows(
  { table, origin, isGone, changes }: ReplayedTable,
  sql: string,
  ask: AskCatalog,
): Promise<readonly Row[]> {
  if (isGone) return [];
  const from = (name: string) => `c.table_name = '${name.replaceAll("'", "''")}'`;
  const asked = origin === null ? null : sql.replace(from(table.name), () => from(origin.name));
  const rows = asked === null ? [] : ((await ask(asked))?.rows ?? []);
  return changes.reduce(changedRows, rows);
}

function changedRows(rows: readonly Row[], change: Change): readonly Row[] {
  const alter = (column: string, changed: Row) =>
    rows.map((row) => (row['Field'] === column ? { ...row, ...changed } : row));
  switch (change.type) {
    case 'create-table': {
      if (rows.length > 0) return rows;
      const keys = change.constraints.flatMap((one) => (one.type === 'primary-key' ? one.columns : []));
      return change.columns.map((column) => rowOf(column, keys));
    }
    case 'add-column':
      return rows.some((row) => row['Field'] === change.column.name)
        ? rows
        : [...rows, rowOf(change.column, [])];
    case 'drop-column':
      return rows.filter((row) => row['Field'] !== change.column);
    case 'rename-column':
      return alter(change.column, { Field: change.newName });
    case 'set-not-null':
      return alter(change.column, { Null: 'NO' });
    case 'drop-not-null':
      return alter(change.column, { Null: 'YES' });
    case 'alter-type':
      return alter(change.column, { Type: typeName(change.to) });
    case 'add-constraint': {
      const { constraint } = change;
      const keys = constraint.type === 'primary-key' ? constraint.columns : [];
      return rows.map((row) => (keys.includes(String(row['Field'])) ? { ...row, ...primaryKey } : row));
    }
    default:
      return rows;
  }
}

const primaryKey = { Constraint: 'PRIMARY KEY', Null: 'NO' };

function rowOf({ name, type, isNotNull, constraints }: AddedColumn, keys: readonly string[]): Row {
  const isKey = keys.includes(name) || constraints.some((one) => one.type === 'primary-key');
  const row = { Constraint: null, Field: name, Default: null, Null: isNotNull ? 'NO' : 'YES' };
  return { ...row, Type: typeName(type), special: null, Comment: null, ...(isKey ? primaryKey : {}) };
}

/** PostgreSQL's own names of types → information_schema's (manual, table 8.1). */
const typeNames: Readonly<Record<string, string>> = {
  bool: 'boolean',
  bpchar: 'character',
  float4: 'real',
  float8: 'double precision',
  int2: 'smallint',
  int4: 'integer',
  int8: 'bigint',
  serial: 'integer',
  bigserial: 'bigint',
  smallserial: 'smallint',
  time: 'time without time zone',
  timetz: 'time with time zone',
  timestamp: 'timestamp without time zone',
  timestamptz: 'timestamp with time zone',
  varbit: 'bit varying',
  varchar: 'character varying',
};

const sameNames =
  /^(?:bit|bytea|cidr|date|inet|interval|jsonb?|macaddr|money|numeric|text|uuid|xml|hstore|t?s?\w*range|point|tsvector)$/;

function typeName({ name, modifiers, isArray }: ColumnType): string {
  if (isArray) return 'ARRAY';
  const usual = typeNames[name] ?? (sameNames.test(name) ? name : 'USER-DEFINED');
  const hasLength = /^(?:bpchar|varchar|bit|varbit)$/.test(name) && modifiers[0] !== undefined;
  return hasLength ? `${usual}(${String(modifiers[0])})` : usual;
}

function select(rows: readonly Row[]): PgAnswer {
  const [first = {}] = rows;
  return {
    rows,
    rowCount: rows.length,
    command: 'SELECT',
    fields: Object.keys(first).map((name) => ({ name })),
  };
}
