/**
 * The transaction of a step, begun, watched and asked what must be known of it, in one round trip where that is possible: a run of
 * small steps is mostly waiting for answers.
 */
import type { Sequelize, Transaction } from 'sequelize';
import { instanceOptions } from './instance-options.ts';
import type { RunStatement } from './journal-storage/journal-storage.ts';

export interface BegunTransaction {
  readonly transaction: Transaction;
  /** Of the server, as text. */
  readonly id: string;
  /** What `isHeldSql` gave. */
  readonly isLocked: boolean;
}

/** What Sequelize's own methods call to send a statement, with arguments as loose as JavaScript passes them. */
type SendQuery = (this: Sequelize, sql: unknown, options?: { logging?: unknown }) => Promise<unknown>;

/**
 * Rejects with Sequelize's error when no connection can be had. `isHeldSql` is JournalLock's; the connection has joined by then.
 * `runIn` makes what asks through a transaction.
 */
export async function beginTransaction(
  sequelize: Sequelize,
  isHeldSql: string,
  runIn: (transaction: Transaction) => RunStatement,
): Promise<BegunTransaction> {
  const question = questionAbout(isHeldSql);
  const { transaction, answer } = await beginAsking(sequelize, question);
  try {
    const [id, isLocked] = answer ?? (await runIn(transaction)(question))[0] ?? [];
    return { transaction, id: String(id), isLocked: isLocked === true };
  } catch (error) {
    await transaction.rollback().catch(() => undefined);
    throw error;
  }
}

/**
 * Beside what is asked, has the server end the transaction's statement soon after its client has gone, where it can
 * (client_connection_check_interval, PostgreSQL manual, 20.3.2: from 14 on, not on every system), so that nobody waits for a killed
 * migrator.
 */
function questionAbout(isHeldSql: string): string {
  return `SELECT txid_current()::text AS id, ${isHeldSql} AS is_locked,
    CASE WHEN current_setting('client_connection_check_interval', true) IS NOT NULL AND version() ~ 'linux'
         THEN set_config('client_connection_check_interval', '500', true) END AS watched`;
}

/**
 * Puts the question behind Sequelize's own START TRANSACTION. Not before an isolation level of the project's, which Sequelize sets
 * next and the server takes only before the first query (PostgreSQL manual, SET TRANSACTION).
 */
async function beginAsking(
  sequelize: Sequelize,
  question: string,
): Promise<{ readonly transaction: Transaction; readonly answer: readonly unknown[] | null }> {
  const { isolationLevel, logging } = instanceOptions(sequelize);
  if (isolationLevel != null) return { transaction: await sequelize.transaction(), answer: null };
  // Sequelize 6, lib/sequelize.js: its typings are narrower than what its own methods pass.
  const owner = sequelize as unknown as { query: SendQuery };
  const own = Object.getOwnPropertyDescriptor(sequelize, 'query');
  const { query } = owner;
  let answer: readonly unknown[] | null = null;
  owner.query = async function (sql, given) {
    if (sql !== 'START TRANSACTION;') return query.call(this, sql, given);
    const log = (_message: unknown, durationMs: unknown) => logging?.(sql, durationMs);
    const answered = await query.call(this, `${sql} ${question}`, { ...given, logging: log });
    answer = rowIn(answered);
    return answered;
  };
  try {
    return { transaction: await sequelize.transaction(), answer };
  } finally {
    if (own === undefined) Reflect.deleteProperty(sequelize, 'query');
    else Object.defineProperty(sequelize, 'query', own);
  }
}

/** Sequelize gives the rows of all statements as one list of objects (postgres/query.js), within another list for a raw query. */
function rowIn(answered: unknown): readonly unknown[] | null {
  const rows: unknown[] = Array.isArray(answered) ? answered.flat() : [];
  const row = rows.find((each) => typeof each === 'object' && each !== null && 'id' in each);
  return row === undefined ? null : Object.values(row as object);
}
