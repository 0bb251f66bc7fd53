/**
 * The one façade a face talks to: plain data in and out, AbortSignals, events for progress. No Sequelize object crosses
 * this line, so the same interface works in this process (commands) and across a host process (the console).
 */
import type { CodeCompletion, CodeCompletionRequest } from './evaluation/completion/code-completion.ts';
import type { CallableQueries } from './evaluation/context/callable-queries.ts';
import type { Evaluation, EvaluationRequest, ShownTable, ToldLine } from './evaluation/evaluation.ts';
import type { SandboxAction, SandboxView } from './evaluation/sandboxed-lines.ts';
import type { CodeOptions, CodeSpec, QueryCode } from './queries/code/code.ts';
import type { Explanation, ExplainRequest } from './queries/explain/plan.ts';
import type {
  ExportFile,
  ExportOutcome,
  ExportProgress,
  ExportRequest,
  ExportWriter,
} from './queries/export/export-request.ts';
import type { FilterCompletion } from './queries/filter/complete-filter.ts';
import type { RowExplosion } from './queries/includes/row-explosion.ts';
import type {
  AggregateTerm,
  IncludeUse,
  Page,
  QuerySpec,
  RowCount,
  RowEstimate,
  ScopeUse,
  StatementResult,
} from './queries/query-spec.ts';
import type { ParamValues, SavedOutcome, SavedQuery } from './queries/saved-queries/saved-query.ts';
import type { SaveRequest } from './queries/saved-queries/write-saved-query.ts';
import type { ScopeLens } from './queries/scope-lens.ts';
import type { SearchOutcome, SearchProgress, SearchRequest } from './queries/search/search-request.ts';
import type { CatalogCommand } from './queries/sql/commands/command.ts';
import type { SqlCompletion } from './queries/sql/completion/complete-sql.ts';
import type { SqlForecast, SqlRequest, SqlResult, SqlRun } from './queries/sql/sql-request.ts';
import type { SavedView } from './queries/views/saved-view.ts';
import type {
  CallOptions,
  ProjectSummary,
  NewDatabase,
  ProjectInspection,
  DatabaseStatus,
  ModelsView,
  CompletionRequest,
  SessionEvent,
} from './session-shapes.ts';
import type { JournalSession } from './journal-session.ts';
import type { SchemaSession } from './schema-session.ts';

/** Values come to the faces through the session: they know the engine's types only. */
export { dotCommands, typedDotCommand } from './evaluation/dot-commands.ts';
export { redactPasswords } from './database/errors/redact.ts';
export { wantsMoreLines } from './evaluation/syntax/lex-code.ts';
export { includeOf, sourceName, specFor } from './queries/query-spec.ts';
export { classifyStatement } from './queries/sql/classify.ts';
export { parseCommand, commandHelp } from './queries/sql/commands/command.ts';
export { parameterNames } from './queries/sql/parameters.ts';
export { endsWhole, pieceAt, piecesIn, splitSql } from './queries/sql/split.ts';
export { refuseToWatch, watchedChange } from './queries/sql/watchable.ts';
export { cellCondition, joinedFilter } from './queries/filter/cell-filter.ts';
export { aggregateName, aggregateText } from './queries/grouping/aggregate-text.ts';
export { heldPage } from './queries/held-page.ts';
export { refuseUndrawn } from './schema/refuse-undrawn.ts';
export { isSecretColumn } from './schema/secret-columns.ts';
export { includeText } from './queries/includes/include-text.ts';
export { clustersOf } from './schema/graph/clusters.ts';
export { findPaths } from './schema/graph/find-paths.ts';
export { graphPart } from './schema/graph/graph-part.ts';
export { schemaGraph } from './schema/graph/schema-graph.ts';
export { tourOf } from './schema/graph/tour-of.ts';

/**
 * Every method rejects with a ConsoleError (a user can mend it) or a bug. Methods connect and load what they need on
 * first use and remember it: `models` never connects, `journal` and `database` never load models, except that a project
 * whose configuration names no database is followed to where its models connect. What failed is tried again. The first
 * connection rejects with `unconfirmed-host` when it would go to another machine that only the project's files name.
 */
