/**
 * Watches the statements that a Sequelize instance executes on behalf of one call: their exact SQL, their time, and the
 * backend that runs them, so that an abort cancels on the server.
 *
 * Done with the instance's beforeQuery and afterQuery hooks, which see the connection and the final SQL of every statement
 * (lib/sequelize.js, query): the SQL stays what `findAll` alone would send, no transaction is opened around it, and the
 * instance's own logging goes on undisturbed. Which call a hook belongs to is told by the asynchronous context.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import type { Sequelize } from 'sequelize';
import { countRows, rowCountOf, sentValuesOf } from '../database/client/row-counts.ts';
import { QueryInterrupted } from '../database/client/run-query.ts';

/** What Sequelize knew of a statement beside its text; the part of its query options that pages are described by. */
export interface StatementOptions {
  readonly model?: unknown;
  readonly originalAttributes?: unknown;
  readonly includeNames?: unknown;
  readonly includeMap?: unknown;
}

export interface WatchedStatement {
  readonly sql: string;
  /** From sending to the last row. */
  readonly durationMs: number;
  /** Rows returned or affected, as the server said; null where it failed. */
  readonly rowCount: number | null;
  /** What was bound to `$1` and so on, as it was sent. */
  readonly values: readonly unknown[];
  readonly options: StatementOptions;
}

export interface Watched<T> {
  readonly value: T;
  /** In the order they ended, failed ones included. */
  readonly statements: readonly WatchedStatement[];
}

export interface StatementWatcher {
  /** Rejects with QueryInterrupted when the signal is aborted, after the server has confirmed (within two seconds). */
  watch<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<Watched<T>>;
}

/** What the hooks are given; of Sequelize's AbstractQuery only the text and the connection are read. */
interface ObservedQuery {
  readonly sql?: unknown;
  /** pg's client; it learns its backend's process id when it connects, pg-native's never does. */
  connection?: { readonly processID?: unknown } | null;
  /** The very object that the instance's logging is handed. */
  readonly options?: object;
}

interface RunningStatement {
  readonly startedAt: number;
  readonly stopListening: () => void;
  /** Pending while a cancellation is on its way; the connection is kept until then, so that it cannot hit another statement. */
  cancelling: Promise<void>;
}

interface Watch {
  readonly signal: AbortSignal | undefined;
  readonly statements: WatchedStatement[];
  readonly running: Map<object, RunningStatement>;
}

const cancelLimitMs = 2000;

/** Adds the hooks to `sequelize`, once for its life. `cancel` asks the server to cancel what a backend is running. */
export function watchStatements(
  sequelize: Sequelize,
  cancel: (processId: number) => Promise<void>,
): StatementWatcher {
  const calls = new AsyncLocalStorage<Watch>();

  sequelize.addHook('beforeQuery', (_options: unknown, query: ObservedQuery & object) => {
    countRows(query);
    const watch = calls.getStore();
    if (watch === undefined) return;
    const { signal } = watch;
    // Aborted while it waited for a connection, or between two statements.
    if (signal?.aborted === true) throw new QueryInterrupted(true);
    const onAbort = (): void => {
      const processId = query.connection?.processID;
      if (typeof processId === 'number') statement.cancelling = cancel(processId).catch(() => undefined);
    };
    const statement: RunningStatement = {
      startedAt: performance.now(),
      stopListening: () => signal?.removeEventListener('abort', onAbort),
      cancelling: Promise.resolve(),
    };
    signal?.addEventListener('abort', onAbort, { once: true });
    watch.running.set(query, statement);
  });

  sequelize.addHook('afterQuery', async (options: object, query: ObservedQuery & object) => {
    const watch = calls.getStore();
    const statement = watch?.running.get(query);
    if (watch === undefined || statement === undefined) return;
    const durationMs = performance.now() - statement.startedAt;
    statement.stopListening();
    const { sql } = query;
    const rowCount = rowCountOf(query.options);
    const values = sentValuesOf(query.options);
    if (typeof sql === 'string') watch.statements.push({ sql, durationMs, rowCount, values, options });
    await statement.cancelling;
    watch.running.delete(query);
  });

  return {
    async watch(work, signal) {
      if (signal?.aborted === true) throw new QueryInterrupted(true);
      const watch: Watch = { signal, statements: [], running: new Map() };
      const working = calls.run(watch, work);
      const value = signal === undefined ? await working : await interruptible(working, watch, signal);
      return { value, statements: watch.statements };
    },
  };
}

/** Waits for a cancelled statement to end on the server, but not for a connection that no statement has yet. */
async function interruptible<T>(working: Promise<T>, watch: Watch, signal: AbortSignal): Promise<T> {
  const settled = working.then(
    () => undefined,
    () => undefined,
  );
  let onAbort: () => void = () => undefined;
  const aborted = new Promise<'aborted'>((resolve) => {
    onAbort = () => resolve('aborted');
    signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    const first = await Promise.race([settled, aborted]);
    if (first !== 'aborted') return await working;
    if (watch.running.size > 0)
      await Promise.race([settled, delay(cancelLimitMs, undefined, { ref: false })]);
    throw new QueryInterrupted(true);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
