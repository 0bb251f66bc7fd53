/** Ends a statement or a whole session of somebody else's (PostgreSQL manual, 9.28.2). */
import type { Database } from '../client.ts';
import { isOwnBackend } from '../client/own-backends.ts';
import { ConsoleError } from '../../errors.ts';
import type { EndSessionOutcome, EndSessionRequest } from './activity.ts';

const functions = { cancel: 'pg_cancel_backend', terminate: 'pg_terminate_backend' } as const;

/** Tells that very backend and no other: a pid is given anew, its moment of connecting is not. Rejects where the role may not, and of our own. */
export async function endSession(
  database: Database,
  { pid, backendStart, way }: EndSessionRequest,
): Promise<EndSessionOutcome> {
  if (isOwnBackend(database.target, pid))
    throw new ConsoleError(`Session ${String(pid)} is a connection of this seqscope itself.`, {
      code: 'own-session',
      remedy: 'End what it runs where it was started.',
    });
  const { rows } = await database.query(
    `SELECT pg_catalog.${functions[way]}(a.pid) FROM pg_catalog.pg_stat_activity a
      WHERE a.pid = $1 AND a.backend_start = $2::timestamptz`,
    [pid, backendStart],
  );
  return { status: rows[0]?.[0] === true ? 'told' : 'gone' };
}
