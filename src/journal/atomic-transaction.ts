/**
 * One step and its journal row in one transaction, on the instance that the migration is handed. Either both are committed or
 * neither is; where that could not be kept, the outcome says so.
 */
import type { Sequelize, Transaction } from 'sequelize';
import { sqlStateOf } from './cannot-run-inside.ts';
import { interceptStatements } from './intercept-statements.ts';
import type { RunStatement } from './journal-storage/journal-storage.ts';
import type { StepGateOptions } from './step-gate.ts';
import { openTransactionGate, type StepManner, type TransactionGate } from './transaction-gate.ts';

export interface AtomicWork {
  readonly sequelize: Sequelize;
  /** The migration's own function; its statements join the transaction. */
  readonly migrate: () => Promise<void>;
  /** Writes the journal row through the transaction. */
  readonly record: (run: RunStatement) => Promise<void>;
  /** Asks, on another connection, what became of a transaction whose COMMIT was not answered. */
  readonly wasCommitted: (transactionId: string) => Promise<boolean>;
  readonly gate: StepGateOptions;
}

/** `start-over`: everything was rolled back, and the step cannot be run in this manner. */
export type AttemptOutcome =
  | { readonly type: 'done'; readonly wasAtomic: boolean }
  | { readonly type: 'failed'; readonly wasAtomic: boolean; readonly error: unknown }
  | { readonly type: 'start-over'; readonly manner: StepManner };

/** Never rejects. `isGuarded` puts a savepoint around each statement, for migrations that live with failing ones. */
export async function runAtomically(work: AtomicWork, isGuarded: boolean): Promise<AttemptOutcome> {
  const { sequelize } = work;
  let transaction: Transaction;
  try {
    transaction = await sequelize.transaction();
  } catch (error) {
    return { type: 'failed', wasAtomic: true, error };
  }
  const gate = openTransactionGate({ ...work.gate, transaction, isGuarded });
  const run = statementsOf(sequelize, transaction);
  let transactionId: string | null = null;
  try {
    transactionId = await readTransactionId(run);
    await migrate(work, gate);
    const manner = gate.otherManner() ?? (gate.isSpoilt() ? 'guarded' : null);
    if (manner !== null) return await startOver(transaction, manner);
    const wasAtomic = (await readTransactionId(run)) === transactionId;
    await work.record(run);
    // What is checked only now fails here, where it can still be told apart from a lost COMMIT.
    if (wasAtomic) await run('SET CONSTRAINTS ALL IMMEDIATE');
    await commit(transaction, transactionId, work.wasCommitted);
    return { type: 'done', wasAtomic };
  } catch (error) {
    gate.close();
    const manner = gate.otherManner();
    if (manner !== null) return startOver(transaction, manner);
    const state = await readState(transactionId, run);
    await (state === 'cut' ? giveUp(transaction) : rollBack(transaction));
    return { type: 'failed', wasAtomic: state !== 'left', error };
  }
}

/** Statements of our own through the transaction. The reads among them are bookkeeping and are not reported. */
export function statementsOf(sequelize: Sequelize, transaction: Transaction | null): RunStatement {
  return async (sql, values = []) => {
    const isReported = /^(?:CREATE|INSERT|DELETE)\b/.test(sql);
    const [rows] = await sequelize.query(sql, {
      transaction,
      ...(values.length > 0 ? { bind: [...values] } : {}),
      ...(isReported ? {} : { logging: false }),
    });
    return rows.map((row): unknown[] => (typeof row === 'object' && row !== null ? Object.values(row) : []));
  };
}

async function migrate(work: AtomicWork, gate: TransactionGate): Promise<void> {
  await interceptStatements(
    work.sequelize,
    gate,
    async () => {
      await work.migrate();
      await gate.settled();
    },
    work.gate.signal,
  );
  gate.close();
}

/** Assigns an id when there is none yet, which writes nothing (PostgreSQL manual, 9.27.6). */
async function readTransactionId(run: RunStatement): Promise<string> {
  const [row] = await run('SELECT txid_current()::text AS id');
  return String(row?.[0]);
}

/** What can still be said to the transaction after a failure. */
type TransactionState = 'ours' | 'left' | 'cut';

async function readState(transactionId: string | null, run: RunStatement): Promise<TransactionState> {
  try {
    const current = await readTransactionId(run);
    return transactionId === null || current === transactionId ? 'ours' : 'left';
  } catch (error) {
    // A spoilt transaction answers no question, but it is still the same: nothing was committed on the way.
    return sqlStateOf(error)?.startsWith('25') === true ? 'ours' : 'cut';
  }
}

async function commit(
  transaction: Transaction,
  transactionId: string,
  wasCommitted: AtomicWork['wasCommitted'],
): Promise<void> {
  try {
    await transaction.commit();
  } catch (error) {
    if (!(await wasCommitted(transactionId))) throw error;
  }
}

async function startOver(transaction: Transaction, manner: StepManner): Promise<AttemptOutcome> {
  await rollBack(transaction);
  return { type: 'start-over', manner };
}

async function rollBack(transaction: Transaction): Promise<void> {
  try {
    await transaction.rollback();
  } catch {
    // Sequelize has closed the connection, and the server rolls back for it.
  }
}

/** For a connection that is lost: the server has rolled back, and Sequelize would print that it cannot. */
async function giveUp(
  transaction: Transaction & { readonly forceCleanup?: () => Promise<void> },
): Promise<void> {
  // Sequelize 6, lib/transaction.js; not in its types.
  await transaction.forceCleanup?.().catch(() => undefined);
}
