/**
 * The Sequelize instance that migrations are handed, opened for one run and gone with it: its backends are known, so that a
 * running statement can be cancelled and a connection that a migration kept can be ended.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Sequelize } from 'sequelize';
import type { Database } from '../database/client.ts';
import type { ConnectionTarget } from '../database/target.ts';
import { captureInstances } from '../project/load/capture-instances.ts';
import type { ConnectionOverride } from '../project/load/connection-override.ts';
import { openSequelize } from '../project/load/open-sequelize.ts';
import type { Project } from '../project/project.ts';
import { instanceOptions } from './instance-options.ts';

export interface MigrationInstance {
  readonly sequelize: Sequelize;
  /** Cancels what its backends are executing, on the server. */
  readonly cancelStatements: () => Promise<void>;
  /** Closes the pool; ends the backends of connections that are not given back in time. */
  readonly close: () => Promise<void>;
}

const closeLimitMs = 1_000;

/**
 * Connects on first use; each connection executes `joinStatement` first (JournalLock). Null where nothing is going to be run:
 * then nobody is connected to.
 */
export async function openInstance(
  project: Project,
  connection: ConnectionOverride & { readonly target: ConnectionTarget },
  database: Database,
  joinStatement: string | null,
): Promise<MigrationInstance> {
  const sequelize = await openSequelize(project, connection);
  // Sequelize would open a connection for nothing but asking for it (abstract/connection-manager.js, getConnection).
  const options = instanceOptions(sequelize);
  if (options.databaseVersion === 0 && joinStatement !== null) {
    options.databaseVersion = versionForSequelize(await database.serverVersion());
  }
  const backends = new Set<number>();
  sequelize.addHook('afterConnect', async (client: unknown) => {
    const pid = backendOf(client);
    if (pid !== null) backends.add(pid);
    if (joinStatement !== null) await join(client, joinStatement);
  });
  sequelize.addHook('beforeDisconnect', (client: unknown) => {
    const pid = backendOf(client);
    if (pid !== null) backends.delete(pid);
  });
  // Instances that a migration makes by importing the application go where the migration goes; the gate reports for them.
  const capture = captureInstances(sequelize.Sequelize, { ...connection, onStatement: () => undefined });
  return {
    sequelize,
    async cancelStatements() {
      await database.query(
        `SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE pid = ANY($1::int[]) AND state = 'active'`,
        [[...backends]],
      );
    },
    async close() {
      capture.stop();
      const closing = sequelize.close().then(
        () => true,
        () => true,
      );
      if (await Promise.race([closing, sleep(closeLimitMs, false, { ref: false })])) return;
      await database.query('SELECT pg_terminate_backend(pid) FROM unnest($1::int[]) AS pid', [[...backends]]);
    },
  };
}

/** The process id of the server's side, which pg keeps on its client. */
function backendOf(client: unknown): number | null {
  const pid =
    typeof client === 'object' && client !== null && 'processID' in client ? client.processID : null;
  return typeof pid === 'number' ? pid : null;
}

/** `15.18` → `15.18.0`, as Sequelize compares it; 0, which has it ask, for what is not like that. */
function versionForSequelize(version: string): string | 0 {
  const [, major, minor = '0', patch = '0'] = /^(\d+)(?:\.(\d+))?(?:\.(\d+))?/.exec(version) ?? [];
  return major === undefined ? 0 : `${major}.${minor}.${patch}`;
}

async function join(client: unknown, statement: string): Promise<void> {
  // What Sequelize's PostgreSQL dialect hands to the hook is a connected client of pg (postgres/connection-manager.js).
  await (client as { query(sql: string): Promise<unknown> }).query(statement);
}
