/**
 * What a statement waits for, told while it waits. The server is asked over a connection of its own: the pool's may all wait for the
 * same lock.
 */
import type pg from 'pg';
import { redactPasswords } from '../errors/redact.ts';
import { cancelLimitMs } from './cancel.ts';
import { ClosingClient } from './closing-client.ts';
import { processIdOf } from './own-backends.ts';

/** A session in the way. What the role may not see of it is null (PostgreSQL manual, 27.2.3). */
export interface LockBlocker {
  /** 0 for a prepared transaction, which no session holds. */
  readonly pid: number;
  readonly user: string | null;
  readonly application: string | null;
  /** `active`, `idle in transaction` … */
  readonly state: string | null;
  readonly transactionAgeMs: number | null;
  /** The statement under way, or the last one; passwords taken out. */
  readonly statement: string | null;
  /** Whom it waits for itself. */
  readonly blockedBy: readonly number[];
}

export interface LockWait {
  /** What is locked, qualified where the search path does not find it; null for what is no relation. */
  readonly relation: string | null;
  /** Those that wait for nobody first: it is they who hold it up. */
  readonly blockers: readonly LockBlocker[];
}

/** A statement that answers sooner is not asked about. */
const firstLookMs = 1_000;
const longestPauseMs = 8_000;

/** Tells again when others are in the way. The answer ends it, and has to be called when the statement has ended. */
export function tellLockWaits(
  client: pg.ClientBase,
  config: pg.ClientConfig,
  tell: (wait: LockWait) => void,
): () => void {
  const processId = processIdOf(client);
  if (processId === null) return () => undefined;
  let isOver = false;
  let told = '';
  let timer: NodeJS.Timeout | undefined;

  async function look(own: number, pauseMs: number): Promise<void> {
    const wait = await readLockWait(own, config);
    if (isOver) return;
    const pids = wait?.blockers.map(({ pid }) => pid).join() ?? '';
    if (wait !== null && pids !== told) tell(wait);
    told = pids;
    lookAfter(own, Math.min(longestPauseMs, pauseMs * 2));
  }
  function lookAfter(own: number, pauseMs: number): void {
    timer = setTimeout(() => void look(own, pauseMs), pauseMs).unref();
  }
  lookAfter(processId, firstLookMs);
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}

/** Whoever is in the way of those who are in the way is counted too, four deep: more explains nothing. */
const waitSql = `
  WITH RECURSIVE blocking AS (
    SELECT b.pid, 1 AS depth FROM unnest(pg_catalog.pg_blocking_pids($1)) AS b(pid)
    UNION
    SELECT b.pid, w.depth + 1 FROM blocking w, unnest(pg_catalog.pg_blocking_pids(w.pid)) AS b(pid) WHERE w.depth < 4
  ), blockers AS (
    SELECT b.pid, min(b.depth) AS depth, pg_catalog.pg_blocking_pids(b.pid) AS blocked_by FROM blocking b GROUP BY b.pid
  )
  SELECT json_build_object(
    'relation', (SELECT CASE WHEN pg_catalog.pg_table_is_visible(c.oid) THEN '' ELSE n.nspname || '.' END || c.relname
                   FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_class c ON c.oid = l.relation
                   JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                  WHERE l.pid = $1 AND NOT l.granted AND l.locktype = 'relation' LIMIT 1),
    'blockers', json_agg(json_build_object(
      'pid', b.pid, 'user', a.usename, 'application', nullif(a.application_name, ''), 'state', a.state,
      'transactionAgeMs', (extract(epoch FROM pg_catalog.clock_timestamp() - a.xact_start) * 1000)::bigint,
      'statement', CASE WHEN a.query NOT IN ('', '<insufficient privilege>') THEN a.query END,
      'blockedBy', b.blocked_by) ORDER BY cardinality(b.blocked_by) > 0, b.depth, b.pid))
    FROM blockers b LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = b.pid
  HAVING count(*) > 0`;

/** Null where it waits for nobody, and where the server could not be asked. */
async function readLockWait(processId: number, config: pg.ClientConfig): Promise<LockWait | null> {
  const asking = new ClosingClient({ ...config, connectionTimeoutMillis: cancelLimitMs });
  asking.on('error', () => undefined);
  try {
    await asking.connect();
    const { rows } = await asking.query<[LockWait]>({ text: waitSql, values: [processId], rowMode: 'array' });
    const wait = rows[0]?.[0];
    if (wait === undefined) return null;
    return { ...wait, blockers: wait.blockers.map(redacted) };
  } catch {
    return null;
  } finally {
    asking.hangUp();
  }
}

function redacted(blocker: LockBlocker): LockBlocker {
  const { statement } = blocker;
  return { ...blocker, statement: statement === null ? null : redactPasswords(statement) };
}
