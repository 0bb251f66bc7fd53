/** Databases for single rounds, on a server that is handed in: the command's own or the test run's. */
import { randomBytes } from 'node:crypto';
import type { ConnectionTarget } from '../../src/database/target.ts';
import { executeOn } from '../support/execute.ts';

/** An empty one. */
export async function createDatabase(server: ConnectionTarget): Promise<ConnectionTarget> {
  const name = `faults_${String(process.pid)}_${randomBytes(6).toString('hex')}`;
  await executeOn(server, `CREATE DATABASE "${name}"`);
  return { ...server, database: name };
}

export async function dropDatabase(server: ConnectionTarget, { database }: ConnectionTarget): Promise<void> {
  await executeOn(server, `DROP DATABASE IF EXISTS "${database}" WITH (FORCE)`);
}

/** Ends every backend of a database but the one that says so; their number. */
export async function terminateBackends(target: ConnectionTarget): Promise<number> {
  const rows = await executeOn(
    target,
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()`,
  );
  return rows.length;
}
