/**
 * The door of this room: reads what a QuerySpec says, through the project's models or, for a table without one, over our own
 * connection.
 */
import type { Sequelize } from 'sequelize';
import type { Database } from '../database/client.ts';
import { ConsoleError } from '../errors.ts';
import type { CodeOptions, CodeSpec, QueryCode } from './code/code.ts';
import { countModelRows, countModelUpTo } from './count-model.ts';
import type { Explanation, ExplainRequest } from './explain/plan.ts';
import type { ExportOutcome, ExportRequest, ExportWriter } from './export/export-request.ts';
import type { ExportOptions } from './export/run-export.ts';
import type { Groups } from './grouping/open-groups.ts';
import { isGrouped } from './grouping/grouped-columns.ts';
import { relationFinder, relationsIfAnswered } from './find-relation.ts';
import { watchIncludes } from './included-records.ts';
import {
  sourceName,
  type Page,
  type QuerySpec,
  type RowCount,
  type RowEstimate,
  type StatementResult,
} from './query-spec.ts';
import type { ModelReader } from './model-reader.ts';
import { compileModelSql, estimateModelRows, readModelPage } from './read-model.ts';
import { compileTableSql, countTableRows, estimateTableRows, readTablePage } from './read-table.ts';
import { runStatement } from './run-statement.ts';
import type { SavedQueriesPlace } from './saved-queries/run-saved-query.ts';
import type { ParamValues, SavedOutcome } from './saved-queries/saved-query.ts';
import type { SearchOutcome, SearchReceiver, SearchRequest } from './search/search-request.ts';
import type { RowExplosion } from './includes/row-explosion.ts';
import type { LensOptions, ScopeLens } from './scope-lens.ts';
import type { ScopeMeanings } from './scope-sql.ts';
import { watchStatements } from './statement-watch.ts';

export interface QuerySource {
  /** The project's own instance with its models; null when they did not load. */
  readonly sequelize: Sequelize | null;
  /** Connected to the same database; statements are cancelled over it. */
  readonly database: Database;
}

export interface QueryCallOptions {
  /** Cancels the statement on the server; the call then rejects with kind `interrupted`. */
  readonly signal?: AbortSignal | undefined;
}

/** Every method rejects with a ConsoleError. */
export interface Queries {
  /** Looks through all rows for the text of the spec, within a time limit; told of what is found as it goes. */
  search(
    request: SearchRequest,
    options?: QueryCallOptions & { readonly onProgress?: SearchReceiver | undefined },
  ): Promise<SearchOutcome>;
  page(spec: QuerySpec, options?: QueryCallOptions): Promise<Page>;
  /** An exact count: it reads every row that the spec has. */
  count(spec: QuerySpec, options?: QueryCallOptions): Promise<RowCount>;
  /** Reads no more rows than `most`, which is the highest answer. */
  countUpTo(spec: QuerySpec, most: number, options?: QueryCallOptions): Promise<RowCount>;
  /** What the planner expects, at once: nothing is read but statistics. */
  estimate(spec: QuerySpec, options?: QueryCallOptions): Promise<RowEstimate>;
  /** The statement an application would read the rows with. The catalog is read; nothing else is executed. */
  compile(spec: QuerySpec): Promise<{ readonly sql: string }>;
  /** Sequelize code that gives the rows of the spec; the catalog is read where a server answers, nothing else is executed. */
  code(spec: QuerySpec, options?: CodeOptions): Promise<QueryCode>;
  /** The spec that pasted code says; it is parsed and never run. */
  specFromCode(text: string): Promise<CodeSpec>;
  /** Runs code of the project. */
  runSaved(
    place: SavedQueriesPlace,
    name: string,
    params: ParamValues,
    options?: QueryCallOptions,
  ): Promise<SavedOutcome>;
  /** The plan of a spec's or a text's statement; executed only where it is to be analysed, and then rolled back. */
  explain(request: ExplainRequest, options?: QueryCallOptions): Promise<Explanation>;
  /** What each scope of the model does to these rows; rejects with `model-needed` for a table. */
  scopeLens(spec: QuerySpec, options?: QueryCallOptions & LensOptions): Promise<ScopeLens>;
  /** What each scope of a model means in SQL; nothing is executed. */
  scopeMeanings(model: string): Promise<ScopeMeanings>;
  /** Whether joined includes make many rows of few; null where they do not. Nothing is read but statistics. */
  explosionOf(spec: QuerySpec, options?: QueryCallOptions): Promise<RowExplosion | null>;
  run(sql: string, options?: QueryCallOptions): Promise<StatementResult>;
  /** Writes all rows of the request's spec; an abort rejects with kind `interrupted`. */
  export(request: ExportRequest, write: ExportWriter, options?: ExportOptions): Promise<ExportOutcome>;
}

