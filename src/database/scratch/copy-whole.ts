/** A copy made by the server itself, rows and all: `CREATE DATABASE … TEMPLATE` (PostgreSQL manual, 23.3). */
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { DatabaseConnection } from '../client.ts';
import type { ConnectionTarget } from '../target.ts';

/** A backend takes a moment to be gone after its client is. */
const attempts = 10;
const pauseMs = 50;

/**
 * False when the source is too big, somebody is connected to it, or we may not copy it. Asked of the maintenance database: while the
 * copy is made, new connections to the source wait.
 */
export async function copyWhole(
  connection: DatabaseConnection,
  source: ConnectionTarget,
  target: ConnectionTarget,
  { largestCopyBytes }: { readonly largestCopyBytes: number },
): Promise<boolean> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    if (attempt > 0) await sleep(pauseMs);
    const sessions = await sessionsIn(connection, source.database, largestCopyBytes);
    if (sessions === null) return false;
    if (sessions > 0) continue;
    return connection
      .query(
        `CREATE DATABASE ${pg.escapeIdentifier(target.database)} TEMPLATE ${pg.escapeIdentifier(source.database)}`,
      )
      .then(
        () => true,
        () => false,
      );
  }
  return false;
}

/** Null when it is too big, or its size is not ours to know. */
async function sessionsIn(
  connection: DatabaseConnection,
  database: string,
  largestBytes: number,
): Promise<number | null> {
  try {
    const { rows } = await connection.query(
      `SELECT pg_database_size($1::name) <= $2::bigint,
              (SELECT count(*)::int FROM pg_catalog.pg_stat_activity WHERE datname = $1)`,
      [database, largestBytes],
    );
    const [isSmall, sessions] = rows[0] ?? [];
    return isSmall === true ? Number(sessions) : null;
  } catch {
    return null;
  }
}
