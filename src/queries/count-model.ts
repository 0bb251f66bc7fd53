/**
 * Counts the rows that pages of a model go through: all of them, or up to a limit, where the server stops reading, so that the
 * answer costs no more for a million rows than for as many as the limit.
 */
import type { CountOptions } from 'sequelize';
import { compileSpec, type CompiledSpec } from './compile-spec.ts';
import { searchedOnly } from './estimate-rows.ts';
import { columnOfAttribute } from './model-attributes.ts';
import { recordStatement, runWatched, searchedRelation, type ModelReader } from './model-reader.ts';
import type { QuerySpec, RowCount } from './query-spec.ts';
import { quoteIdentifier } from '../database/quote.ts';
import { multipliesRows } from './scope-includes.ts';
import { columnOf, sequelizeClassOf } from './sequelize-class.ts';

/** How many rows the spec has without its limit and offset; those that a scope brings still hold. */
export async function countModelRows(
  reader: ModelReader,
  spec: QuerySpec,
  signal?: AbortSignal,
): Promise<RowCount> {
  const relations = await searchedRelation(reader, spec);
  const compiled = compileSpec(allRowsOf(spec), reader.sequelize, relations, { isRowsAlone: true });
  const { model, scope } = compiled;
  const { value, statements } = await runWatched(
    reader,
    spec,
    () => model.count(countOptions(compiled, reader)),
    signal,
  );
  // With a scope that groups, Sequelize counts each group: one row of the page for each.
  const counted: unknown = value;
  const total = Array.isArray(counted) ? counted.length : Number(counted);
  const statement = statements.at(-1);
  return {
    count: Math.min(Math.max(total - (scope.offset ?? 0), 0), scope.limit ?? Number.POSITIVE_INFINITY),
    sql: statement?.sql ?? '',
    durationMs: statement?.durationMs ?? 0,
  };
}

/**
 * `count()` of a model with includes counts joined rows; an attribute named `count` of our own takes the place of its count
 * (lib/model.js, aggregate): distinct keys where `findAll` folds the rows of a to-many association into one, all rows where it
 * does not.
 */
function countOptions(
  { model, findOptions, scope, included }: CompiledSpec,
  { sequelize }: ModelReader,
): CountOptions {
  const { where, include, paranoid } = findOptions;
  const options: CountOptions = {
    ...(where === undefined ? {} : { where }),
    ...(include === undefined ? {} : { include }),
    ...(paranoid === undefined ? {} : { paranoid }),
    // count() looks for it before it applies the scope.
    ...(scope.group === undefined ? {} : { group: scope.group }),
  };
  if (include === undefined) return options;
  const { fn, literal } = sequelizeClassOf(sequelize);
  const keys = multipliesRows(included) ? model.primaryKeyAttributes : [];
  const counted =
    keys.length === 0
      ? literal('*')
      : fn('DISTINCT', ...keys.map((key) => columnOf(model, sequelize, columnOfAttribute(model, key))));
  return { ...options, attributes: [[fn('count', counted), 'count']] };
}

/**
 * `count` is at most `most`. The model's own finder writes the statement, hooks and scopes included, on a connection that executes
 * nothing; its rows are counted on the server.
 */
export async function countModelUpTo(
  reader: ModelReader,
  spec: QuerySpec,
  most: number,
  signal?: AbortSignal,
): Promise<RowCount> {
  const { sequelize } = reader;
  const relations = await searchedRelation(reader, spec);
  const compiled = compileSpec(allRowsOf(spec), sequelize, relations, { isRowsAlone: true });
  const { model, scope, plainOptions, included } = compiled;
  const keys = model.primaryKeyAttributes;
  const { order: _order, ...options } = plainOptions;
  const isGrouped = scope.group !== undefined;
  const { sql: written } = await recordStatement(reader, spec, compiled, {
    ...options,
    ...(keys.length === 0 || isGrouped ? {} : { attributes: [...keys] }),
    limit: Math.min(options.limit ?? most, most),
  });
  const rowsSql = written.replace(/;\s*$/, '');
  // Joined rows of one record are one record.
  const isMultiplied = multipliesRows(included) && keys.length > 0 && !isGrouped;
  const distinct = `SELECT DISTINCT ${keys.map(quoteIdentifier).join(', ')} FROM (${rowsSql}) AS joined`;
  const sql = `SELECT count(*) AS "count" FROM (${isMultiplied ? distinct : rowsSql}) AS counted`;
  const { value, statements } = await runWatched(reader, spec, () => sequelize.query(sql), signal);
  const [rows] = value;
  const [row] = rows as readonly { readonly count: string }[]; // the one column of the one row
  return { count: Number(row?.count ?? 0), sql, durationMs: statements.at(-1)?.durationMs ?? 0 };
}

/** An order is left out: it changes which rows are reached first, not how many there are. */
function allRowsOf(spec: QuerySpec): QuerySpec {
  return { ...spec, limit: null, place: { type: 'start' }, order: [], columns: searchedOnly(spec) };
}
