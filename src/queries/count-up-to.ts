/**
 * Counts a model's rows up to a limit: the server stops reading at it, so that the answer costs no more for a million rows than for as
 * many as the limit. What is counted are the rows that pages of the spec go through.
 */
import { compileSpec } from './compile-spec.ts';
import { searchedOnly } from './estimate-rows.ts';
import { findModel } from './find-model.ts';
import { queryFailure } from './query-failure.ts';
import type { QuerySpec, RowCount } from './query-spec.ts';
import { quoteIdentifier } from './quote-identifier.ts';
import { searchedRelation, type ModelReader } from './read-model.ts';
import { recordingTransaction } from './recording-connection.ts';
import { multipliesRows } from './scope-includes.ts';
import { dropSeparateIncludes } from './scope-model.ts';

/**
 * `count` is at most `most`. The model's own finder writes the statement, hooks and scopes included, on a connection that executes nothing; its rows are
 * counted on the server. An order is left out: it changes which rows are reached first, not how many there are.
 */
export async function countModelUpTo(
  reader: ModelReader,
  spec: QuerySpec,
  most: number,
  signal?: AbortSignal,
): Promise<RowCount> {
  const { sequelize, watcher, target } = reader;
  const keys = findModel(spec.source.name, sequelize).primaryKeyAttributes;
  const columns = searchedOnly(spec);
  const all = { ...spec, limit: null, place: { type: 'start' }, order: [], columns } as const;
  const { model, scope, plainOptions } = compileSpec(all, sequelize, await searchedRelation(reader, spec));
  dropSeparateIncludes(model);
  const { order: _order, ...options } = plainOptions;
  const isGrouped = scope.group !== undefined;
  const isMultiplied = multipliesRows(scope.include) && keys.length > 0 && !isGrouped;
  try {
    const { statements } = await watcher.watch(async () =>
      model.findAll({
        ...options,
        ...(keys.length === 0 || isGrouped ? {} : { attributes: [...keys] }),
        limit: Math.min(options.limit ?? most, most),
        logging: false,
        transaction: recordingTransaction(),
      }),
    );
    const found = statements.find((statement) => statement.options.model === model) ?? statements[0];
    const rowsSql = (found?.sql ?? '').replace(/;\s*$/, '');
    // Joined rows of one record are one record.
    const distinct = `SELECT DISTINCT ${keys.map(quoteIdentifier).join(', ')} FROM (${rowsSql}) AS joined`;
    const sql = `SELECT count(*) AS "count" FROM (${isMultiplied ? distinct : rowsSql}) AS counted`;
    const counted = await watcher.watch(async () => sequelize.query(sql), signal);
    const [rows] = counted.value;
    const [row] = rows as readonly { readonly count: string }[]; // the one column of the one row
    return { count: Number(row?.count ?? 0), sql, durationMs: counted.statements.at(-1)?.durationMs ?? 0 };
  } catch (error) {
    throw queryFailure(error, spec.source.name, target);
  }
}