/** To be opened once for an instance: it adds hooks to it. */
export function openQueries({ sequelize, database }: QuerySource): Queries {
  if (sequelize !== null) watchIncludes(sequelize);
  const reader: ModelReader | null =
    sequelize === null
      ? null
      : {
          sequelize,
          target: database.target,
          relations: relationFinder(database),
          watcher: watchStatements(sequelize, (processId) => database.cancelBackend(processId)),
        };
  const readerOf = (name: string): ModelReader => {
    if (reader !== null) return reader;
    throw new ConsoleError(`Model "${name}" cannot be read, because the project's models did not load.`, {
      code: 'models-not-loaded',
      remedy: 'Run `seqscope models` to see why, and mend that first.',
    });
  };

  const groups = async (): Promise<Groups> => {
    const { openGroups } = await import('./grouping/open-groups.ts');
    return openGroups(database, readerOf);
  };

  return {
    async page(spec, { signal } = {}) {
      if (isGrouped(spec)) return (await groups()).page(spec, signal);
      const { source } = spec;
      return source.type !== 'model'
        ? readTablePage(database, source, spec, signal)
        : readModelPage(readerOf(source.name), spec, signal);
    },
    async count(spec, { signal } = {}) {
      if (isGrouped(spec)) return (await groups()).count(spec, null, signal);
      const { source } = spec;
      return source.type !== 'model'
        ? countTableRows(database, source, spec, null, signal)
        : countModelRows(readerOf(source.name), spec, signal);
    },
    async countUpTo(spec, most, { signal } = {}) {
      if (isGrouped(spec)) return (await groups()).count(spec, most, signal);
      const { source } = spec;
      return source.type !== 'model'
        ? countTableRows(database, source, spec, most, signal)
        : countModelUpTo(readerOf(source.name), spec, most, signal);
    },
    async estimate(spec, { signal } = {}) {
      if (isGrouped(spec)) return (await groups()).estimate(spec, signal);
      const { source } = spec;
      return source.type !== 'model'
        ? estimateTableRows(database, source, spec, signal)
        : estimateModelRows(readerOf(source.name), spec, signal);
    },
    async compile(spec) {
      if (isGrouped(spec)) return { sql: await (await groups()).compile(spec) };
      const { source } = spec;
      const sql =
        source.type !== 'model'
          ? await compileTableSql(database, source, spec)
          : await compileModelSql(readerOf(source.name), spec);
      return { sql };
    },
    async code(spec, options = {}) {
      const { modelCode, tableCode } = await import('./code/spec-code.ts');
      const { source } = spec;
      if (source.type !== 'model') return tableCode(database, source, spec, options);
      const own = readerOf(source.name);
      return modelCode({ ...own, relations: relationsIfAnswered(own.relations) }, spec, options);
    },
    async specFromCode(text) {
      const { codeSpec } = await import('./code/read/code-spec.ts');
      return codeSpec(readerOf('of the code'), text);
    },
    async runSaved(place, name, params, options) {
      const { runSavedQuery } = await import('./saved-queries/run-saved-query.ts');
      return runSavedQuery(place, readerOf('of the query'), name, params, options);
    },
    async scopeLens(spec, options = {}) {
      const { source } = spec;
      if (source.type !== 'model') throw withoutModel(sourceName(source));
      const { readScopeLens } = await import('./scope-lens.ts');
      return readScopeLens(readerOf(source.name), spec, options);
    },
    async scopeMeanings(model) {
      const { readScopeMeanings } = await import('./scope-sql.ts');
      return readScopeMeanings(readerOf(model), model);
    },
    async explosionOf(spec, { signal } = {}) {
      const { source } = spec;
      if (source.type !== 'model' || isGrouped(spec)) return null;
      const { findExplosion } = await import('./includes/row-explosion.ts');
      return findExplosion(readerOf(source.name), spec, signal);
    },
    async run(sql, options = {}) {
      return runStatement(database, sql, options);
    },
    async explain(request, options) {
      const { explain } = await import('./explain/explain.ts');
      return explain(database, readerOf, request, options);
    },
    async search(request, { signal, onProgress = () => undefined } = {}) {
      const { runSearch, searchedSpec } = await import('./search/run-search.ts');
      const { modelSource, tableSource } = await import('./search/search-source.ts');
      const spec = searchedSpec(request.spec);
      if (isGrouped(spec)) throw unsearchable();
      const source =
        spec.source.type !== 'model'
          ? await tableSource(database, spec.source, spec)
          : await modelSource(readerOf(spec.source.name), spec);
      return runSearch(database, { source, request: { ...request, spec }, onProgress, signal });
    },
    async export(request, write, options) {
      const { runExport } = await import('./export/run-export.ts');
      return runExport(database, readerOf, request, write, options);
    },
  };
}

function unsearchable(): ConsoleError {
  return new ConsoleError('Groups of rows cannot be searched through.', {
    code: 'grouping-impossible',
    kind: 'usage',
    remedy: 'Filter the rows, or search them without grouping.',
  });
}

function withoutModel(name: string): ConsoleError {
  return new ConsoleError(`"${name}" has no scopes, because no model is read.`, {
    code: 'model-needed',
    kind: 'usage',
    remedy: 'Name a model instead of the table.',
  });
}
