/**
 * Reads pages and counts of tables without a model over our own connection.
 */
import { readTable, readTables, type CatalogTableDescription } from '../database/catalog.ts';
import type { Database, QueryOutcome } from '../database/client.ts';
import { unknownName } from './find-model.ts';
import { plainValue } from './plain-value.ts';
import type { Page, PageColumn, QuerySpec, RowCount, Value } from './query-spec.ts';
import { tableCountSql, tablePageSql } from './table-sql.ts';
import { kindOfTypeName, shortTypeName } from './value-kind.ts';

/** A source that is a table: what `type: 'table'` holds. */
interface TableName {
  readonly schema: string;
  readonly name: string;
}

/** Rejects with a ConsoleError; with kind `interrupted` after an abort. */
export async function readTablePage(
  database: Database,
  source: TableName,
  spec: QuerySpec,
  signal?: AbortSignal,
): Promise<Page> {
  const table = await findTable(database, source);
  const { sql, values } = tablePageSql(spec, table);
  const outcome = await database.query(sql, values, { signal });
  const rows = spec.limit === null ? outcome.rows : outcome.rows.slice(0, spec.limit);
  const keys = new Set(table.columns.filter(({ isPrimaryKey }) => isPrimaryKey).map(({ name }) => name));
  return {
    columns: resultColumns(outcome, keys),
    rows: plainRows(rows),
    offset: spec.offset,
    hasMore: outcome.rows.length > rows.length,
    sql,
    durationMs: outcome.durationMs,
  };
}

export async function countTableRows(
  database: Database,
  source: TableName,
  spec: QuerySpec,
  signal?: AbortSignal,
): Promise<RowCount> {
  const { sql, values } = tableCountSql(spec, await findTable(database, source));
  const { rows, durationMs } = await database.query(sql, values, { signal });
  return { count: Number(rows[0]?.[0] ?? 0), sql, durationMs };
}

/** The SQL of the page; only the catalog is read. */
export async function compileTableSql(
  database: Database,
  source: TableName,
  spec: QuerySpec,
): Promise<string> {
  return tablePageSql(spec, await findTable(database, source)).sql;
}

/** Columns of a result of which nothing but its types is known. */
export function resultColumns(
  { fields }: Pick<QueryOutcome, 'fields'>,
  keys: ReadonlySet<string> = new Set(),
): readonly PageColumn[] {
  return fields.map(({ name, type }) => ({
    name,
    type: shortTypeName(type),
    kind: kindOfTypeName(type),
    isPrimaryKey: keys.has(name),
    isVirtual: false,
  }));
}

export function plainRows(rows: readonly (readonly unknown[])[]): readonly (readonly Value[])[] {
  return rows.map((row) => row.map(plainValue));
}

async function findTable(database: Database, { schema, name }: TableName): Promise<CatalogTableDescription> {
  const table = await readTable(database, schema, name);
  if (table !== null) return table;
  const known = await readTables(database);
  throw unknownName({
    code: 'unknown-table',
    message: `There is no table "${schema}.${name}".`,
    name,
    known: known.map((other) => (other.schema === schema ? other.name : `${other.schema}.${other.name}`)),
    otherwise: 'Run `seqscope models` to list models, or `seqscope status` to see where you are connected.',
  });
}
