/** Runs the commands that list the catalog: `\dt` and its kin as one result each, `\d NAME` as one a table. */
import { readTable, type CatalogTableDescription } from '../../../database/catalog.ts';
import type { Database } from '../../../database/client.ts';
import { ConsoleError } from '../../../errors.ts';
import { heldPage } from '../../held-page.ts';
import type { PageColumn, Value } from '../../query-spec.ts';
import { plainRows, resultColumns } from '../../read-table.ts';
import type { SqlResult } from '../sql-request.ts';
import { listSql, relations } from './catalog-lists.ts';
import type { CatalogCommand } from './command.ts';

export async function listCatalog(
  database: Database,
  command: CatalogCommand,
  signal?: AbortSignal,
): Promise<readonly SqlResult[]> {
  if (command.type === 'describe' && command.pattern !== null) {
    return describeNamed(database, command.pattern, signal);
  }
  const what = command.type === 'list' ? command.what : 'relations';
  const sql =
    command.type === 'list'
      ? listSql(command.what, command.isLong)
      : relations(['r', 'p', 'f', 'v', 'm', 'S'], command.isLong);
  const outcome = await database.query(sql, likePatterns(command.pattern), { signal });
  return [listing(`List of ${what.replace('-', ' ')}`, resultColumns(outcome), plainRows(outcome.rows), [])];
}

/** What a pattern of psql is in LIKE, for name and schema: `*` and `?` stand for anything, quotes keep the case. */
export function likePatterns(pattern: string | null): readonly [string | null, string | null] {
  if (pattern === null) return [null, null];
  const parts = (pattern.match(/(?:"(?:[^"]|"")*"|[^."])+|\./g) ?? []).filter((part) => part !== '.');
  const [name = null, schema = null] = parts.reverse().map(likeOf);
  return [name, schema];
}

function likeOf(part: string): string {
  return part.replace(/"((?:[^"]|"")*)"|[^"]+/g, (text, quoted?: string) =>
    quoted === undefined
      ? text
          .toLowerCase()
          .replace(/[\\%_]/g, '\\$&')
          .replaceAll('*', '%')
          .replaceAll('?', '_')
      : quoted.replaceAll('""', '"').replace(/[\\%_]/g, '\\$&'),
  );
}

async function describeNamed(
  database: Database,
  pattern: string,
  signal: AbortSignal | undefined,
): Promise<readonly SqlResult[]> {
  const [name, schema] = likePatterns(pattern);
  const { rows } = await database.query(
    `SELECT n.nspname, c.relname, c.relkind, CASE WHEN c.relkind IN ('i', 'I') THEN pg_catalog.pg_get_indexdef(c.oid) END
       FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relname LIKE $1 AND c.relkind IN ('r', 'p', 'f', 'v', 'm', 'S', 'i', 'I', 'c')
        AND CASE WHEN $2::text IS NULL THEN pg_catalog.pg_table_is_visible(c.oid) ELSE n.nspname LIKE $2 END
      ORDER BY 1, 2 LIMIT 50`,
    [name, schema],
    { signal },
  );
  if (rows.length === 0) throw notFound(pattern);
  const described: SqlResult[] = [];
  for (const [inSchema, found, kind, definition] of rows.map((row) => row.map(String))) {
    if (inSchema === undefined || found === undefined) continue;
    const title = `"${inSchema}.${found}"`;
    const table =
      kind === 'i' || kind === 'I' || kind === 'S' ? null : await readTable(database, inSchema, found);
    if (table !== null) described.push(tableListing(table));
    else if (kind === 'S') described.push(await sequenceListing(database, inSchema, found));
    else described.push(listing(`Index ${title}`, textColumns(['Definition']), [[definition ?? null]], []));
  }
  return described;
}

function tableListing(table: CatalogTableDescription): SqlResult {
  const rows = table.columns.map((column) => [
    column.name,
    column.type,
    column.isNullable ? '' : 'not null',
    column.defaultExpression ?? '',
    column.comment ?? '',
  ]);
  const hasComments = table.columns.some(({ comment }) => comment !== null);
  const heads = ['Column', 'Type', 'Nullable', 'Default', ...(hasComments ? ['Description'] : [])];
  const kept = rows.map((row) => row.slice(0, heads.length));
  const title = `${kindWord(table.kind)} "${table.schema}.${table.name}"`;
  return listing(title, textColumns(heads), kept, belowTable(table));
}

/** Indexes, foreign keys and what refers to it, each under its own word. */
function belowTable({
  indexes,
  foreignKeys,
  referencedBy,
  comment,
}: CatalogTableDescription): readonly string[] {
  const section = (word: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : [`${word}:`, ...lines.map((line) => `    ${line}`)];
  return [
    ...(comment === null ? [] : [comment]),
    ...section(
      'Indexes',
      indexes.map(({ name, definition, isPrimary }) => {
        const method = definition.slice(definition.indexOf(' USING ') + 7);
        return `"${name}" ${isPrimary ? 'PRIMARY KEY, ' : definition.startsWith('CREATE UNIQUE') ? 'UNIQUE, ' : ''}${method}`;
      }),
    ),
    ...section(
      'Foreign keys',
      foreignKeys.map(
        (key) =>
          `"${key.name}" (${key.columns.join(', ')}) → ${key.referencedSchema}.${key.referencedTable} (${key.referencedColumns.join(', ')})` +
          ` ON UPDATE ${key.onUpdate} ON DELETE ${key.onDelete}`,
      ),
    ),
    ...section(
      'Referenced by',
      referencedBy.map(
        ({ name, schema, table, columns }) => `${schema}.${table} "${name}" (${columns.join(', ')})`,
      ),
    ),
  ];
}

async function sequenceListing(database: Database, schema: string, name: string): Promise<SqlResult> {
  const outcome = await database.query(
    `SELECT data_type AS "Type", start_value AS "Start", min_value AS "Minimum", max_value AS "Maximum",
            increment_by AS "Increment", cycle AS "Cycles", last_value AS "Last"
       FROM pg_catalog.pg_sequences WHERE schemaname = $1 AND sequencename = $2`,
    [schema, name],
  );
  return listing(`Sequence "${schema}.${name}"`, resultColumns(outcome), plainRows(outcome.rows), []);
}

function kindWord(kind: CatalogTableDescription['kind']): string {
  const words =
    kind === 'partitioned'
      ? 'partitioned table'
      : kind === 'foreign'
        ? 'foreign table'
        : kind.replace('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function textColumns(names: readonly string[]): readonly PageColumn[] {
  return names.map((name) => ({ name, type: 'text', kind: 'text', isPrimaryKey: false, isVirtual: false }));
}

function listing(
  title: string,
  columns: readonly PageColumn[],
  rows: readonly (readonly Value[])[],
  notices: readonly string[],
): SqlResult {
  const page = heldPage(columns, rows, 'it is a list of the catalog');
  const source = { type: 'sql', text: title, parameters: {}, isOnce: true } as const;
  return {
    title,
    command: 'LIST',
    rowCount: rows.length,
    page,
    source,
    notices,
    durationMs: 0,
    transaction: 'none',
  };
}

function notFound(pattern: string): ConsoleError {
  return new ConsoleError(`Nothing in the catalog is called "${pattern}".`, {
    code: 'unknown-relation',
    kind: 'usage',
    remedy: 'Type `\\d` for all tables, views and sequences; a name in capitals needs its quotes.',
  });
}
