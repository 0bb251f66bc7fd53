/** The plan of a statement of the project's models, asked for on a connection of the instance: its search path and role are theirs. */
import { explained } from './estimate-rows.ts';
import { runWatched, type ModelReader } from './model-reader.ts';
import type { QuerySpec } from './query-spec.ts';
import { sequelizeClassOf } from './sequelize-class.ts';

/** As `EXPLAIN (FORMAT JSON)` gives it; nothing is executed. Rejects as reading the rows would. */
export async function explainModelStatement(
  reader: ModelReader,
  spec: QuerySpec,
  sql: string,
  signal?: AbortSignal,
): Promise<{ readonly plan: unknown; readonly durationMs: number }> {
  const { sequelize } = reader;
  const { SELECT } = sequelizeClassOf(sequelize).QueryTypes;
  const explaining = (): Promise<Record<string, unknown> | null> =>
    sequelize.query<Record<string, unknown>>(explained(sql), { type: SELECT, raw: true, plain: true });
  const { value, statements } = await runWatched(reader, spec, explaining, signal);
  return { plan: value?.['QUERY PLAN'], durationMs: statements.at(-1)?.durationMs ?? 0 };
}
