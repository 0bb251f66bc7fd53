/**
 * What one pass sends, and the locks it takes on the way: read after each statement that could have taken one. Times are those of the
 * server's answers; looking at locks is not counted.
 */
import type { DatabaseConnection } from '../../database/client.ts';
import { cannotRunInside } from '../../database/transaction/cannot-run-inside.ts';
import type { ExecutedStatement } from '../journal.ts';
import { movesTransactionBoundary } from '../../database/transaction/transaction-words.ts';
import { concurrentlyLocked, type HeldLock, readLocks, type TableName } from './read-locks.ts';
import type { RehearsedLock, RehearsedStatement } from './rehearsal.ts';
import type { ClientWatch, Deliver, ServerAnswer, WatchedClient } from './watch-clients.ts';

export interface RecorderOptions {
  /** Where pg_locks is read: never the connection that is rehearsed on. */
  readonly database: DatabaseConnection;
  /** Locks on other tables than these are nobody's concern. */
  readonly tables: readonly TableName[];
  readonly onStatement: (statement: ExecutedStatement) => void;
  /** Before a statement is sent: to protect what it would use up. */
  readonly prepare?: (client: WatchedClient, sql: string) => Promise<void>;
}

export interface PassRecord {
  readonly statements: readonly RehearsedStatement[];
  readonly locks: readonly RehearsedLock[];
}

export interface PassRecorder {
  readonly watch: ClientWatch;
  /**
   * Forgets what it has recorded and records from now on. `holdsEach` puts a transaction around a statement that comes without one,
   * so that its locks can be seen.
   */
  readonly begin: (options?: { readonly holdsEach?: boolean }) => void;
  /** Records no more. */
  readonly end: () => PassRecord;
}

interface TakenLock extends HeldLock {
  readonly statement: number;
  readonly takenAt: number;
  /** Set where it is not held to the end of the pass. */
  releasedAt?: number;
}

/** Sent by the gate or around it, not by the migration. */
const ownStatement =
  /^(?:SAVEPOINT|RELEASE SAVEPOINT|ROLLBACK TO SAVEPOINT) seqscope_|^SELECT txid_current\(\)::text AS id$/;
const pollEveryMs = 3;

