/**
 * Reads pages and counts through the project's models, so that scopes, getters, virtual attributes and hooks do what they do in
 * the application.
 */
import type { CountOptions, FindOptions, Model, ModelStatic, Sequelize } from 'sequelize';
import type { Relation } from '../database/relation.ts';
import type { ConnectionTarget } from '../database/target.ts';
import { compileSpec, type CompiledSpec } from './compile-spec.ts';
import { estimatedSpec, explained, plannedRows } from './estimate-rows.ts';
import { columnOfAttribute } from './model-attributes.ts';
import { findModel } from './find-model.ts';
import type { RelationFinder } from './find-relation.ts';
import { readPaged } from './keyset/read-paged.ts';
import { modelRows, readInstance, type ReadInstance } from './model-rows.ts';
import type { Page, QuerySpec, RowCount, RowEstimate } from './query-spec.ts';
import { queryFailure } from './query-failure.ts';
import { recordingTransaction } from './recording-connection.ts';
import { multipliesRows } from './scope-includes.ts';
import { dropSeparateIncludes } from './scope-model.ts';
import { columnOf, sequelizeClassOf } from './sequelize-class.ts';
import type { StatementOptions, StatementWatcher, Watched, WatchedStatement } from './statement-watch.ts';

/** The instance that reads, and how its statements are seen and cancelled. */
export interface ModelReader {
  readonly sequelize: Sequelize;
  readonly watcher: StatementWatcher;
  readonly target: ConnectionTarget;
  readonly relations: RelationFinder;
}

/** Rejects with a ConsoleError; with kind `interrupted` after an abort. `within` a transaction the page sees what that sees. */
export async function readModelPage(
  reader: ModelReader,
  spec: QuerySpec,
  signal?: AbortSignal,
  within: Pick<FindOptions, 'transaction'> = {},
): Promise<Page> {
  const compiled = await compile(reader, spec);
  const executed: WatchedStatement[] = [];
  const paged = await readPaged<ReadInstance>(spec, compiled.order, {
    async read(request) {
      const { options, selected } = compiled.part(request);
      const { value, statements } = await runWatched(
        reader,
        spec,
        () => find(compiled, { ...options, ...within }),
        signal,
      );
      const statement = mainStatement(statements, compiled.model);
      if (statement !== undefined) executed.push(statement);
      return value.map((instance) => readInstance(instance, selected));
    },
    count: async () => (await countModelRows(reader, spec, signal)).count,
  });
  const { hasBefore, hasAfter, paging } = paged;
  return {
    hasBefore,
    hasAfter,
    paging,
    sql: executed.map(({ sql }) => sql).join(';\n'),
    durationMs: executed.reduce((total, { durationMs }) => total + durationMs, 0),
    ...modelRows(compiled, paged.rows, executed[0]?.options ?? {}),
  };
}

/** What the finder itself would execute, and the options it would read the result with. */
export interface ModelStatement {
  readonly compiled: CompiledSpec;
  readonly relation: Relation | null;
  readonly sql: string;
  readonly options: StatementOptions;
}

/**
 * The SQL that an application would read these rows with, written by the finder itself on a connection that executes nothing. A
 * page adds its keys to it, and clips what is large.
 */
export async function compileModelSql(reader: ModelReader, spec: QuerySpec): Promise<string> {
  return (await compileModelStatement(reader, spec)).sql;
}

export async function compileModelStatement(reader: ModelReader, spec: QuerySpec): Promise<ModelStatement> {
  const { compiled, relation } = await compileWithRelation(reader, spec);
  return { compiled, relation, ...(await recordStatement(reader, spec, compiled)) };
}

/** The finder's own statement, on a connection that executes nothing. */
async function recordStatement(
  reader: ModelReader,
  spec: QuerySpec,
  compiled: CompiledSpec,
): Promise<Pick<ModelStatement, 'sql' | 'options'>> {
  const recording = { logging: false, transaction: recordingTransaction() } as const;
  const { statements } = await runWatched(reader, spec, () =>
    find(compiled, { ...compiled.plainOptions, ...recording }),
  );
  const statement = mainStatement(statements, compiled.model);
  return { sql: statement?.sql ?? '', options: statement?.options ?? {} };
}

