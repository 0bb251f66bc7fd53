/** Scratch databases are known by their names, and dropped: by whoever made them, or by the next call where that process was killed. */
import pg from 'pg';
import type { Database, DatabaseConnection } from '../client.ts';
import { onMaintenanceDatabase } from '../create-database.ts';
import type { ConnectionTarget } from '../target.ts';

/** Nothing else is called so: what has the name may be dropped. */
export const scratchPrefix = 'seqscope_rehearsal_';
const scratchPattern = `^${scratchPrefix}[0-9a-f]{16}$`;

/** Those that nobody is connected to. */
export async function sweep(connection: DatabaseConnection): Promise<void> {
  const { rows } = await connection.query(
    `SELECT d.datname::text FROM pg_catalog.pg_database d JOIN pg_catalog.pg_roles r ON r.oid = d.datdba
      WHERE d.datname ~ $1 AND pg_has_role(r.oid, 'USAGE')
        AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_stat_activity a WHERE a.datname = d.datname)`,
    [scratchPattern],
  );
  for (const [name] of rows) {
    // Whoever else is dropping it is welcome to.
    await connection
      .query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(String(name))}`)
      .catch(() => undefined);
  }
}

/** Drops one that another process left, whoever is connected to it. */
export async function dropScratch(server: ConnectionTarget, name: string): Promise<void> {
  if (!new RegExp(scratchPattern).test(name)) throw new Error(`"${name}" is no scratch database.`);
  await onMaintenanceDatabase(server, { readOnly: false, statementTimeoutMs: null }, (maintenance) =>
    drop(maintenance, name),
  );
}

/**
 * Whoever is still connected is disconnected: nobody but a connection that a migration kept can be. `isDue` is waited for in between.
 */
export async function drop(
  maintenance: Database,
  name: string,
  isDue: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      await maintenance.query(
        'SELECT pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity WHERE datname = $1',
        [name],
      );
      await isDue();
      await maintenance.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)}`);
      return;
    } catch (error) {
      if (attempt === 3) throw error;
    }
  }
}
