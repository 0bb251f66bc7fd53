/**
 * Reads pages through the project's models, so that scopes, getters, virtual attributes and hooks do what they do in the
 * application.
 */
import type { FindOptions, Model } from 'sequelize';
import type { Relation } from '../database/relation.ts';
import { compileSpec, type CompiledSpec } from './compile-spec.ts';
import { countModelRows } from './count-model.ts';
import { estimatedSpec, plannedRows } from './estimate-rows.ts';
import { explainModelStatement } from './explain-model.ts';
import { findModel } from './find-model.ts';
import { IncludedRecords } from './included-records.ts';
import { readPaged, wholePart, type PartRequest } from './keyset/read-paged.ts';
import {
  findRows,
  mainStatement,
  recordStatement,
  runWatched,
  searchedRelation,
  type ModelReader,
} from './model-reader.ts';
import { modelRows, readInstance, type ReadInstance } from './model-rows.ts';
import type { PageAttributes } from './page-attributes.ts';
import { sourceName, type Page, type QuerySpec, type RowEstimate } from './query-spec.ts';
import { joinedTableOf } from './related-rows.ts';
import { sequelizeClassOf } from './sequelize-class.ts';
import { shortSql } from './short-sql.ts';
import type { StatementOptions, WatchedStatement } from './statement-watch.ts';

/** Rejects with a ConsoleError; with kind `interrupted` after an abort. `within` a transaction the page sees what that sees. */
export async function readModelPage(
  reader: ModelReader,
  spec: QuerySpec,
  signal?: AbortSignal,
  within: Pick<FindOptions, 'transaction'> = {},
): Promise<Page> {
  const compiled = await compile(reader, spec);
  const executed: WatchedStatement[] = [];
  const short: string[] = [];
  const paged = await readPaged<ReadInstance>(spec, compiled.order, {
    async read(request) {
      const {
        rows,
        statement,
        short: said,
      } = await readModelPart(reader, spec, compiled, request, signal, within);
      if (statement !== undefined) {
        executed.push(statement);
        short.push(said);
      }
      return rows;
    },
    count: async () => (await countModelRows(reader, spec, signal)).count,
  });
  const { hasBefore, hasAfter, paging } = paged;
  return {
    hasBefore,
    hasAfter,
    paging,
    sql: executed.map(({ sql }) => sql).join(';\n'),
    shortSql: short.map((sql) => sql.replace(/;\s*$/, '')).join(';\n'),
    durationMs: executed.reduce((total, { durationMs }) => total + durationMs, 0),
    ...modelRows(compiled, paged.rows, executed[0]?.options ?? {}),
  };
}

/** The rows of one statement of a page, the statement, and how a person would write it. */
export async function readModelPart(
  reader: ModelReader,
  spec: QuerySpec,
  compiled: CompiledSpec,
  request: PartRequest,
  signal?: AbortSignal,
  within: Pick<FindOptions, 'transaction'> = {},
): Promise<{
  readonly rows: readonly ReadInstance[];
  readonly statement: WatchedStatement | undefined;
  readonly short: string;
}> {
  const { options, selected } = compiled.part(request);
  const included = includedRecords(reader, spec.clipBytes, selected.clipNames.keys());
  const work = (): Promise<readonly Model[]> =>
    findRows(compiled, { ...options, ...within, ...included.option });
  const { value, statements } = await runWatched(reader, spec, work, signal);
  const statement = mainStatement(statements, compiled.model);
  const additions = [...selected.additions, ...included.additions];
  return {
    rows: value.map((instance) => readInstance(instance, selected, included.plans)),
    statement,
    short: statement === undefined ? '' : shortSql(statement.sql, additions, request.limit),
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

/** The statement that reads the same rows, and what it selects beside them; values come whole. */
export interface ReadingStatement extends Pick<ModelStatement, 'sql' | 'options'> {
  readonly selected: PageAttributes;
  readonly included: IncludedRecords;
}

export async function compileReading(
  reader: ModelReader,
  spec: QuerySpec,
  { compiled }: Pick<ModelStatement, 'compiled'>,
): Promise<ReadingStatement> {
  const { options, selected } = compiled.part(wholePart(spec, compiled.order));
  const included = includedRecords(reader, null);
  const recorded = await recordStatement(reader, spec, compiled, { ...options, ...included.option });
  return { ...recorded, selected, included };
}

/** The planner's number. */
export async function estimateModelRows(
  reader: ModelReader,
  spec: QuerySpec,
  signal?: AbortSignal,
): Promise<RowEstimate> {
  const whole = estimatedSpec(spec);
  const { sql } = await recordStatement(
    reader,
    whole,
    compileSpec(whole, reader.sequelize, await searchedRelation(reader, spec), { rows: 'counted' }),
  );
  const { plan, durationMs } = await explainModelStatement(reader, spec, sql, signal);
  return { rows: plannedRows(plan), sql, durationMs };
}

/** The first page of a table looks at the table anew; the pages that follow must go on in the order it began. */
async function compile(reader: ModelReader, spec: QuerySpec): Promise<CompiledSpec> {
  return (await compileWithRelation(reader, spec)).compiled;
}

export async function compileWithRelation(
  { sequelize, relations }: Pick<ModelReader, 'sequelize' | 'relations'>,
  spec: QuerySpec,
  now = new Date(),
): Promise<Pick<ModelStatement, 'compiled' | 'relation'>> {
  const { type } = spec.place;
  const isFirst = type === 'start' || type === 'end' || type === 'offset';
  const relation = await relations.find(findModel(sourceName(spec.source), sequelize), isFirst);
  const joined = joinedTableOf(spec, sequelize);
  const joinedRelation = joined === null ? null : await relations.find(joined.model, isFirst);
  return {
    compiled: compileSpec(spec, sequelize, { own: relation, joined: joinedRelation }, { now }),
    relation,
  };
}

/** Clips what comes along with the rows as the rows are. */
function includedRecords(
  { sequelize, relations }: ModelReader,
  clipBytes: number | null,
  clipped: Iterable<string> = [],
): IncludedRecords {
  return new IncludedRecords(relations, clipBytes, sequelizeClassOf(sequelize).literal, clipped);
}
