/**
 * Reads pages and counts through the project's models, so that scopes, getters, virtual attributes and hooks do what they do in
 * the application.
 */
import type { CountOptions, FindOptions, Model, ModelStatic, Sequelize } from 'sequelize';
import type { ConnectionTarget } from '../database/target.ts';
import { compileSpec, type CompiledSpec } from './compile-spec.ts';
import { columnOfAttribute } from './model-attributes.ts';
import { modelPageColumns, selectedNames } from './model-page-columns.ts';
import { plainValue, unreadable } from './plain-value.ts';
import type { Page, QuerySpec, RowCount, Value } from './query-spec.ts';
import { queryFailure } from './query-failure.ts';
import { recordingTransaction } from './recording-connection.ts';
import { multipliesRows } from './scope-includes.ts';
import { dropSeparateIncludes } from './scope-model.ts';
import { columnOf, sequelizeClassOf } from './sequelize-class.ts';
import type { StatementWatcher, Watched, WatchedStatement } from './statement-watch.ts';

/** The instance that reads, and how its statements are seen and cancelled. */
export interface ModelReader {
  readonly sequelize: Sequelize;
  readonly watcher: StatementWatcher;
  readonly target: ConnectionTarget;
}

/** Rejects with a ConsoleError; with kind `interrupted` after an abort. */
export async function readModelPage(
  reader: ModelReader,
  spec: QuerySpec,
  signal?: AbortSignal,
): Promise<Page> {
  const compiled = compileSpec(spec, reader.sequelize);
  const { value, statements } = await run(
    reader,
    spec,
    () => compiled.model.findAll(finderOptions(compiled)),
    signal,
  );
  const statement = mainStatement(statements, compiled.model);
  const instances = spec.limit === null ? value : value.slice(0, spec.limit);
  const options = statement?.options ?? {};
  const selected = selectedNames(compiled.model, options);
  const records = instances.map((instance) => recordOf(instance, selected));
  const names = compiled.names ?? namesOf(records) ?? selected;
  const rows = records.map((record) => names.map((name) => plainValue(record[name])));
  const sample = (name: string): Value => {
    const index = names.indexOf(name);
    return rows.find((row) => (row[index] ?? null) !== null)?.[index] ?? null;
  };
  return {
    columns: modelPageColumns(compiled.model, names, options, sample),
    rows,
    offset: spec.offset,
    hasMore: value.length > instances.length,
    sql: statement?.sql ?? '',
    durationMs: statement?.durationMs ?? 0,
  };
}

/** The SQL of the page, written by the finder itself on a connection that executes nothing. */
export async function compileModelSql(reader: ModelReader, spec: QuerySpec): Promise<string> {
  const compiled = compileSpec(spec, reader.sequelize);
  const recording = { logging: false, transaction: recordingTransaction() } as const;
  const { statements } = await run(reader, spec, () =>
    compiled.model.findAll({ ...finderOptions(compiled), ...recording }),
  );
  return mainStatement(statements, compiled.model)?.sql ?? '';
}

/** An empty page is no failure, whatever the model's own `rejectOnEmpty` says. */
function finderOptions({ findOptions }: CompiledSpec): FindOptions & { rejectOnEmpty: false } {
  return { ...findOptions, rejectOnEmpty: false };
}

/** How many rows the spec has without its limit and offset; those that a scope brings still hold. */
export async function countModelRows(
  reader: ModelReader,
  spec: QuerySpec,
  signal?: AbortSignal,
): Promise<RowCount> {
  const compiled = compileSpec(
    { ...spec, limit: null, offset: 0, order: [], columns: null },
    reader.sequelize,
  );
  const { model, scope } = compiled;
  dropSeparateIncludes(model);
  const { value, statements } = await run(
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

async function run<T>(
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

/**
 * What an instance holds, getters and included records with it: `get({plain: true})`, not `toJSON()`, which a model may override to
 * hide attributes from its clients. A getter that throws costs its own cell only.
 */
function recordOf(instance: Model, names: readonly string[]): Readonly<Record<string, unknown>> {
  try {
    // Sequelize types the result by the model's attributes, which are not known here.
    return instance.get({ plain: true }) as Record<string, unknown>;
  } catch {
    return Object.fromEntries(names.map((name) => [name, valueOf(instance, name)]));
  }
}

function valueOf(instance: Model, name: string): unknown {
  try {
    return instance.get(name, { plain: true });
  } catch (error) {
    return unreadable(error);
  }
}

/** The keys of all records in the order they come, without those that no record has a value for; null without records. */
function namesOf(records: readonly Readonly<Record<string, unknown>>[]): readonly string[] | null {
  if (records.length === 0) return null;
  const names = new Set(records.flatMap((record) => Object.keys(record)));
  return [...names].filter((name) => records.some((record) => record[name] !== undefined));
}
