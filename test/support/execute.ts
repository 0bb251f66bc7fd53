/** SQL on a target, and a target as a URL; of use outside a test run too. */
import pg from 'pg';
import type { ConnectionTarget } from '../../src/database/target.ts';

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

/** Statements over one connection that stays. */
export interface KeptConnection {
  /** Returns the rows of the last statement. */
  execute(sql: string): Promise<readonly Record<string, unknown>[]>;
  close(): Promise<void>;
}

/** For tests that run very many statements: connecting costs more than most of them. */
export function keepConnection(target: ConnectionTarget): KeptConnection {
  const { host, port, database, user } = target;
  const client = new pg.Client({ host, port, database, user });
  // The server may end it.
  client.on('error', () => undefined);
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
