/**
 * One migrator at a time for each database and journal: a session-level advisory lock on a connection of its own, so that it
 * ends with that connection, however the process ends (PostgreSQL manual, 13.3.5). A second lock is shared by the connections that
 * do the work: the server may go on for a killed migrator, even commit for it, when the first lock is long free.
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
  /** The same as an SQL expression, true while the lock is held; for a statement over any connection to the database. */
  readonly isHeldSql: string;
  /**
   * What each connection that does the migrator's work executes first. The next migrator waits for these connections too; one that
   * joined and then found the lock held cannot be overtaken.
   */
  readonly joinStatement: string;
}

/** The two halves of an advisory lock's key. */
type LockKey = readonly [number, number];

/** Of the migrator, and of the connections that work for it. */
interface LockKeys {
  readonly migrator: LockKey;
  readonly workers: LockKey;
}

const firstPauseMs = 20;
const longestPauseMs = 250;

/** Runs `work` while holding the journal's lock, on the connection that holds it, and lets it go afterwards, also when `work` fails. */
export function withJournalLock<T>(
  database: Database,
  journal: { readonly kind: JournalKind; readonly storage: JournalStorage },
  options: LockOptions,
  work: (lock: JournalLock, connection: DatabaseConnection) => Promise<T>,
): Promise<T> {
  const keys = lockKeys(journal.kind, journal.storage);
  return database.withConnection(async (connection) => {
    const pid = await acquire(connection, keys, journal.kind, options);
    const isHeldSql = heldBy(pid, keys.migrator);
    try {
      const lock = {
        assertHeld: () => assertHeld(connection, isHeldSql),
        isHeldSql,
        joinStatement: `SELECT pg_advisory_lock_shared(${keys.workers.join(', ')})`,
      };
      return await work(lock, connection);
    } finally {
      // A lost connection has let the lock go already.
      await connection.query('SELECT pg_advisory_unlock($1, $2)', [...keys.migrator]).catch(() => undefined);
    }
  });
}

/** Returns the process id of the connection's backend. */
async function acquire(
  connection: DatabaseConnection,
  { migrator, workers }: LockKeys,
  kind: JournalKind,
  { timeoutMs, onWait, signal }: LockOptions,
): Promise<number> {
  const deadline = performance.now() + timeoutMs;
  let own: number | null = null;
  for (let pauseMs = 0; ; pauseMs = Math.min(longestPauseMs, Math.max(firstPauseMs, pauseMs * 2))) {
    // Connections of a migrator that has just ended are about to go: they are worth one pause before it is called waiting.
    if (pauseMs === firstPauseMs * (own === null ? 1 : 2)) {
      const pid = await holderOf(connection, own === null ? migrator : workers);
      onWait(pid === null ? null : await describeHolder(connection, pid));
    }
    if (pauseMs > 0) await sleep(pauseMs, undefined, { signal });
    signal?.throwIfAborted();
    own ??= await tryLock(connection, migrator);
    const worker = own === null ? null : await holderOf(connection, workers);
    if (own !== null && worker === null) return own;
    if (performance.now() >= deadline) {
      const pid = worker ?? (await holderOf(connection, migrator));
      throw lockedError(pid === null ? null : await describeHolder(connection, pid), kind, timeoutMs);
    }
  }
}

/** The process id of the connection's backend once it has the lock, null when another one has it. */
async function tryLock(connection: DatabaseConnection, key: LockKey): Promise<number | null> {
  const { rows } = await connection.query('SELECT pg_try_advisory_lock($1, $2), pg_backend_pid()', [...key]);
  const [isHeld, pid] = rows[0] ?? [];
  return isHeld === true ? Number(pid) : null;
}

/** The process id of a backend that holds a lock, null when there is none. */
async function holderOf(connection: DatabaseConnection, key: LockKey): Promise<number | null> {
  const { rows } = await connection.query(`SELECT pid FROM pg_locks WHERE ${matchesKey}`, [...key]);
  const pid = rows[0]?.[0];
  return typeof pid === 'number' ? pid : null;
}

async function assertHeld(connection: DatabaseConnection, isHeldSql: string): Promise<void> {
  const held = await connection.query(`SELECT ${isHeldSql}`).then(
    ({ rows }) => rows[0]?.[0] === true,
    () => false,
  );
  if (!held) throw lockLost();
}

/** What to reject with when `isHeldSql` is not true. */
export function lockLost(): ConsoleError {
  return new ConsoleError('The connection that held the journal’s lock was lost.', {
    code: 'journal-lock-lost',
    kind: 'connection',
    remedy: 'Look at "seqscope status" and run the command again: what was committed is recorded.',
  });
}

/** A two-key lock shows its keys as classid and objid, unsigned (PostgreSQL manual, pg_locks). */
const matchesKey = `locktype = 'advisory' AND granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
  AND classid = ($1::int8 & 4294967295)::oid AND objid = ($2::int8 & 4294967295)::oid AND objsubid = 2`;

function heldBy(pid: number, [first, second]: LockKey): string {
  const condition = matchesKey.replace('$1', `'${String(first)}'`).replace('$2', `'${String(second)}'`);
  return `EXISTS (SELECT FROM pg_locks WHERE ${condition} AND pid = ${String(pid)})`;
}

function lockedError(holder: LockHolder | null, kind: JournalKind, timeoutMs: number): ConsoleError {
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

/** Advisory locks belong to a database already; the keys tell its journals apart. */
function lockKeys(kind: JournalKind, storage: JournalStorage): LockKeys {
  const identity = storage.type === 'sequelize' ? `${storage.schema ?? ''}.${storage.table}` : kind;
  const digest = createHash('sha256').update(`seqscope journal ${identity}`).digest();
  return {
    migrator: [digest.readInt32BE(0), digest.readInt32BE(4)],
    workers: [digest.readInt32BE(8), digest.readInt32BE(12)],
  };
}