export function openRecorder({ database, tables, onStatement, prepare }: RecorderOptions): PassRecorder {
  const known = new Set(tables.map(tableKey));
  let isOpen = false;
  let holdsEach = false;
  let statements: RehearsedStatement[] = [];
  let taken = new Map<string, TakenLock>();
  /** What the transaction had locked before the pass; null before its first statement. */
  let carried: Map<string, HeldLock> | null = null;
  let shapes = new Set<string>();
  const inTransaction = new WeakSet<WatchedClient>();

  const watch: ClientWatch = async (client, sql, deliver) => {
    noteBoundary(client, sql);
    if (!isOpen) return deliver();
    // In a transaction that is spoilt nothing can be prepared, and nothing will be done.
    await prepare?.(client, sql).catch(() => undefined);
    if (ownStatement.test(sql)) return deliver();
    carried ??= new Map((await locksOf(client)).map((lock) => [lockKey(lock), lock]));
    const isAlone = holdsEach && !inTransaction.has(client) && !movesTransactionBoundary(sql);
    return isAlone ? deliverHeld(client, sql, deliver) : deliverSeen(client, sql, deliver);
  };

  async function deliverSeen(client: WatchedClient, sql: string, deliver: Deliver): Promise<unknown> {
    const startedAt = performance.now();
    const index = statements.length;
    const answer = await timed(sql, startedAt, deliver);
    await look(client, sql, index, startedAt);
    return answer;
  }

  /** In a transaction for itself, which is what the server would run it in; without where the server refuses that. */
  async function deliverHeld(client: WatchedClient, sql: string, deliver: Deliver): Promise<unknown> {
    const kept = statements.length;
    await client.send('BEGIN');
    try {
      const answer = await deliverSeen(client, sql, deliver);
      await client.send('COMMIT');
      release();
      return answer;
    } catch (error) {
      await client.send('ROLLBACK');
      if (!cannotRunInside(error)) throw error;
      statements = statements.slice(0, kept);
      return deliverPolled(client, sql, deliver);
    }
  }

  /** What it locks it lets go by itself, so that it is looked at while it runs. */
  async function deliverPolled(client: WatchedClient, sql: string, deliver: Deliver): Promise<unknown> {
    const startedAt = performance.now();
    const index = statements.length;
    const running = { isOver: false };
    const polling = (async () => {
      while (!running.isOver) {
        await look(client, null, index, startedAt);
        await new Promise((resolve) => setTimeout(resolve, pollEveryMs));
      }
    })();
    try {
      return await timed(sql, startedAt, deliver);
    } finally {
      running.isOver = true;
      await polling;
      for (const lock of concurrentlyLocked(sql, tables)) keep(lock, index, startedAt);
      release();
    }
  }

  async function timed(sql: string, startedAt: number, deliver: Deliver): Promise<unknown> {
    try {
      const answer = await deliver();
      add(sql, startedAt, answer);
      return answer;
    } catch (error) {
      add(sql, startedAt, []);
      throw error;
    }
  }

  function add(sql: string, startedAt: number, answer: ServerAnswer | readonly ServerAnswer[]): void {
    const answers = [answer].flat();
    const counts = answers.flatMap(({ rowCount }) => (typeof rowCount === 'number' ? [rowCount] : []));
    const statement = {
      sql,
      durationMs: performance.now() - startedAt,
      command: answers.at(-1)?.command ?? '',
      rows: counts.length === 0 ? null : counts.reduce((sum, count) => sum + count, 0),
    };
    statements.push(statement);
    onStatement({ sql, durationMs: Math.round(statement.durationMs) });
  }

  /** A thousand rows inserted one by one take the locks of the first one. */
  async function look(
    client: WatchedClient,
    sql: string | null,
    statement: number,
    takenAt: number,
  ): Promise<void> {
    if (sql !== null) {
      const shape = sql.slice(0, 2_000).replace(/'(?:[^']|'')*'|\b\d+\b/g, '?');
      if (shapes.has(shape)) return;
      shapes.add(shape);
    }
    for (const lock of await locksOf(client)) keep(lock, statement, takenAt);
  }

  function keep(lock: HeldLock, statement: number, takenAt: number): void {
    const key = lockKey(lock);
    if (taken.has(key) || carried?.has(key) === true) return;
    taken.set(key, { ...lock, statement, takenAt });
  }

  function release(): void {
    for (const lock of taken.values()) lock.releasedAt ??= performance.now();
  }

  /** Without the locks a rehearsal still tells everything else. */
  async function locksOf({ processId }: WatchedClient): Promise<readonly HeldLock[]> {
    const held = processId === null ? [] : await readLocks(database, processId).catch(() => []);
    return held.filter((lock) => known.has(tableKey(lock)));
  }

  function noteBoundary(client: WatchedClient, sql: string): void {
    if (/^\s*(?:START\s+TRANSACTION|BEGIN)\b/i.test(sql)) inTransaction.add(client);
    else if (movesTransactionBoundary(sql)) inTransaction.delete(client);
  }

  function forget(): void {
    statements = [];
    taken = new Map();
    carried = null;
    shapes = new Set();
  }

  return {
    watch,
    begin(options = {}) {
      isOpen = true;
      holdsEach = options.holdsEach === true;
      forget();
    },
    end() {
      isOpen = false;
      const endedAt = performance.now();
      const fresh = [...taken.values()].map((lock) => lockOf(lock, endedAt));
      const earlier = earlierLocks([...(carried?.values() ?? [])], statements);
      const locks = [...fresh, ...earlier].sort((a, b) => a.statement - b.statement);
      const record = { statements, locks };
      forget();
      return record;
    },
  };
}

function lockOf(
  { schema, table, mode, statement, takenAt, releasedAt }: TakenLock,
  endedAt: number,
): RehearsedLock {
  const heldMs = Math.max(0, (releasedAt ?? endedAt) - takenAt);
  return { schema, table, mode, statement, heldMs, isHeldBefore: false };
}

/** Locks that the transaction held already, at the statements that name their tables. */
function earlierLocks(
  held: readonly HeldLock[],
  statements: readonly RehearsedStatement[],
): readonly RehearsedLock[] {
  return held.flatMap((lock) => {
    const statement = statements.findIndex(({ sql }) => names(sql, lock.table));
    if (statement < 0) return [];
    const heldMs = statements.slice(statement).reduce((sum, { durationMs }) => sum + (durationMs ?? 0), 0);
    return [{ ...lock, statement, heldMs, isHeldBefore: true }];
  });
}

function tableKey({ schema, table }: TableName): string {
  return JSON.stringify([schema, table]);
}

function lockKey({ schema, table, mode }: HeldLock): string {
  return JSON.stringify([schema, table, mode]);
}

/** As a word of its own, quoted or not. */
function names(sql: string, table: string): boolean {
  const escaped = table.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\w$])${escaped}(?![\\w$])`, 'i').test(sql);
}
