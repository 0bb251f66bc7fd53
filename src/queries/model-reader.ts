/**
 * Runs finders of the project's models: watched, so that their statements are known and can be cancelled, or on a connection that
 * executes nothing.
 */
import type { FindOptions, Model, ModelStatic, Sequelize } from 'sequelize';
import type { ConnectionTarget } from '../database/target.ts';
import { noRelations, type CompiledSpec, type SpecRelations } from './compile-spec.ts';
import { findModel } from './find-model.ts';
import type { RelationFinder } from './find-relation.ts';
import { toldAsDrift } from './model-drift.ts';
import { queryFailure } from './query-failure.ts';
import { sourceName, type QuerySpec } from './query-spec.ts';
import { recordingTransaction } from './recording-connection.ts';
import type { StatementWatcher, Watched, WatchedStatement } from './statement-watch.ts';

/** The instance that reads, and how its statements are seen and cancelled. */
export interface ModelReader {
  readonly sequelize: Sequelize;
  readonly watcher: StatementWatcher;
  readonly target: ConnectionTarget;
  readonly relations: RelationFinder;
}

/** What the finder gives. An empty page is no failure, whatever the model's own `rejectOnEmpty` says. */
export async function findRows({ model }: CompiledSpec, options: FindOptions): Promise<readonly Model[]> {
  const never: { rejectOnEmpty: false } = { rejectOnEmpty: false };
  return model.findAll({ ...options, ...never });
}

/** What has to be known of the model's table to write its condition: its columns, where the spec searches them. */
export async function searchedRelation(
  { sequelize, relations }: ModelReader,
  { search, source }: QuerySpec,
): Promise<SpecRelations> {
  if (search === undefined) return noRelations;
  return { own: await relations.find(findModel(sourceName(source), sequelize), false), joined: null };
}

/** The finder's own statement, on a connection that executes nothing. */
export async function recordStatement(
  reader: ModelReader,
  spec: QuerySpec,
  compiled: CompiledSpec,
  options: FindOptions = compiled.statementOptions,
): Promise<Pick<WatchedStatement, 'sql' | 'options'>> {
  const recording = { logging: false, transaction: recordingTransaction() } as const;
  const { statements } = await runWatched(reader, spec, () =>
    findRows(compiled, { ...options, ...recording }),
  );
  const statement = mainStatement(statements, compiled.model);
  return { sql: statement?.sql ?? '', options: statement?.options ?? {} };
}

/** Rejects with what the finder rejected with, told as an error of the model. */
export async function runWatched<T>(
  reader: ModelReader,
  spec: QuerySpec,
  work: () => Promise<T>,
  signal?: AbortSignal,
): Promise<Watched<T>> {
  try {
    return await reader.watcher.watch(work, signal);
  } catch (error) {
    const failure = queryFailure(error, sourceName(spec.source), reader.target);
    throw await toldAsDrift(failure, findModel(sourceName(spec.source), reader.sequelize), reader.relations);
  }
}

/** The statement of the finder itself, not one of a hook or of a separate include: the scoped class is its own. */
export function mainStatement(
  statements: readonly WatchedStatement[],
  model: ModelStatic<Model>,
): WatchedStatement | undefined {
  return statements.find(({ options }) => options.model === model) ?? statements[0];
}
