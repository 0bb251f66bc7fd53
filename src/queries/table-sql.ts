/**
 * QuerySpec + a table of the catalog → SQL for a table without a model. Names come from the catalog and are quoted, values are
 * parameters. Names the spec has wrong are answered with the nearest.
 */
import type { Relation } from '../database/relation.ts';
import { ConsoleError } from '../errors.ts';
import { type SqlCondition, SqlWriter } from './filter/filter-to-sql.ts';
import { parseFilter } from './filter/parse-filter.ts';
import type { LinkedTable } from './filter/table-source.ts';
import { listNames, unknownName } from './find-model.ts';
import { clipSql } from './keyset/clip.ts';
import { orderWords } from './keyset/key-term.ts';
import type { PartRequest } from './keyset/read-paged.ts';
import { type Stretch, stretchSql } from './keyset/stretches.ts';
import { columnExpression, orderOfTable, type TotalOrder } from './keyset/table-order.ts';
import type { QuerySpec } from './query-spec.ts';
import { quoteIdentifier, quoteQualified } from '../database/quote.ts';
import { searchSql } from './search/search-condition.ts';
import { querySql } from './sql/query-source.ts';

/** A SELECT and what its result columns are. */
export interface TableStatement extends SqlCondition {
  readonly columns: readonly string[];
  /** For each column the place in a result row of what was clipped of it; -1 where nothing can be. */
  readonly clipPlaces: readonly number[];
  /** The place in a result row of the first term's text. */
  readonly keyPlace: number;
}

/** The order of the spec, total. Throws for columns that are not there. */
export function tableOrder(spec: QuerySpec, table: Relation): TotalOrder {
  for (const { attribute } of spec.order) checkColumn(table, attribute);
  return orderOfTable(table, spec.order);
}

/** The SELECT of one part of a page of a table, read with what its filter goes through. */
export function tablePageSql(
  spec: QuerySpec,
  linked: LinkedTable,
  part: PartRequest,
  now = new Date(),
  writer = new SqlWriter(),
): TableStatement {
  const { relation: table } = linked;
  refuseModelParts(spec, table);
  const columns = spec.columns === null ? table.columns.map(({ name }) => name) : [...new Set(spec.columns)];
  for (const name of columns) checkColumn(table, name);
  const clips = columns.map((name) => clipOf(table, name, spec.clipBytes));
  const selected = columns.map((name, index) => {
    const value = clips[index]?.value;
    return value === undefined ? quoteIdentifier(name) : `${value} AS ${quoteIdentifier(name)}`;
  });
  const clipped = clips.flatMap((clip) => (clip === null ? [] : [clip.clipped]));
  const keys = part.withKeys ? part.terms.map(({ expression }) => `${expression}::text`) : [];
  const conditions = conditionsOf(spec, linked, part.stretch, writer, now);
  const list = [...selected, ...clipped, ...keys].join(', ');
  const order = part.terms.map((term) => `${term.expression} ${orderWords(term)}`).join(', ');
  const sql = [
    `SELECT ${list === '' ? '' : `${list} `}FROM ${fromSql(linked, writer)}`,
    ...(conditions === '' ? [] : [`WHERE ${conditions}`]),
    ...(order === '' ? [] : [`ORDER BY ${order}`]),
    ...(part.limit === null ? [] : [`LIMIT ${part.limit}`]),
    ...(part.offset === 0 ? [] : [`OFFSET ${part.offset}`]),
  ].join(' ');
  let place = columns.length;
  const clipPlaces = clips.map((clip) => (clip === null ? -1 : place++));
  return { sql, values: writer.values, columns, clipPlaces, keyPlace: place };
}

/** The count of the rows that pages of the spec go through: exact, or of so many of them at most. */
export function tableCountSql(
  spec: QuerySpec,
  linked: LinkedTable,
  most: number | null = null,
  now = new Date(),
): SqlCondition {
  const { relation: table } = linked;
  refuseModelParts(spec, table);
  const writer = new SqlWriter();
  const condition = conditionsOf(spec, linked, null, writer, now);
  const where = condition === '' ? '' : ` WHERE ${condition}`;
  const rows = `${fromSql(linked, writer)}${where}`;
  const counted = most === null ? rows : `(SELECT FROM ${rows} LIMIT ${most}) AS counted`;
  return { sql: `SELECT count(*) AS "count" FROM ${counted}`, values: writer.values };
}

/** What rows are read from: the table, or the typed query in its place. */
export function fromSql({ relation, query }: LinkedTable, writer: SqlWriter): string {
  if (query !== undefined) {
    // What a name stands for is one value, however often it is written.
    const written = new Map<string, string>();
    return querySql(query, relation.columns, (value, name) => {
      const known = written.get(name) ?? writer.parameter(value);
      written.set(name, known);
      return known;
    });
  }
  return quoteQualified(relation.schema, relation.name);
}

function clipOf(table: Relation, name: string, clipBytes: number | null): ReturnType<typeof clipSql> {
  const column = table.columns.find((candidate) => candidate.name === name);
  // Labels of an enum are short.
  if (clipBytes === null || column?.enumValues !== null) return null;
  return clipSql(columnExpression(table.name, name), column.type, clipBytes);
}

/** Throws `unknown-column`. */
export function checkColumn(table: Relation, name: string): void {
  const known = table.columns.map((column) => column.name);
  if (known.includes(name)) return;
  throw unknownName({
    code: 'unknown-column',
    message: `Table "${table.schema}.${table.name}" has no column "${name}".`,
    name,
    known,
    otherwise: `Known are ${listNames(known)}.`,
  });
}

/** What its filter and search ask of the rows, as SQL; empty for nothing. */
export function conditionsOf(
  spec: QuerySpec,
  table: LinkedTable,
  stretch: Stretch | null,
  writer: SqlWriter,
  now: Date,
): string {
  const filter = parseFilter(spec.filter);
  return [
    ...(filter === null ? [] : [writer.writeFilter(filter, table, { text: spec.filter, now })]),
    ...(spec.search === undefined ? [] : [searchOf(spec.search, spec.columns, table.relation, writer)]),
    ...(stretch === null || stretch.length === 0
      ? []
      : [stretchSql(stretch, (value) => writer.parameter(value))]),
  ].join(' AND ');
}

function searchOf(text: string, names: readonly string[] | null, table: Relation, writer: SqlWriter): string {
  const columns = names === null ? table.columns : table.columns.filter(({ name }) => names.includes(name));
  const what = `Table "${table.schema}.${table.name}"`;
  return searchSql(text, table.name, columns, what, (pattern) => writer.parameter(pattern));
}

/** Throws `model-needed` for what no table has. */
export function refuseModelParts(spec: QuerySpec, table: Relation): void {
  const isLed = spec.relatedTo !== null || (spec.includes ?? []).length > 0;
  const part = isLed ? 'associations' : spec.scopes.length > 0 ? 'scopes' : null;
  if (part === null) return;
  throw new ConsoleError(`Table "${table.schema}.${table.name}" has no ${part}, because no model is read.`, {
    code: 'model-needed',
    kind: 'usage',
    remedy: 'Name a model instead of the table, or use a filter.',
  });
}
