/**
 * Creates and drops a whole database, from a connection to another one of the same server. Never disconnects anybody.
 */
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { ConsoleError } from '../errors.ts';
import { openDatabase, type Database } from './client.ts';
import type { ConnectionMode, ConnectionTarget } from './target.ts';

export interface CreateDatabaseOptions {
  /** `UTF8`; the template's when left out. */
  readonly encoding?: string | undefined;
  /** LC_COLLATE and LC_CTYPE; the template's when left out. */
  readonly collate?: string | undefined;
  readonly ctype?: string | undefined;
  /** The database to copy; nobody may be connected to it. `template1` when left out. */
  readonly template?: string | undefined;
  /** With `readOnly` the server refuses. */
  readonly mode?: ConnectionMode;
}

/** How long sessions that are ending are waited for. */
const leavingLimitMs = 1_000;

const writing: ConnectionMode = { readOnly: false, statementTimeoutMs: null };

/** @throws ConsoleError `database-exists`, and those of connecting. */
export async function createDatabase(
  target: ConnectionTarget,
  options: CreateDatabaseOptions = {},
): Promise<void> {
  const name = pg.escapeIdentifier(target.database);
  const literal = (clause: string, value: string | undefined) =>
    value === undefined ? '' : ` ${clause} ${pg.escapeLiteral(value)}`;
  const { encoding, collate, ctype } = options;
  const locale = `${literal('ENCODING', encoding)}${literal('LC_COLLATE', collate)}${literal('LC_CTYPE', ctype)}`;
  const template = options.template === undefined ? '' : ` TEMPLATE ${pg.escapeIdentifier(options.template)}`;
  await onMaintenanceDatabase(target, options.mode ?? writing, (database) =>
    database.query(`CREATE DATABASE ${name}${locale}${template}`),
  );
}

/**
 * `dropped` is false when there was none.
 * @throws ConsoleError `database-in-use` that says who is connected; the database is left as it is.
 */
export async function dropDatabase(
  target: ConnectionTarget,
  mode: ConnectionMode = writing,
): Promise<{ readonly dropped: boolean }> {
  return onMaintenanceDatabase(target, mode, async (database) => {
    const found = await database.query('SELECT 1 FROM pg_catalog.pg_database WHERE datname = $1', [
      target.database,
    ]);
    if (found.rows.length === 0) return { dropped: false };
    await refuseWhileInUse(database, target.database);
    await database.query(`DROP DATABASE ${pg.escapeIdentifier(target.database)}`);
    return { dropped: true };
  });
}

/** A backend leaves a moment after its client; DROP DATABASE itself waits five seconds (procarray.c, CountOtherDBBackends). */
async function refuseWhileInUse(database: Database, name: string): Promise<void> {
  const waitedUntil = performance.now() + leavingLimitMs;
  let clients = await clientsOf(database, name);
  while (clients.length > 0 && performance.now() < waitedUntil) {
    await delay(50);
    clients = await clientsOf(database, name);
  }
  const count = clients.reduce((sum, [, sessions]) => sum + sessions, 0);
  if (count === 0) return;
  const sessions = count === 1 ? '1 session' : `${count} sessions`;
  const names = clients.map(([client, held]) => (held === 1 ? client : `${client} (${held})`)).join(', ');
  throw new ConsoleError(`The database "${name}" is in use by ${sessions}: ${names}.`, {
    code: 'database-in-use',
    remedy: 'Close them and run the command again.',
    details: { sqlState: '55006' },
  });
}

/** Who is connected to a database beside this connection, and how often. */
async function clientsOf(database: Database, name: string): Promise<readonly (readonly [string, number])[]> {
  const { rows } = await database.query(
    `SELECT coalesce(nullif(application_name, ''), 'unnamed'), count(*)::int
       FROM pg_catalog.pg_stat_activity
      WHERE datname = $1 AND backend_type = 'client backend' AND pid <> pg_catalog.pg_backend_pid()
      GROUP BY 1 ORDER BY 1`,
    [name],
  );
  // The two columns selected above.
  return rows.map((row) => row as readonly [string, number]);
}

/** `postgres`, or `template1` where that is missing or the one in question. */
export async function onMaintenanceDatabase<T>(
  target: ConnectionTarget,
  mode: ConnectionMode,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  if (target.database === 'postgres') return onDatabase({ ...target, database: 'template1' }, mode, work);
  try {
    return await onDatabase({ ...target, database: 'postgres' }, mode, work);
  } catch (error) {
    if (!(error instanceof ConsoleError) || error.code !== 'database-missing') throw error;
    return onDatabase({ ...target, database: 'template1' }, mode, work);
  }
}

async function onDatabase<T>(
  target: ConnectionTarget,
  mode: ConnectionMode,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const database = openDatabase(target, mode, { maxConnections: 1 });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}
