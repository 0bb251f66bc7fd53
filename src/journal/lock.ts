/**
 * One migrator at a time for each database and journal: a session-level advisory lock on a connection of its own, so that it
 * ends with that connection, however the process ends (PostgreSQL manual, 13.3.5).
 */
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database, DatabaseConnection } from '../database/client.ts';
import { ConsoleError } from '../errors.ts';
import type { JournalStorage } from '../project/project.ts';
import type { JournalKind, LockHolder } from './journal.ts';
import { describeHolder } from './lock-holder.ts';

export interface LockOptions {
  /** How long to wait for another migrator before giving up, with `journal-locked`. */
  readonly timeoutMs: number;
  /** Called once, when the lock is not free at once, with who holds it as far as the server says. */
  readonly onWait: (holder: LockHolder | null) => void;
  readonly signal?: AbortSignal | undefined;
}

export interface JournalLock {
  /** Rejects with `journal-lock-lost` when the connection that holds the lock is gone. */
  readonly assertHeld: () => Promise<void>;
}

/** The two halves of an advisory lock's key. */
type LockKey = readonly [number, number];

const firstPauseMs = 20;
const longestPauseMs = 250;

/** Runs `work` while holding the journal's lock and lets it go afterwards, also when `work` fails. */
export function withJournalLock<T>(
  database: Database,
  journal: { readonly kind: JournalKind; readonly storage: JournalStorage },
  options: LockOptions,
  work: (lock: JournalLock) => Promise<T>,
): Promise<T> {
  const key = lockKey(journal.kind, journal.storage);
  return database.withConnection(async (connection) => {
    await acquire(connection, key, journal.kind, options);
    try {
      return await work({ assertHeld: () => assertHeld(connection, key) });
    } finally {
      // A lost connection has let the lock go already.
      await connection.query('SELECT pg_advisory_unlock($1, $2)', [...key]).catch(() => undefined);
    }
  });
}

async function acquire(
  connection: DatabaseConnection,
  key: LockKey,
  kind: JournalKind,
  { timeoutMs, onWait, signal }: LockOptions,
): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  for (let pauseMs = 0; ; pauseMs = Math.min(longestPauseMs, Math.max(firstPauseMs, pauseMs * 2))) {
    if (pauseMs === firstPauseMs) onWait(await holderOf(connection, key));
    if (pauseMs > 0) await sleep(pauseMs, undefined, { signal });
    signal?.throwIfAborted();
    const { rows } = await connection.query('SELECT pg_try_advisory_lock($1, $2)', [...key]);
    if (rows[0]?.[0] === true) return;
    if (performance.now() >= deadline) throw await lockedError(connection, key, kind, timeoutMs);
  }
}

async function assertHeld(connection: DatabaseConnection, key: LockKey): Promise<void> {
  const held = await connection
    .query(`SELECT 1 FROM pg_locks WHERE ${matchesKey} AND pid = pg_backend_pid()`, [...key])
    .then(
      ({ rows }) => rows.length > 0,
      () => false,
    );
  if (held) return;
  throw new ConsoleError('The connection that held the journal’s lock was lost.', {
    code: 'journal-lock-lost',
    kind: 'connection',
    remedy: 'Look at "seqscope status" and run the command again: what was committed is recorded.',
  });
}

/** A two-key lock shows its keys as classid and objid, unsigned (PostgreSQL manual, pg_locks). */
const matchesKey = `locktype = 'advisory' AND granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
  AND classid = ($1::int8 & 4294967295)::oid AND objid = ($2::int8 & 4294967295)::oid AND objsubid = 2`;

async function holderOf(connection: DatabaseConnection, key: LockKey): Promise<LockHolder | null> {
  const { rows } = await connection.query(`SELECT pid FROM pg_locks WHERE ${matchesKey}`, [...key]);
  const pid = rows[0]?.[0];
  return typeof pid === 'number' ? describeHolder(connection, pid) : null;
}

async function lockedError(
  connection: DatabaseConnection,
  key: LockKey,
  kind: JournalKind,
  timeoutMs: number,
): Promise<ConsoleError> {
  const holder = await holderOf(connection, key);
  return new ConsoleError(
    `Another migrator${holder === null ? '' : ` (${holder.shown})`} has been at work on the ${kind} for more than ${String(Math.round(timeoutMs / 1000))} s.`,
    {
      code: 'journal-locked',
      remedy:
        holder === null
          ? 'Wait for it and run the command again.'
          : `Wait for it and run the command again, longer with "--lock-timeout 10min"; if it hangs, end it with "SELECT pg_terminate_backend(${String(holder.pid)})".`,
    },
  );
}

/** Advisory locks belong to a database already; the key tells its journals apart. */
function lockKey(kind: JournalKind, storage: JournalStorage): LockKey {
  const identity = storage.type === 'sequelize' ? `${storage.schema ?? ''}.${storage.table}` : kind;
  const digest = createHash('sha256').update(`seqscope journal ${identity}`).digest();
  return [digest.readInt32BE(0), digest.readInt32BE(4)];
}
