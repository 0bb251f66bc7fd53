/**
 * A database of its own for a test file, on the run's one server. Uses pg directly, so that what is under test does not
 * prepare its own ground.
 */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import type { ConnectionTarget } from '../../src/database/target.ts';

export interface TestDatabase {
  readonly target: ConnectionTarget;
  /** The database as a URL, for `--url`, `DATABASE_URL` and other programs. */
  readonly url: string;
  /** Runs SQL in it; several statements in one text are fine. */
  execute(sql: string): Promise<readonly Record<string, unknown>[]>;
  /** Disconnects everybody and drops it. */
  drop(): Promise<void>;
}

/** The maintenance database of the run's server: for tests that create and drop databases themselves. */
export function testServer(): ConnectionTarget {
  return inject('postgres');
}

/** An empty database, or a copy of `template` (nobody may be connected to that). */
export async function createTestDatabase(
  options: { readonly template?: string } = {},
): Promise<TestDatabase> {
  const name = `test_${process.pid}_${randomBytes(6).toString('hex')}`;
  const template = options.template === undefined ? '' : ` TEMPLATE "${options.template}"`;
  await executeOn(testServer(), `CREATE DATABASE "${name}"${template}`);
  const target = { ...testServer(), database: name };
  return {
    target,
    url: urlOf(target),
    execute: (sql) => executeOn(target, sql),
    async drop() {
      await executeOn(testServer(), `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
    },
  };
}

/** The form with a socket's directory that pg, Sequelize and sequelize-cli all understand. */
export function urlOf(target: ConnectionTarget): string {
  return `postgres://${target.user}@localhost:${target.port}/${target.database}?host=${encodeURIComponent(target.host)}`;
}

/** Runs SQL on one connection that is closed afterwards; returns the rows of the last statement. */
export async function executeOn(
  target: ConnectionTarget,
  sql: string,
): Promise<readonly Record<string, unknown>[]> {
  const connection = keepConnection(target);
  try {
    return await connection.execute(sql);
  } finally {
    await connection.close();
  }
}

/** The same on one connection that stays, for tests that run very many: connecting costs more than most statements. */
export function keepConnection(
  target: ConnectionTarget,
): Pick<TestDatabase, 'execute'> & { close(): Promise<void> } {
  const { host, port, database, user } = target;
  const client = new pg.Client({ host, port, database, user });
  const connected = client.connect();
  return {
    async execute(sql) {
      await connected;
      const results: unknown = await client.query(sql);
      const last: unknown = Array.isArray(results) ? results.at(-1) : results;
      // pg's own result type; an array of them when the text held several statements, which its types do not say.
      return (last as pg.QueryResult<Record<string, unknown>>).rows;
    },
    async close() {
      await connected.catch(() => undefined);
      await client.end();
    },
  };
}
