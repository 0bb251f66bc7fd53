/** What the journal and the sessions of the moment say. */
import type { ConnectionTarget } from '../../../../src/database/target.ts';
import { type KeptConnection, keepConnection } from '../../../support/execute.ts';
import type { Seed } from './seed.ts';

export const seedsElsewhere: readonly Seed[] = [
  {
    title: 'pending migrations',
    finds: ['migrations-pending:pending'],
    files: (files) => [...files, '2-more.js', '3-much-more.js'],
  },
  {
    title: 'an executed migration without a file',
    finds: ['migration-orphaned:0-forgotten.js'],
    sql: `INSERT INTO "SequelizeMeta" VALUES ('0-forgotten.js');`,
  },
  {
    title: 'a statement that runs for long',
    finds: ['long-running-statement:slow@postgres'],
    live: async (target) => {
      const slow = keepConnection(target);
      await slow.execute(`SET application_name = 'slow'`);
      const running = slow.execute('SELECT pg_sleep(600)').catch(() => undefined);
      return endOf(target, 'slow', [slow], running);
    },
  },
  {
    title: 'an idle transaction that keeps others waiting',
    finds: [
      'blocking-session:holder@postgres',
      'long-running-statement:waiter@postgres',
      'idle-in-transaction:holder@postgres',
    ],
    live: async (target) => {
      const holder = keepConnection(target);
      await holder.execute(`SET application_name = 'holder'`);
      await holder.execute('BEGIN');
      await holder.execute('LOCK TABLE visits IN SHARE MODE');
      const waiter = keepConnection(target);
      await waiter.execute(`SET application_name = 'waiter'`);
      const waiting = waiter.execute(`DELETE FROM visits WHERE page = 'none'`).catch(() => undefined);
      const isBlocked = `SELECT count(*)::int AS n FROM pg_stat_activity
        WHERE datname = current_database() AND application_name = 'waiter' AND wait_event_type = 'Lock'`;
      const looker = keepConnection(target);
      while ((await looker.execute(isBlocked))[0]?.['n'] === 0)
        await new Promise((wait) => setTimeout(wait, 20));
      await looker.close();
      return endOf(target, 'holder', [holder, waiter], waiting);
    },
  },
];

/** Ends who calls itself so; the others go on, and are closed. */
function endOf(
  target: ConnectionTarget,
  application: string,
  connections: readonly KeptConnection[],
  running: Promise<unknown>,
): { readonly end: () => Promise<void> } {
  return {
    async end() {
      const ender = keepConnection(target);
      await ender.execute(
        `SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE application_name = '${application}'`,
      );
      await ender.close();
      const [first] = connections;
      await Promise.all(connections.slice(0, 1).map((connection) => connection.close()));
      if (first !== undefined) await running;
      await Promise.all(connections.slice(1).map((connection) => connection.close()));
    },
  };
}
