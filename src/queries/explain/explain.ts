/** Explains what a request names, over the connection that would read it: the models' own instance, or ours. */
import { compileModelGroups } from '../grouping/group-model.ts';
import { compileTableGroups } from '../grouping/group-table.ts';
import { isGrouped } from '../grouping/grouped-columns.ts';
import type { Database } from '../../database/client.ts';
import type { ModelReader } from '../model-reader.ts';
import { runWatched } from '../model-reader.ts';
import type { QuerySpec } from '../query-spec.ts';
import { compileModelSql } from '../read-model.ts';
import { compileTableSql } from '../read-table.ts';
import { placeInText } from '../sql/error-place.ts';
import { bindParameters } from '../sql/parameters.ts';
import { sequelizeClassOf } from '../sequelize-class.ts';
import type { Explanation, ExplainRequest } from './plan.ts';
import { explainStatement, rolledBackOn, type AskWithin, type RolledBack } from './run-explain.ts';

/** Rejects with a ConsoleError: `explain-would-write` where ANALYZE would write and may not, and whatever compiling rejects with. */
export async function explain(
  database: Database,
  readerOf: (model: string) => ModelReader,
  request: ExplainRequest,
  { signal }: { readonly signal?: AbortSignal | undefined } = {},
): Promise<Explanation> {
  const version = await database.serverVersion();
  const ours = rolledBackOn(database, signal);
  if (request.type === 'sql') {
    const { sql, values = [] } = request;
    return explainStatement({ sql, values }, request, version, ours);
  }
  if (request.type === 'typed') {
    try {
      const bound = bindParameters(request.text.slice(request.start, request.end), request.parameters);
      return await explainStatement({ ...bound, sql: `\n${bound.sql}` }, request, version, ours);
    } catch (error) {
      throw placeInText(error, request, 1);
    }
  }
  const { spec } = request;
  const { source } = spec;
  if (source.type !== 'model') {
    const sql = isGrouped(spec)
      ? await compileTableGroups(database, source, spec)
      : await compileTableSql(database, source, spec);
    return explainStatement({ sql, values: [] }, request, version, ours);
  }
  const reader = readerOf(source.name);
  const sql = isGrouped(spec) ? await compileModelGroups(reader, spec) : await compileModelSql(reader, spec);
  return explainStatement({ sql, values: [] }, request, version, rolledBackBy(reader, spec, signal));
}

/**
 * On a connection of the instance: its search path and role are those of the pages. Sequelize's own option `readOnly` only chooses a
 * pool, so the transaction is made read-only by the server (manual, SET TRANSACTION).
 */
function rolledBackBy(reader: ModelReader, spec: QuerySpec, signal: AbortSignal | undefined): RolledBack {
  const { sequelize } = reader;
  const type = sequelizeClassOf(sequelize).QueryTypes.SELECT;
  return async (isReadOnly, work) => {
    const { value } = await runWatched(
      reader,
      spec,
      async () => {
        const transaction = await sequelize.transaction();
        const ask: AskWithin = async (sql) => {
          const rows = await sequelize.query<Record<string, unknown>>(sql, { type, raw: true, transaction });
          return rows.map((row) => Object.values(row));
        };
        try {
          if (isReadOnly) await sequelize.query('SET TRANSACTION READ ONLY', { transaction });
          return await work(ask);
        } finally {
          await transaction.rollback().catch(() => undefined);
        }
      },
      signal,
    );
    return value;
  };
}
