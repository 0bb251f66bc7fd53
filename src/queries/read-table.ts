/**
 * Reads pages and counts of tables without a model over our own connection.
 */
import { readTables } from '../database/catalog.ts';
import type { Database, QueryOutcome } from '../database/client.ts';
import { readRelation, type Relation } from '../database/relation.ts';
import { estimatedSpec, explainRows } from './estimate-rows.ts';
import { LiteralWriter } from './export/literal-writer.ts';
import { unknownName } from './find-model.ts';
import { parseFilter } from './filter/parse-filter.ts';
import { readLinkedTable, type LinkedTable } from './filter/table-source.ts';
import { readClip } from './keyset/clip.ts';
import { readPaged, wholePart, type PartRequest } from './keyset/read-paged.ts';
import { pageRows, withClips, type PageRow } from './keyset/row-parts.ts';
import { plainValue } from './plain-value.ts';
import type { Page, PageColumn, QuerySpec, ReadSource, RowCount, RowEstimate, Value } from './query-spec.ts';
import { linkedQuery } from './sql/query-source.ts';
import { tableCountSql, tableOrder, tablePageSql, type TableStatement } from './table-sql.ts';
import { kindOfTypeName, shortTypeName } from './value-kind.ts';

/** What is read over our own connection. */
export type TableSource = Exclude<ReadSource, { readonly type: 'model' }>;

/** Rejects with a ConsoleError; with kind `interrupted` after an abort. */
export async function readTablePage(
  database: Database,
  source: TableSource,
  spec: QuerySpec,
  signal?: AbortSignal,
): Promise<Page> {
  const linked = await findLinkedTable(database, source, spec);
  const { relation: table } = linked;
  const now = new Date();
  const executed: Omit<TablePart, 'rows'>[] = [];

  async function read(request: PartRequest): Promise<readonly PageRow[]> {
    const { rows, ...part } = await readTablePart(database, spec, linked, request, signal, now);
    executed.push(part);
    return rows;
  }
  const count = async (): Promise<number> =>
    (await countTableRows(database, source, spec, null, signal)).count;
  const paged = await readPaged(spec, tableOrder(spec, table), { read, count });
  const { hasBefore, hasAfter, paging } = paged;
  return {
    hasBefore,
    hasAfter,
    paging,
    columns: executed[0]?.columns ?? [],
    sql: executed.map(({ sql }) => sql).join(';\n'),
    shortSql: executed.map(({ shortSql }) => shortSql).join(';\n'),
    durationMs: executed.reduce((total, { durationMs }) => total + durationMs, 0),
    ...pageRows(paged.rows),
  };
}

/** What one statement of a page read. */
export interface TablePart {
  readonly rows: readonly PageRow[];
  readonly columns: readonly PageColumn[];
  readonly sql: string;
  readonly shortSql: string;
  readonly durationMs: number;
}

export async function readTablePart(
  database: Database,
  spec: QuerySpec,
  linked: LinkedTable,
  request: PartRequest,
  signal?: AbortSignal,
  now = new Date(),
): Promise<TablePart> {
  const statement = tablePageSql(spec, linked, request, now);
  const outcome = await database.query(statement.sql, statement.values, { signal });
  const { columns: known } = linked.relation;
  const enums = new Set(known.flatMap(({ name, enumValues }) => (enumValues === null ? [] : [name])));
  const columns = resultColumns(outcome, primaryKeyOf(linked.relation)).slice(0, statement.columns.length);
  const keys = request.withKeys ? request.terms.length : 0;
  return {
    rows: outcome.rows.map((row) => rowOf(row, statement, keys)),
    columns: columns.map((column) =>
      enums.has(column.name) ? { ...column, kind: 'enum' as const } : column,
    ),
    sql: statement.sql,
    shortSql: shortTableSql(spec, linked, request, now),
    durationMs: outcome.durationMs,
  };
}

function rowOf(row: readonly unknown[], statement: TableStatement, keyCount: number): PageRow {
  const { columns, clipPlaces, keyPlace } = statement;
  const keys = row.slice(keyPlace, keyPlace + keyCount).map(textOrNull);
  return {
    bookmark: keyCount === 0 ? null : { type: 'keys', keys },
    ...withClips(
      row.slice(0, columns.length).map(plainValue),
      clipPlaces.map((place) => {
        const text = place < 0 ? null : textOrNull(row[place]);
        return text === null ? null : readClip(text);
      }),
    ),
  };
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** All rows of the spec, or no more than `most` of them: the server stops reading there. */
export async function countTableRows(
  database: Database,
  source: TableSource,
  spec: QuerySpec,
  most: number | null,
  signal?: AbortSignal,
): Promise<RowCount> {
  const { sql, values } = tableCountSql(spec, await findLinkedTable(database, source, spec), most);
  const { rows, durationMs } = await database.query(sql, values, { signal });
  return { count: Number(rows[0]?.[0] ?? 0), sql, durationMs };
}

/** The planner's number of rows. */
export async function estimateTableRows(
  database: Database,
  source: TableSource,
  spec: QuerySpec,
  signal?: AbortSignal,
): Promise<RowEstimate> {
  const whole = estimatedSpec(spec);
  const linked = await findLinkedTable(database, source, whole);
  const part = { stretch: null, terms: [], limit: whole.limit, offset: 0, withKeys: false };
  const { sql, values } = tablePageSql(whole, linked, part);
  return explainRows(database, sql, values, signal);
}

/** The SQL of the first page, without what paging adds to it; only the catalog is read. */
export async function compileTableSql(
  database: Database,
  source: TableSource,
  spec: QuerySpec,
): Promise<string> {
  const linked = await findLinkedTable(database, source, spec);
  const part = wholePart(spec, tableOrder(spec, linked.relation));
  return tablePageSql({ ...spec, clipBytes: null }, linked, part, new Date(), new LiteralWriter()).sql;
}

/** One part of a page as a person would write it; the part asks for one row more than is needed. */
function shortTableSql(spec: QuerySpec, linked: LinkedTable, part: PartRequest, now: Date): string {
  const limit = part.limit === null ? null : Math.max(1, part.limit - 1);
  const whole = { ...part, limit, withKeys: false };
  return tablePageSql({ ...spec, clipBytes: null }, linked, whole, now, new LiteralWriter()).sql;
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

function primaryKeyOf(table: Relation): ReadonlySet<string> {
  return new Set(table.columns.filter(({ isPrimaryKey }) => isPrimaryKey).map(({ name }) => name));
}

/** The table with what the spec's filter goes through. Rejects with `unknown-table`. */
export async function findLinkedTable(
  database: Database,
  source: TableSource,
  spec: Pick<QuerySpec, 'filter'>,
): Promise<LinkedTable> {
  if (source.type === 'sql') return linkedQuery(database, source);
  const { schema, name } = source;
  const table = await readRelation(database, schema, name);
  if (table !== null) return readLinkedTable(database, table, parseFilter(spec.filter));
  const known = await readTables(database);
  throw unknownName({
    code: 'unknown-table',
    message: `There is no table "${schema}.${name}".`,
    name,
    known: known.map((other) => (other.schema === schema ? other.name : `${other.schema}.${other.name}`)),
    otherwise: 'Run `seqscope models` to list models, or `seqscope status` to see where you are connected.',
  });
}
