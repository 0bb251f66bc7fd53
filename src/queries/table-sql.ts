/**
 * QuerySpec + a table of the catalog → SQL for a table without a model. Names come from the catalog and are quoted, values are
 * parameters. Names the spec has wrong are answered with the nearest.
 */
import type { CatalogTableDescription } from '../database/catalog.ts';
import { ConsoleError } from '../errors.ts';
import { filterToSql, type SqlCondition } from './filter/filter-to-sql.ts';
import { parseFilter } from './filter/parse-filter.ts';
import { listNames, unknownName } from './find-model.ts';
import type { QuerySpec } from './query-spec.ts';
import { quoteIdentifier } from './quote-identifier.ts';

/** The page's SELECT; it asks for one row more than the page holds. */
export function tablePageSql(
  spec: QuerySpec,
  table: CatalogTableDescription,
  now = new Date(),
): SqlCondition {
  refuseModelParts(spec, table);
  const columns = spec.columns === null ? table.columns.map(({ name }) => name) : [...new Set(spec.columns)];
  const selected = columns.map((name) => columnSql(table, name));
  const condition = whereSql(spec, table, now);
  const order = orderSql(spec, table);
  const sql = [
    `SELECT ${selected.length === 0 ? '' : `${selected.join(', ')} `}FROM ${tableSql(table)}`,
    ...(condition.sql === '' ? [] : [`WHERE ${condition.sql}`]),
    ...(order === '' ? [] : [`ORDER BY ${order}`]),
    ...(spec.limit === null ? [] : [`LIMIT ${spec.limit + 1}`]),
    ...(spec.offset === 0 ? [] : [`OFFSET ${spec.offset}`]),
  ].join(' ');
  return { sql, values: condition.values };
}

/** The exact count of the rows that pages of the spec go through. */
export function tableCountSql(
  spec: QuerySpec,
  table: CatalogTableDescription,
  now = new Date(),
): SqlCondition {
  refuseModelParts(spec, table);
  const condition = whereSql(spec, table, now);
  const where = condition.sql === '' ? '' : ` WHERE ${condition.sql}`;
  return { sql: `SELECT count(*) AS "count" FROM ${tableSql(table)}${where}`, values: condition.values };
}

function tableSql({ schema, name }: CatalogTableDescription): string {
  return `${quoteIdentifier(schema)}.${quoteIdentifier(name)}`;
}

function columnSql(table: CatalogTableDescription, name: string): string {
  const known = table.columns.map((column) => column.name);
  if (known.includes(name)) return quoteIdentifier(name);
  throw unknownName({
    code: 'unknown-column',
    message: `Table "${table.schema}.${table.name}" has no column "${name}".`,
    name,
    known,
    otherwise: `Known are ${listNames(known)}.`,
  });
}

function whereSql(spec: QuerySpec, table: CatalogTableDescription, now: Date): SqlCondition {
  const filter = parseFilter(spec.filter);
  return filter === null ? { sql: '', values: [] } : filterToSql(filter, table, { text: spec.filter, now });
}

/** Pages need a total order: the primary key ends it, or the row's place in the table where there is no key. */
function orderSql(spec: QuerySpec, table: CatalogTableDescription): string {
  const terms = spec.order.map(
    ({ attribute, direction }) => `${columnSql(table, attribute)} ${direction === 'asc' ? 'ASC' : 'DESC'}`,
  );
  if (spec.limit === null && spec.offset === 0) return terms.join(', ');
  const ordered = new Set(spec.order.map(({ attribute }) => attribute));
  const keys = table.columns.filter(({ isPrimaryKey, name }) => isPrimaryKey && !ordered.has(name));
  const hasKey = table.columns.some(({ isPrimaryKey }) => isPrimaryKey);
  const ties = hasKey ? keys.map(({ name }) => `${quoteIdentifier(name)} ASC`) : placeInTable(table);
  return [...terms, ...ties].join(', ');
}

/** System columns (PostgreSQL manual, 5.5); views and foreign tables have none that order anything. */
function placeInTable({ kind }: CatalogTableDescription): readonly string[] {
  switch (kind) {
    case 'table':
    case 'materialized-view':
      return ['ctid ASC'];
    case 'partitioned':
      return ['tableoid ASC', 'ctid ASC'];
    case 'view':
    case 'foreign':
      return [];
  }
}

function refuseModelParts(spec: QuerySpec, table: CatalogTableDescription): void {
  const part = spec.relatedTo !== null ? 'associations' : spec.scopes.length > 0 ? 'scopes' : null;
  if (part === null) return;
  throw new ConsoleError(`Table "${table.schema}.${table.name}" has no ${part}, because no model is read.`, {
    code: 'model-needed',
    kind: 'usage',
    remedy: 'Name a model instead of the table, or use a filter.',
  });
}
