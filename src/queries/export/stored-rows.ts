/**
 * Exports what the database has, in the server's own words: one COPY in a transaction that sees one moment, its bytes
 * written out as they come.
 */
import type {
  Database,
  DatabaseConnection,
  ResultField,
  StreamingConnection,
} from '../../database/client.ts';
import { ConsoleError } from '../../errors.ts';
import { quoteIdentifier } from '../../database/quote.ts';
import type { ExportColumn, ExportFormat, ExportRequest, RowFormat } from './export-request.ts';
import { insertFormat, type InsertColumn, type InsertTarget } from './insert-format.ts';
import { resultOrigin } from './result-origin.ts';
import { csvFormat, jsonFormat, jsonLinesFormat, markdownFormat, tsvFormat } from './row-formats.ts';

/** A SELECT, and where its rows come from. */
export interface StoredSource {
  /** Complete, values and all. */
  readonly sql: string;
  /** Which of the statement's columns are wanted; null for all. */
  readonly keeps: ((name: string) => boolean) | null;
  /** The relation, and the column behind a name; what has none cannot be inserted. `result`: the one its columns are of. */
  readonly relation: { readonly schema: string; readonly name: string } | 'result' | null;
  readonly columnOf: (name: string) => string;
}

/** Told before the first row. */
export interface StoredStart {
  readonly format: RowFormat;
  readonly rowEstimate: number | null;
}

/** Values that are read the same everywhere, whatever the database's own settings say; all of it ends with the transaction. */
const begin = `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
SET LOCAL DateStyle = 'ISO, MDY';
SET LOCAL IntervalStyle = 'postgres';
SET LOCAL bytea_output = 'hex';
SET LOCAL extra_float_digits = 1;
SET LOCAL xmloption = 'content'`;

/** `start` is called once, then `receive` with whole rows. Resolves to the number of rows. */
export async function copyStoredRows(
  database: Database,
  source: StoredSource,
  request: Pick<ExportRequest, 'format' | 'hasHeader'>,
  start: (start: StoredStart) => Promise<void>,
  receive: (bytes: Buffer, rowCount: number) => Promise<void>,
  signal?: AbortSignal,
): Promise<number> {
  return database.withConnection(async (connection) => {
    await connection.query(begin, undefined, { signal });
    const { sql, format } = await settle(connection, source, request, signal);
    await start({ format, rowEstimate: await estimateRows(connection, source.sql, signal) });
    const rowCount = await connection.copyOut(sql, ({ bytes, rowCount: rows }) => receive(bytes, rows), {
      signal,
    });
    await connection.query('COMMIT');
    return rowCount;
  });
}

/** The COPY, and the format that its lines are made into. */
async function settle(
  connection: StreamingConnection,
  source: StoredSource,
  { format, hasHeader }: Pick<ExportRequest, 'format' | 'hasHeader'>,
  signal: AbortSignal | undefined,
): Promise<{ readonly sql: string; readonly format: RowFormat }> {
  const { fields } = await connection.query(`SELECT * FROM (${source.sql}) AS rows LIMIT 0`, undefined, {
    signal,
  });
  const kept = fields.filter(({ name }) => source.keeps?.(name) ?? true);
  if (format === 'insert') {
    const target = await insertTarget(connection, source, kept);
    const names = target.columns.map(({ field }) => field);
    return { sql: copySql(source.sql, names, format), format: insertFormat(target) };
  }
  const names = source.keeps === null ? null : kept.map(({ name }) => name);
  return { sql: copySql(source.sql, names, format), format: rowFormat(format, kept, hasHeader) };
}

export function rowFormat(
  format: Exclude<ExportFormat, 'insert'>,
  columns: readonly ExportColumn[],
  hasHeader: boolean,
): RowFormat {
  switch (format) {
    case 'csv':
      return csvFormat(columns, hasHeader);
    case 'tsv':
      return tsvFormat(columns, hasHeader);
    case 'json':
      return jsonFormat();
    case 'jsonl':
      return jsonLinesFormat();
    case 'markdown':
      return markdownFormat(columns);
  }
}

function copySql(sql: string, names: readonly string[] | null, format: ExportFormat): string {
  const list = names?.map(quoteIdentifier).join(', ');
  const kept = list === undefined ? sql : `SELECT ${list} FROM (${sql}) AS rows`;
  if (format === 'json' || format === 'jsonl') {
    return `COPY (SELECT row_to_json(object) FROM (${kept}) AS object) TO STDOUT`;
  }
  return `COPY (${kept}) TO STDOUT${format === 'csv' ? ' (FORMAT csv)' : ''}`;
}

/** What EXPLAIN expects; null when it does not say. */
async function estimateRows(
  connection: DatabaseConnection,
  sql: string,
  signal: AbortSignal | undefined,
): Promise<number | null> {
  const { rows } = await connection.query(`EXPLAIN (FORMAT JSON) ${sql}`, undefined, { signal });
  const [explained] = rows[0] ?? [];
  // The one plan of one statement (PostgreSQL manual, EXPLAIN).
  const plans = explained as readonly { readonly Plan?: { readonly 'Plan Rows'?: number } }[] | undefined;
  return plans?.[0]?.Plan?.['Plan Rows'] ?? null;
}

/** The columns that an INSERT can give: stored ones of the table itself, generated ones left out. */
async function insertTarget(
  connection: DatabaseConnection,
  source: StoredSource,
  fields: readonly ResultField[],
): Promise<
  Omit<InsertTarget, 'columns'> & { readonly columns: readonly (InsertColumn & { field: string })[] }
> {
  const { relation, columnOf } =
    source.relation === 'result'
      ? await resultOrigin(connection, fields)
      : { relation: source.relation, columnOf: source.columnOf };
  const stored =
    relation === null ? new Map<string, boolean>() : await insertableColumns(connection, relation);
  const columns = fields.flatMap(({ name: field, type }) => {
    const name = columnOf(field);
    const isIdentityAlways = stored.get(name);
    return isIdentityAlways === undefined ? [] : [{ field, name, type, isIdentityAlways }];
  });
  if (relation === null || columns.length === 0) {
    throw new ConsoleError('None of these columns can be inserted into a table.', {
      code: 'nothing-to-insert',
      kind: 'usage',
      remedy: 'Choose stored columns, or another format.',
    });
  }
  return { schema: relation.schema, table: relation.name, columns };
}

/** Column → whether it is GENERATED ALWAYS AS IDENTITY. */
async function insertableColumns(
  connection: DatabaseConnection,
  { schema, name }: { readonly schema: string; readonly name: string },
): Promise<ReadonlyMap<string, boolean>> {
  const { rows } = await connection.query(
    `SELECT a.attname, a.attidentity = 'a' FROM pg_catalog.pg_attribute a
       JOIN pg_catalog.pg_class c ON c.oid = a.attrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = $1 AND c.relname = $2 AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''`,
    [schema, name],
  );
  return new Map(rows.map(([column, isAlways]) => [String(column), isAlways === true]));
}
