/**
 * The parts a session is made of, each opened on first use and remembered: the project, where its database is, our own
 * connections, the application with its models. A room of the engine is loaded only when a part needs it.
 */
import type { Database } from '../database/client.ts';
import type { ConnectionMode, ConnectionTarget } from '../database/target.ts';
import { findProject } from '../project/find-project.ts';
import type { Project } from '../project/project.ts';
import type { Queries, QuerySource } from '../queries/open-queries.ts';
import type { ReadSource } from '../queries/query-spec.ts';
import type { SqlConsole } from '../queries/sql/sql-console.ts';
import type { SessionEvent, SessionOptions } from '../session-shapes.ts';
import { type LoadedApplication, openApplication } from './application.ts';
import { embeddedDatabase } from './embedded-database.ts';
import type { SessionEnvironment } from './environment.ts';
import { type JournalParts, openJournalParts } from './journal-parts.ts';
import { modelTarget, projectTarget, type TargetSources } from './project-target.ts';
import { remember, type Remembered } from './remember.ts';
import { takeTurns, type TakeTurn } from './take-turns.ts';
import { statementCalls, type StatementCalls } from './statement-calls.ts';
import { settleWithin } from './within.ts';

export interface SessionParts extends JournalParts {
  /** Tells whoever listens to the session. */
  readonly emit: (event: SessionEvent) => void;
  readonly isEmbedded: boolean;
  /** Which statements belong together. */
  readonly calls: StatementCalls;
  readonly project: Remembered<Project>;
  /** Where journals, tables and typed SQL go; creates nothing. */
  readonly target: () => Promise<ConnectionTarget>;
  /** The same, the database there if it is embedded. */
  readonly readyTarget: () => Promise<ConnectionTarget>;
  /** The embedded server, whatever the project's own is. */
  readonly embeddedTarget: () => Promise<ConnectionTarget>;
  /** Runs project code, one piece at a time. */
  readonly inTurn: TakeTurn;
  /** Our own connection to that target, the database there if it is embedded. */
  readonly database: Remembered<Database>;
  /** Our own connection to where the models are; the same one unless the project disagrees with itself. */
  readonly modelDatabase: () => Promise<Database>;
  readonly application: Remembered<LoadedApplication>;
  /** Loads the models as their files are now. False where Node keeps them (ES modules): then nothing has changed. */
  readonly reload: () => Promise<boolean>;
  /** What is typed as SQL, on a connection of its own. */
  readonly typedSql: Remembered<SqlConsole>;
  /** What reads this source: through the models, which are loaded, or over our own connection. */
  readonly queries: (source: ReadSource) => Promise<Queries>;
  /** From now on the host may be connected to, whoever names it. */
  readonly allowHost: (host: string) => void;
  /** Closes our own connection; the next use opens it again. */
  readonly disconnect: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** How long a pool may take to close before it is left behind. */
const closeLimitMs = 2_000;

export function openParts(
  options: SessionOptions,
  environment: SessionEnvironment,
  emit: (event: SessionEvent) => void,
): SessionParts {
  /** Steps of a journal are let run as long as they take. */
  const stepMode: ConnectionMode = { readOnly: options.readOnly, statementTimeoutMs: null };
  const isEmbedded = options.embedded || options.prepare || options.reset;
  const given = [...(options.allowedHosts ?? [])];
  const inTurn = takeTurns();
  const reporter =
    (by: 'models' | 'console' | 'journal') =>
    (statement: { sql: string; durationMs: number | null; rowCount?: number | null }) =>
      calls.report({ ...statement, by });
  const calls = statementCalls(emit, async () => (await application.get()).models);

  const project = remember(async () => {
    const found = await findProject(
      options.project,
      environment.variables,
      environment.applyVariables,
      undefined,
      environment.loadingProcess,
    );
    environment.changeDirectory(found.root);
    for (const report of found.notices) emit({ type: 'project-noticed', report });
    return found;
  });

  async function readMode(): Promise<ConnectionMode> {
    const { statementTimeout } = options;
    if (statementTimeout == null) {
      return { ...stepMode, statementTimeoutMs: (await project.get()).statementTimeoutMs ?? null };
    }
    const { timeoutOfFlag } = await import('../project/settings/statement-timeout.ts');
    return { ...stepMode, statementTimeoutMs: timeoutOfFlag(statementTimeout) };
  }

  const embedded = embeddedDatabase({
    project: () => project.get(),
    prepare: options.prepare,
    reset: options.reset,
    variables: environment.variables,
    announce: (step) => emit({ type: 'preparing', step }),
    async runAll(kind, target, onEvent) {
      const request = { kind, direction: 'up', selection: { type: 'all' } } as const;
      return journals.stepIn(request, target, { ...stepMode, readOnly: false }, { onEvent });
    },
  });

  const sources: TargetSources = { project, application: () => application.get(), allowedHosts: given };
  const readyTarget = () => (isEmbedded ? embedded.ready() : projectTarget(sources));

  /** The client is loaded before the project's own files run: those may register loaders that slow every later import. */
  async function open(where: () => Promise<ConnectionTarget>): Promise<Database> {
    const { openDatabase } = await import('../database/client.ts');
    return openDatabase(await where(), await readMode(), { onStatement: reporter('console') });
  }
  const database = remember(() => open(readyTarget));
  const journals = openJournalParts({
    project,
    database,
    readyTarget,
    embeddedTarget: embedded.target,
    mode: stepMode,
    onStatement: reporter('journal'),
    inTurn,
    loadingProcess: environment.loadingProcess,
  });
  const strayModelDatabase = remember(() => open(() => modelTarget(sources)));

  const application = remember(async () => {
    const found = await project.get();
    const isOverridden = options.project.url !== null;
    const target = isEmbedded ? await embedded.target() : isOverridden ? found.target : null;
    const connection = { target, mode: await readMode(), onStatement: reporter('models') };
    return inTurn(() => openApplication(found, connection, environment.loadingProcess));
  });

  async function modelDatabase(): Promise<Database> {
    const { isElsewhere } = await application.get();
    return isElsewhere ? strayModelDatabase.get() : database.get();
  }

  // Once an instance: opening hooks into it.
  const modelQueries = remember(async () => {
    const { sequelize } = (await application.get()).application;
    return openQueriesOn(sequelize, await modelDatabase());
  });

  async function reload(): Promise<boolean> {
    const before = await application.take();
    const { application: loaded } = await application.get();
    if (before === undefined) return true;
    if (before.application.sequelize === loaded.sequelize) return false;
    await modelQueries.take();
    await settleWithin(before.application.sequelize.close(), closeLimitMs);
    return true;
  }
  const typedSql = remember(async () => {
    const { openSqlConsole } = await import('../queries/sql/sql-console.ts');
    return openSqlConsole(await database.get());
  });

  async function disconnect(): Promise<void> {
    // Its connection is closed with the others.
    await typedSql.take();
    const closing = [database, strayModelDatabase].map(async (part) => (await part.take())?.close());
    await settleWithin(Promise.all(closing), closeLimitMs);
  }

  return {
    emit,
    isEmbedded,
    calls,
    project,
    target: () => (isEmbedded ? embedded.target() : projectTarget(sources)),
    readyTarget,
    embeddedTarget: embedded.target,
    inTurn,
    database,
    modelDatabase,
    application,
    async queries(source) {
      if (source.type === 'model') return modelQueries.get();
      const { database: over } =
        source.type === 'sql' ? await typedSql.get() : { database: await database.get() };
      return openQueriesOn(null, over);
    },
    typedSql,
    step: journals.step,
    rehearse: journals.rehearse,
    addJournalTimes: journals.addJournalTimes,
    checkEntries: journals.checkEntries,
    repair: journals.repair,
    draft: journals.draft,
    allowHost: (host) => given.push(host),
    reload,
    disconnect,
    async close() {
      const closeModels = application.take().then((taken) => taken?.application.sequelize.close());
      await Promise.all([disconnect(), settleWithin(closeModels, closeLimitMs)]);
      await settleWithin(embedded.release(), closeLimitMs);
    },
  };
}

async function openQueriesOn(sequelize: QuerySource['sequelize'], database: Database): Promise<Queries> {
  const { openQueries } = await import('../queries/open-queries.ts');
  return openQueries({ sequelize, database });
}
