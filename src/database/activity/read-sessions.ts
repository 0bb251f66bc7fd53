/** Who is connected to the database, what they run, and who waits for whom (pg_stat_activity, pg_blocking_pids). */
import type { Database, QueryOptions } from '../client.ts';
import { isOwnBackend } from '../client/own-backends.ts';
import { redactPasswords } from '../errors/redact.ts';
import type { BackendSession } from './activity.ts';

const age = (since: string) => `(extract(epoch FROM pg_catalog.clock_timestamp() - ${since}) * 1000)::bigint`;

/** pg_blocking_pids() takes the lock manager's own locks, so it is asked only of those that wait for a lock. */
const sessionsSql = `
  SELECT jsonb_build_object(
      'pid', a.pid, 'backendStart', a.backend_start::text, 'kind', coalesce(a.backend_type, 'client backend'), 'user', a.usename,
      'application', nullif(a.application_name, ''), 'clientAddress', coalesce(host(a.client_addr), CASE WHEN a.client_port = -1 THEN 'local' END),
      'state', a.state, 'stateAgeMs', ${age('a.state_change')}, 'statementAgeMs', ${age('a.query_start')},
      'transactionAgeMs', ${age('a.xact_start')},
      'wait', CASE WHEN a.state = 'active' OR a.state IS NULL THEN a.wait_event_type || ': ' || a.wait_event END,
      'statement', CASE WHEN a.query NOT IN ('', '<insufficient privilege>') THEN a.query END,
      'blockedBy', CASE WHEN a.wait_event_type = 'Lock' OR a.query = '<insufficient privilege>'
                        THEN to_jsonb(pg_catalog.pg_blocking_pids(a.pid)) ELSE '[]' END,
      'isHidden', a.query = '<insufficient privilege>',
      'isAsking', a.pid = pg_catalog.pg_backend_pid())
    FROM pg_catalog.pg_stat_activity a
   WHERE a.datname = pg_catalog.current_database()
   ORDER BY a.backend_start, a.pid`;

/** In the order of their connecting. */
export async function readSessions(
  database: Database,
  options: QueryOptions = {},
): Promise<readonly BackendSession[]> {
  const { rows } = await database.query(sessionsSql, [], options);
  return rows.map(([row]) => {
    // The object that sessionsSql builds.
    const session = row as Omit<BackendSession, 'isOwn'>;
    const { pid, statement, blockedBy, isAsking } = session;
    return {
      ...session,
      isOwn: isAsking || isOwnBackend(database.target, pid),
      statement: statement === null ? null : redactPasswords(statement),
      // 0 stands for a prepared transaction, which no backend holds.
      blockedBy: [...new Set(blockedBy)].filter((other) => other !== pid),
    };
  });
}