export interface Session extends SchemaSession, JournalSession {
  /** Finds the project; executes its rc and configuration files only. */
  project(): Promise<ProjectSummary>;
  /**
   * Says all that can be said of the project, what is wrong with it included: never rejects for a reason a user can mend.
   * Loads the models, in this process; connects to nothing and remembers nothing.
   */
  inspectProject(): Promise<ProjectInspection>;
  /** Lets this session connect to a host that nobody named: what `unconfirmed-host` asks for. Writes nothing. */
  allowHost(host: string): Promise<void>;
  /** Connects. With `embedded`, starts the server and creates the project's database when it is missing. */
  database(): Promise<DatabaseStatus>;
  /** Loads the project's models. Does not connect. */
  models(): Promise<ModelsView>;
  /** Reads `spec.limit` rows at `spec.offset`. */
  page(spec: QuerySpec, options?: CallOptions): Promise<Page>;
  /** The exact number of rows without `limit` and `offset`: a `count(*)`, run only when asked for. */
  count(spec: QuerySpec, options?: CallOptions): Promise<RowCount>;
  /** The number of rows, `most` when there are as many or more: the server stops reading there. */
  countUpTo(spec: QuerySpec, most: number, options?: CallOptions): Promise<RowCount>;
  /** The planner's number of those rows, from its statistics: nothing is read. */
  estimate(spec: QuerySpec, options?: CallOptions): Promise<RowEstimate>;
  /**
   * The plan of a spec's statement, or of SQL text, with what is worth a look in it. Executed only to be analysed, and then rolled
   * back; rejects with `explain-would-write` where that would write and may not.
   */
  explain(request: ExplainRequest, options?: CallOptions): Promise<Explanation>;
  /** The SQL that `page` would execute; nothing is executed. */
  compile(spec: QuerySpec): Promise<{ readonly sql: string }>;
  /** A scope as people type it, `registeredSince("2026-01-01")`; rejects with `scope-syntax`. Loads no model. */
  parseScope(text: string): Promise<ScopeUse>;
  /** Sequelize code that gives the rows of the spec, in the project's own language unless another is asked for. Executes nothing. */
  code(spec: QuerySpec, options?: CodeOptions): Promise<QueryCode>;
  /** The command line that asks for the spec, quoted for any shell; rejects with `line-impossible`. Loads nothing. */
  commandLine(spec: QuerySpec): Promise<string>;
  /** The spec that Sequelize code says; parsed and never run. Rejects with the place of what no spec says. */
  specFromCode(text: string): Promise<CodeSpec>;
  /** The saved queries of the project. Loads their files, each with its problem where it has one, and no models; runs none. */
  savedQueries(): Promise<readonly SavedQuery[]>;
  /** What a saved query says to read, or what it read. Runs code of the project; an abort cancels on the server. */
  runSavedQuery(name: string, params: ParamValues, options?: CallOptions): Promise<SavedOutcome>;
  /** Writes a spec as a saved query; rejects with `file-exists`. The path is told below the root. */
  saveQuery(request: SaveRequest): Promise<{ readonly path: string }>;
  /** Includes as people type them, `devices(required).owner`; several lists are one. Rejects with `include-syntax`. Loads no model. */
  parseIncludes(texts: readonly string[]): Promise<readonly IncludeUse[]>;
  /** An aggregate as people type it, `count(distinct email)`; rejects with `aggregate-syntax`. Loads no model. */
  parseAggregate(text: string): Promise<AggregateTerm>;
  /**
   * What each scope of the model does to the rows of the spec: the SQL it adds, the rows with it, those it hides. A count that takes
   * longer than `limitMs` (3000) is given up, and told so. Rejects with `model-needed` for a table.
   */
  scopeLens(spec: QuerySpec, options?: CallOptions & { readonly limitMs?: number }): Promise<ScopeLens>;
  /** Whether joined includes make many rows of few; null where they do not. From the planner's statistics: nothing is read. */
  explosionOf(spec: QuerySpec, options?: CallOptions): Promise<RowExplosion | null>;
  /** What could be typed at the cursor of a filter; empty where nothing is known. Reads a table's catalog, no rows. */
  completeFilter(request: CompletionRequest): Promise<FilterCompletion>;
  /**
   * Looks through all rows of the spec for its text, within a time limit; what is found is told as it is found. An abort cancels on
   * the server; what was told stays, with the place to go on from.
   */
  search(
    request: SearchRequest,
    options?: CallOptions & { readonly onProgress?: (progress: SearchProgress) => void },
  ): Promise<SearchOutcome>;
  /**
   * Evaluates typed code with the models in scope; its names outlast it. What the code throws is an evaluation that failed, an abort
   * one that was interrupted: the models are still there. Rejects where the models cannot be loaded. One at a time.
   */
  evaluate(
    request: EvaluationRequest,
    options?: CallOptions & { readonly onTold?: (lines: readonly ToldLine[]) => void },
  ): Promise<Evaluation>;
  /** What could be typed at the cursor of a line of code. Loads the models, runs nothing. */
  completeCode(request: CodeCompletionRequest): Promise<CodeCompletion>;
  /** The saved queries as typed code calls them. Loads the models, and the queries' files; runs none. */
  callableQueries(): Promise<CallableQueries>;
  /** All rows of a result by its name, `$3` or `_`; null for what is no table, or is gone. */
  evaluatedRows(name: string): Promise<ShownTable | null>;
  /**
   * What reads the rows of a result anew: where it was typed as one finder call that a spec can say, whole, and no sandbox holds other
   * rows; null otherwise.
   */
  evaluatedSpec(name: string): Promise<QuerySpec | null>;
  /**
   * Opens a transaction that holds all that typed code does from then on, a savepoint a line; undoes its last line, says what it
   * changed, ends it. A process that is lost leaves nothing. Rejects with `no-sandbox` where none is open.
   */
  sandbox(action: SandboxAction): Promise<SandboxView>;
  /** Loads the models as their files are now; `isReloaded` is false where Node keeps modules, and only a new process helps. */
  reloadModels(): Promise<{ readonly isReloaded: boolean }>;
  /** What a statement would change, before it runs, where that has to be agreed to. */
  foreseeSql(request: SqlRequest, options?: CallOptions): Promise<SqlForecast>;
  /**
   * Runs one statement on the connection that is kept for typed SQL: transactions and settings last. Its rows come as a first
   * page, whose source `page`, `count` and `export` read on.
   */
  runSql(run: SqlRun, options?: CallOptions): Promise<SqlResult>;
  /** A command as psql has it, `\\dt`: what it lists. */
  listCatalog(command: CatalogCommand, options?: CallOptions): Promise<readonly SqlResult[]>;
  /** What could be typed at the cursor of a text of SQL. Reads the catalog where it may have changed. */
  completeSql(text: string, cursor: number): Promise<SqlCompletion>;
  /** What was run as SQL in this project, the oldest first. */
  sqlHistory(): Promise<readonly string[]>;
  /** Keeps a text among these, its passwords taken out. */
  rememberSql(text: string): Promise<void>;
  /** Runs SQL text as it stands. The last statement's result is returned. */
  run(sql: string, options?: CallOptions): Promise<StatementResult>;
  /**
   * Writes all rows that the request asks for, into a file that is there only when it is complete. An abort cancels on the
   * server, and rejects when nothing is left of it.
   */
  export(
    request: ExportRequest & { readonly file: ExportFile },
    options?: CallOptions & { readonly onProgress?: (progress: ExportProgress) => void },
  ): Promise<ExportOutcome>;
  /** The same, handed on as bytes; within one process only. */
  exportTo(
    request: ExportRequest,
    write: ExportWriter,
    options?: CallOptions & { readonly onProgress?: (progress: ExportProgress) => void },
  ): Promise<ExportOutcome>;
  /** The views saved for this project, of every model and table; rejects with `views-unreadable`. Does not connect. */
  views(): Promise<readonly SavedView[]>;
  /** Saves a view in the place of the one of its name; resolves to all that are saved then. */
  saveView(view: SavedView): Promise<readonly SavedView[]>;
  deleteView(view: Pick<SavedView, 'source' | 'name'>): Promise<readonly SavedView[]>;
  /** The version of the Sequelize that is installed for the working directory, null without one. Loads nothing. */
  sequelizeVersion(): Promise<string | null>;
  /** Creates the project's database; rejects with `database-exists`. */
  createDatabase(options?: NewDatabase): Promise<{ readonly database: string }>;
  /** Drops the project's database; `dropped` is false when there was none. */
  dropDatabase(): Promise<{ readonly database: string; readonly dropped: boolean }>;
  /** Returns a function that stops the listening. */
  onEvent(listener: (event: SessionEvent) => void): () => void;
  /** Closes pools with a time limit and lets the embedded server go. Idempotent. */
  close(): Promise<void>;
}
