/**
 * Our own connections to a target: a small pool that connects when first used. Every rejection is a ConsoleError made by
 * databaseError(), and a connection that dies while nobody uses it harms nobody.
 */
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { abortionOf } from './client/abortion.ts';
import { cancelBackend, cancelOnServer } from './client/cancel.ts';
import { ClosingClient } from './client/closing-client.ts';
import { connectionOptions } from './client/connection-options.ts';
import { copyOut, type CopyReceiver } from './client/copy-out.ts';
import { holdConnection, type HeldConnection } from './client/hold-connection.ts';
import {
  QueryInterrupted,
  runQuery,
  type QueryOptions,
  type QueryOutcome,
  type QuerySurroundings,
  type StatementTime,
} from './client/run-query.ts';
import { typeNames } from './client/type-names.ts';
import { databaseError } from './database-error.ts';
import type { ConnectionMode, ConnectionTarget } from './target.ts';

export type { CopyChunk, CopyReceiver } from './client/copy-out.ts';
export type { LockBlocker, LockWait } from './client/lock-wait.ts';
export type { HeldConnection, TransactionStatus } from './client/hold-connection.ts';
export type { QueryOptions, QueryOutcome, ResultField, StatementTime } from './client/run-query.ts';

/** One connection, held for as long as the work lasts: transactions, advisory locks, SET. */
export interface DatabaseConnection {
  /** Without `values` the text may hold several statements: the last one's outcome is returned. */
  query(sql: string, values?: readonly unknown[], options?: QueryOptions): Promise<QueryOutcome>;
}

/** A connection that can also stream. */
export interface StreamingConnection extends DatabaseConnection {
  /** Runs a `COPY … TO STDOUT`; resolves to the number of rows when `receive` has taken the last chunk. */
  copyOut(sql: string, receive: CopyReceiver, options?: QueryOptions): Promise<number>;
}

export interface Database extends DatabaseConnection {
  readonly target: ConnectionTarget;
  readonly mode: ConnectionMode;
  /** `15.18`: what the distribution adds is left out. Asked for once. */
  serverVersion(): Promise<string>;
  /**
   * Runs `work` on one connection. When it rejects, or leaves a transaction open, the connection is closed, so that the
   * server rolls back and unlocks.
   */
  withConnection<T>(work: (connection: StreamingConnection) => Promise<T>): Promise<T>;
  /** A connection of one's own, until it or the database is closed. */
  hold(): Promise<HeldConnection>;
  /** Cancels what a backend is running, over a connection of its own: it never waits for one of the pool's. Never rejects. */
  cancelBackend(processId: number): Promise<void>;
  /** Waits at most two seconds for what is running, then cancels it on the server. Idempotent, never rejects. */
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** Called after each statement, failed ones included, but not for the names of types. */
  readonly onStatement?: (statement: StatementTime) => void;
  readonly maxConnections?: number;
  /** Of every query that says nothing else. */
  readonly each?: QueryOptions;
}

const closeLimitMs = 2000;
/** Until a cancelled statement has said so. */
const cancelledLimitMs = 500;

/** Connects when the first query comes. */
export function openDatabase(
  target: ConnectionTarget,
  mode: ConnectionMode,
  options: DatabaseOptions = {},
): Database {
  const clientConfig = connectionOptions(target, mode);
  const pool = new pg.Pool({
    ...clientConfig,
    max: options.maxConnections ?? 4,
    idleTimeoutMillis: 30_000,
    allowExitOnIdle: true,
    Client: ClosingClient,
  });
  const busy = new Set<pg.PoolClient>();
  pool.on('error', () => undefined);
  pool.on('acquire', (client) => busy.add(client));
  pool.on('release', (_error, client) => busy.delete(client));
  pool.on('connect', (client) => {
    // The pool listens only while a client is idle; one that dies in the middle of a transaction would be an exception.
    client.on('error', () => undefined);
  });

  const surroundings: QuerySurroundings = {
    target,
    types: typeNames(),
    clientConfig,
    onStatement: options.onStatement ?? (() => undefined),
  };
  const { each = {} } = options;
  const held = new Set<HeldConnection>();
  let version: Promise<string> | null = null;
  let closing: Promise<void> | null = null;

  const database: Database = {
    target,
    mode,
    async query(sql, values, own) {
      const queryOptions = { ...each, ...own };
      const client = await checkOut(pool, target, queryOptions.signal);
      let mustClose = false;
      try {
        return await runQuery(client, sql, values, queryOptions, surroundings);
      } catch (error) {
        mustClose = error instanceof QueryInterrupted && !error.isConnectionClean;
        throw error;
      } finally {
        client.release(mustClose || isInTransaction(client));
      }
    },
    async serverVersion() {
      version ??= readVersion(database).catch((error: unknown) => {
        version = null;
        throw error;
      });
      return version;
    },
    async withConnection(work) {
      const client = await checkOut(pool, target, each.signal);
      let mustClose = true;
      try {
        const result = await work({
          query: (sql, values, own) => runQuery(client, sql, values, { ...each, ...own }, surroundings),
          copyOut: (sql, receive, queryOptions = {}) =>
            copyOut(client, sql, receive, queryOptions.signal, surroundings),
        });
        mustClose = isInTransaction(client);
        return result;
      } finally {
        client.release(mustClose);
      }
    },
    async hold() {
      const connection = await holdConnection(surroundings);
      held.add(connection);
      return connection;
    },
    cancelBackend: (processId) => cancelBackend(processId, clientConfig),
    async close() {
      closing ??= Promise.all([
        closePool(pool, busy, clientConfig),
        ...[...held].map((connection) => connection.close()),
      ]).then(() => undefined);
      return closing;
    },
  };
  return database;
}

/** A connection of the pool; while one is waited for, the signal ends the waiting. */
async function checkOut(
  pool: pg.Pool,
  target: ConnectionTarget,
  signal: AbortSignal | undefined,
): Promise<pg.PoolClient> {
  if (signal?.aborted === true) throw new QueryInterrupted(true);
  const connecting = pool.connect().catch((error: unknown) => {
    throw databaseError(error, { target });
  });
  if (signal === undefined) return connecting;
  const abortion = abortionOf(signal);
  try {
    const first = await Promise.race([connecting.then(() => 'connected' as const), abortion.happened]);
    if (first === 'connected') return await connecting;
    connecting.then(
      (client) => client.release(),
      () => undefined,
    );
    throw new QueryInterrupted(true);
  } finally {
    abortion.forget();
  }
}

/** A pool must not hand out a connection in the middle of somebody's transaction. */
function isInTransaction(client: pg.PoolClient): boolean {
  const status = client.getTransactionStatus();
  return status === 'T' || status === 'E';
}

/** `15.18 (Debian 15.18-0+deb12u1)` → `15.18`. */
async function readVersion(database: DatabaseConnection): Promise<string> {
  const { rows } = await database.query('SHOW server_version');
  const shown = rows[0]?.[0];
  return typeof shown === 'string' ? (shown.split(' ')[0] ?? shown) : '';
}

async function closePool(
  pool: pg.Pool,
  busy: ReadonlySet<pg.PoolClient>,
  clientConfig: pg.ClientConfig,
): Promise<void> {
  const ended = pool.end().catch(() => undefined);
  await Promise.race([ended, delay(closeLimitMs, undefined, { ref: false })]);
  // Else it would run on: a server does not notice that the other side has gone before it has rows to send.
  await Promise.all([...busy].map((client) => cancelOnServer(client, clientConfig)));
  await Promise.race([ended, delay(cancelledLimitMs, undefined, { ref: false })]);
  for (const client of busy) client.end().catch(() => undefined);
}
