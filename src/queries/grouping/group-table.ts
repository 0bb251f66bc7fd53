/** Groups of the rows of a table without a model, over our own connection. */
import type { Database } from '../../database/client.ts';
import { quoteIdentifier } from '../../database/quote.ts';
import type { Relation } from '../../database/relation.ts';
import { explainRows } from '../estimate-rows.ts';
import { LiteralWriter } from '../export/literal-writer.ts';
import { SqlWriter, type SqlCondition } from '../filter/filter-to-sql.ts';
import type { LinkedTable } from '../filter/table-source.ts';
import { columnExpression } from '../keyset/table-order.ts';
import { plainValue } from '../plain-value.ts';
import type { Page, QuerySpec, RowCount, RowEstimate } from '../query-spec.ts';
import { findLinkedTable, type TableSource } from '../read-table.ts';
import { checkColumn, conditionsOf, fromSql, refuseModelParts } from '../table-sql.ts';
import { shortTypeName } from '../value-kind.ts';
import { readGroupPage } from './group-page.ts';
import {
  directionWords,
  groupedColumns,
  groupedValue,
  type GroupedColumn,
  type GroupedSource,
} from './grouped-columns.ts';

export async function readTableGroups(
  database: Database,
  source: TableSource,
  spec: QuerySpec,
  signal?: AbortSignal,
): Promise<Page> {
  const linked = await findLinkedTable(database, source, spec);
  const { columns } = groupedColumns(spec, tableFields(linked.relation));
  const now = new Date();
  return readGroupPage(
    spec,
    columns.map(({ page }) => page),
    async ({ limit, offset }) => {
      const { sql, values } = groupsSql(spec, linked, { limit, offset, now });
      const { rows, durationMs } = await database.query(sql, values, { signal });
      const shown = limit === null ? null : Math.max(1, limit - 1);
      const written = { limit: shown, offset, now, writer: new LiteralWriter() };
      return {
        rows: rows.map((row) => columns.map((column, index) => groupedValue(column, plainValue(row[index])))),
        sql,
        shortSql: groupsSql(spec, linked, written).sql,
        durationMs,
      };
    },
    async () => (await countTableGroups(database, source, spec, null, signal)).count,
  );
}

/** The statement of the groups that the spec's own limit and place leave, values and all. */
export async function compileTableGroups(
  database: Database,
  source: TableSource,
  spec: QuerySpec,
): Promise<string> {
  const linked = await findLinkedTable(database, source, spec);
  const offset = spec.place.type === 'offset' ? spec.place.offset : 0;
  return groupsSql(spec, linked, { limit: spec.limit, offset, writer: new LiteralWriter() }).sql;
}

/** How many groups there are, `most` at most (null: all). */
export async function countTableGroups(
  database: Database,
  source: TableSource,
  spec: QuerySpec,
  most: number | null,
  signal?: AbortSignal,
): Promise<RowCount> {
  const linked = await findLinkedTable(database, source, spec);
  const groups = groupsSql(spec, linked, { limit: most, isOrdered: false });
  const sql = `SELECT count(*) AS "count" FROM (${groups.sql}) AS counted`;
  const { rows, durationMs } = await database.query(sql, groups.values, { signal });
  return { count: Number(rows[0]?.[0] ?? 0), sql, durationMs };
}

export async function estimateTableGroups(
  database: Database,
  source: TableSource,
  spec: QuerySpec,
  signal?: AbortSignal,
): Promise<RowEstimate> {
  const linked = await findLinkedTable(database, source, spec);
  const { sql, values } = groupsSql(spec, linked, { isOrdered: false });
  return explainRows(database, sql, values, signal);
}

interface GroupsRequest {
  readonly limit?: number | null;
  readonly offset?: number;
  readonly isOrdered?: boolean;
  readonly now?: Date;
  readonly writer?: SqlWriter;
}

function groupsSql(
  spec: QuerySpec,
  linked: LinkedTable,
  { limit = null, offset = 0, isOrdered = true, now = new Date(), writer = new SqlWriter() }: GroupsRequest,
): SqlCondition {
  const { relation: table } = linked;
  refuseModelParts(spec, table);
  const { columns, order } = groupedColumns(spec, tableFields(table));
  const list = columns.map(
    (column) => `${expressionOf(column, table)} AS ${quoteIdentifier(column.page.name)}`,
  );
  const by = columns.filter(({ term }) => term === null).map((column) => expressionOf(column, table));
  const condition = conditionsOf(spec, linked, null, writer, now);
  // A bare name in ORDER BY is a column of the result first (manual, SELECT).
  const ordered = order.map((term) => `${quoteIdentifier(term.attribute)} ${directionWords(term)}`);
  const sql = [
    `SELECT ${list.join(', ')} FROM ${fromSql(linked, writer)}`,
    ...(condition === '' ? [] : [`WHERE ${condition}`]),
    ...(by.length === 0 ? [] : [`GROUP BY ${by.join(', ')}`]),
    ...(ordered.length === 0 || !isOrdered ? [] : [`ORDER BY ${ordered.join(', ')}`]),
    ...(limit === null ? [] : [`LIMIT ${limit}`]),
    ...(offset === 0 ? [] : [`OFFSET ${offset}`]),
  ].join(' ');
  return { sql, values: writer.values };
}

function expressionOf({ field, term }: GroupedColumn, table: Relation): string {
  if (field === null) return 'count(*)';
  const column = columnExpression(table.name, field.column);
  return term === null ? column : `${term.function}(${term.isDistinct ? 'DISTINCT ' : ''}${column})`;
}

function tableFields(table: Relation): GroupedSource {
  return {
    what: `table "${table.schema}.${table.name}"`,
    find(name) {
      checkColumn(table, name);
      const column = table.columns.find((known) => known.name === name);
      const type = column?.enumValues == null ? shortTypeName(column?.type ?? '') : 'enum';
      return { name, column: name, type };
    },
  };
}
