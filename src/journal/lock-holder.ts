/** Who holds a journal's lock, as the server shows its backends. */
import type { DatabaseConnection } from '../database/client.ts';
import type { LockHolder } from './journal.ts';

/**
 * What pg_stat_activity says of a backend (PostgreSQL manual, 28.2.3). Backends of other roles show their process id alone to who is
 * no superuser. Never rejects: not knowing is no reason to stop waiting.
 */
export async function describeHolder(connection: DatabaseConnection, pid: number): Promise<LockHolder> {
  const { rows } = await connection
    .query(
      `SELECT nullif(application_name, ''), usename::text, host(client_addr),
              to_char(backend_start AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
         FROM pg_stat_activity WHERE pid = $1`,
      [pid],
    )
    .catch(() => ({ rows: [] }));
  const [application, user, address, since] = (rows[0] ?? []).map((value) =>
    typeof value === 'string' ? value : null,
  );
  const known = {
    pid,
    application: application ?? null,
    user: user ?? null,
    address: address ?? null,
    since: since ?? null,
  };
  return { ...known, shown: textOf(known) };
}

function textOf({ pid, application, user, address, since }: Omit<LockHolder, 'shown'>): string {
  const who = [
    application ?? '',
    user === null ? '' : `as ${user}`,
    address === null ? '' : `from ${address}`,
  ];
  return [
    `backend ${String(pid)}`,
    who.filter((part) => part !== '').join(' '),
    since === null ? '' : `since ${since}`,
  ]
    .filter((part) => part !== '')
    .join(', ');
}
