/** Ends a statement or a whole session of somebody else's (PostgreSQL manual, 9.28.2). */
import type { Database } from '../client.ts';
import { isOwnBackend } from '../client/own-backends.ts';
import { quoteIdentifier } from '../quote.ts';
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
  const { rows } = await database
    .query(
      `SELECT pg_catalog.${functions[way]}(a.pid) FROM pg_catalog.pg_stat_activity a
        WHERE a.pid = $1 AND a.backend_start = $2::timestamptz`,
      [pid, backendStart],
    )
    .catch(async (error: unknown) => {
      throw await notAllowed(database, pid, error);
    });
  return { status: rows[0]?.[0] === true ? 'told' : 'gone' };
}

/** What may be granted, for no role may end what a superuser runs (PostgreSQL manual, 22.5). */
async function notAllowed(database: Database, pid: number, error: unknown): Promise<unknown> {
  if (!(error instanceof ConsoleError) || error.code !== 'permission-denied') return error;
  const { rows } = await database.query(
    `SELECT r.rolname::text, r.rolsuper FROM pg_catalog.pg_stat_activity a JOIN pg_catalog.pg_roles r ON r.oid = a.usesysid
      WHERE a.pid = $1`,
    [pid],
  );
  const [role, isSuperuser] = rows[0] ?? [];
  const { user } = database.target;
  return new ConsoleError(`The role "${user}" may not end what "${String(role)}" runs.`, {
    code: error.code,
    remedy:
      isSuperuser === true
        ? `Connect as a superuser: "${String(role)}" is one, and nobody else may.`
        : `Let it: \`GRANT pg_signal_backend TO ${quoteIdentifier(user)}\`. Or connect as "${String(role)}".`,
    details: error.details,
    cause: error,
  });
}