/** The planner's number, asked for on a connection of the instance: its search path and role are those of the pages. */
export async function estimateModelRows(
  reader: ModelReader,
  spec: QuerySpec,
  signal?: AbortSignal,
): Promise<RowEstimate> {
  const whole = estimatedSpec(spec);
  const { sql } = await recordStatement(reader, whole, compileSpec(whole, reader.sequelize, null));
  const explaining = (): Promise<Record<string, unknown> | null> =>
    reader.sequelize.query<Record<string, unknown>>(explained(sql), {
      type: sequelizeClassOf(reader.sequelize).QueryTypes.SELECT,
      raw: true,
      plain: true,
    });
  const { value, statements } = await runWatched(reader, spec, explaining, signal);
  return {
    rows: plannedRows(value?.['QUERY PLAN']),
    sql,
    durationMs: statements.at(-1)?.durationMs ?? 0,
  };
}

/** The first page of a table looks at the table anew; the pages that follow must go on in the order it began. */
async function compile(reader: ModelReader, spec: QuerySpec): Promise<CompiledSpec> {
  return (await compileWithRelation(reader, spec)).compiled;
}

async function compileWithRelation(
  { sequelize, relations }: ModelReader,
  spec: QuerySpec,
): Promise<Pick<ModelStatement, 'compiled' | 'relation'>> {
  const { type } = spec.place;
  const isFirst = type === 'start' || type === 'end' || type === 'offset';
  const relation = await relations.find(findModel(spec.source.name, sequelize), isFirst);
  return { compiled: compileSpec(spec, sequelize, relation), relation };
}

/** An empty page is no failure, whatever the model's own `rejectOnEmpty` says. */
async function find({ model }: CompiledSpec, options: FindOptions): Promise<readonly Model[]> {
  const never: { rejectOnEmpty: false } = { rejectOnEmpty: false };
  return model.findAll({ ...options, ...never });
}

/** How many rows the spec has without its limit and offset; those that a scope brings still hold. */
export async function countModelRows(
  reader: ModelReader,
  spec: QuerySpec,
  signal?: AbortSignal,
): Promise<RowCount> {
  const compiled = compileSpec(
    { ...spec, limit: null, place: { type: 'start' }, order: [], columns: null },
    reader.sequelize,
    null,
  );
  const { model, scope } = compiled;
  dropSeparateIncludes(model);
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
function countOptions({ model, findOptions, scope }: CompiledSpec, { sequelize }: ModelReader): CountOptions {
  const { where, include, paranoid } = findOptions;
  const options: CountOptions = {
    ...(where === undefined ? {} : { where }),
    ...(include === undefined ? {} : { include }),
    ...(paranoid === undefined ? {} : { paranoid }),
    // count() looks for it before it applies the scope.
    ...(scope.group === undefined ? {} : { group: scope.group }),
  };
  if (include === undefined && scope.include === undefined) return options;
  const { fn, literal } = sequelizeClassOf(sequelize);
  const keys = multipliesRows(scope.include) ? model.primaryKeyAttributes : [];
  const counted =
    keys.length === 0
      ? literal('*')
      : fn('DISTINCT', ...keys.map((key) => columnOf(model, sequelize, columnOfAttribute(model, key))));
  return { ...options, attributes: [[fn('count', counted), 'count']] };
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
    throw queryFailure(error, spec.source.name, reader.target);
  }
}

/** The statement of the finder itself, not one of a hook or of a separate include: the scoped class is its own. */
function mainStatement(
  statements: readonly WatchedStatement[],
  model: ModelStatic<Model>,
): WatchedStatement | undefined {
  return statements.find(({ options }) => options.model === model) ?? statements[0];
}
