/**
 * One step and its journal row in one transaction, on the instance that the migration is handed. Either both are committed or
 * neither is; where that could not be kept, the outcome says so.
 */
import type { Sequelize, Transaction } from 'sequelize';
import { ConsoleError } from '../errors.ts';
import { beginTransaction, type BegunTransaction } from './begin-transaction.ts';
import { sqlStateOf } from '../database/transaction/cannot-run-inside.ts';
import { interceptStatements } from '../database/transaction/intercept-statements.ts';
import type { RunStatement } from './journal-storage/journal-storage.ts';
import { lockLost } from './lock.ts';
import { readTransactionId, recordStep, type StepRecord } from './record-step.ts';
import type { StepGateOptions } from './step-gate.ts';
import {
  guarded,
  openTransactionGate,
  type OtherManner,
  type StepManner,
  type TransactionGate,
} from './transaction-gate.ts';
import type { CommitFate } from './was-committed.ts';

export interface AtomicWork {
  readonly sequelize: Sequelize;
  /** The migration's own function; its statements join the transaction. */
  readonly migrate: () => Promise<void>;
  /** Writes the journal row through the transaction. */
  readonly record: StepRecord;
  /** Asks, on another connection, what became of a transaction whose COMMIT was not answered. */
  readonly fateOfCommit: (transactionId: string) => Promise<CommitFate>;
  /** JournalLock's: where it is not true, another migrator may be at work. Asked once this one's connection is known to those who wait. */
  readonly isHeldSql: string;
  readonly gate: StepGateOptions;
}

/** `start-over`: everything was rolled back, and the step cannot be run in this manner. */
export type AttemptOutcome =
  | { readonly type: 'done'; readonly wasAtomic: boolean }
  | { readonly type: 'failed'; readonly wasAtomic: boolean; readonly error: unknown }
  | { readonly type: 'start-over'; readonly manner: StepManner; readonly why: string };

/** Never rejects. `isGuarded` puts a savepoint around each statement, for migrations that live with failing ones. */
export async function runAtomically(work: AtomicWork, isGuarded: boolean): Promise<AttemptOutcome> {
  const { sequelize } = work;
  let begun: BegunTransaction;
  try {
    begun = await beginTransaction(sequelize, work.isHeldSql, (open) => statementsOf(sequelize, open));
  } catch (error) {
    return { type: 'failed', wasAtomic: true, error };
  }
  const { transaction, id: transactionId } = begun;
  const gate = openTransactionGate({ ...work.gate, transaction, isGuarded });
  const run = statementsOf(sequelize, transaction);
  try {
    if (!begun.isLocked) throw lockLost();
    await migrate(work, gate);
    const other = gate.otherManner() ?? (gate.isSpoilt() ? guarded : null);
    if (other !== null) return await startOver(transaction, other);
    const wasAtomic = await recordStep(work.record, transactionId, sequelize, run);
    await commit(transaction, transactionId, work);
    return { type: 'done', wasAtomic };
  } catch (error) {
    gate.close();
    const other = gate.otherManner();
    if (other !== null) return startOver(transaction, other);
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

/** What can still be said to the transaction after a failure. */
type TransactionState = 'ours' | 'left' | 'cut';

async function readState(transactionId: string, run: RunStatement): Promise<TransactionState> {
  try {
    const current = await readTransactionId(run);
    return current === transactionId ? 'ours' : 'left';
  } catch (error) {
    // A spoilt transaction answers no question, but it is still the same: nothing was committed on the way.
    return sqlStateOf(error)?.startsWith('25') === true ? 'ours' : 'cut';
  }
}

async function commit(transaction: Transaction, transactionId: string, work: AtomicWork): Promise<void> {
  try {
    await transaction.commit();
  } catch (error) {
    const fate = await work.fateOfCommit(transactionId);
    if (fate === 'rolled-back') throw error;
    if (fate === 'unknown') throw unansweredCommit(work.gate.name, error);
  }
}

function unansweredCommit(name: string, cause: unknown): ConsoleError {
  return new ConsoleError(
    `The connection was lost while "${name}" was being committed, and the server cannot be asked whether it was.`,
    {
      code: 'commit-unanswered',
      kind: 'connection',
      remedy:
        'Look at "seqscope db:migrate:status" once the server answers: the step is there with its journal row, or neither is.',
      cause,
    },
  );
}

async function startOver(transaction: Transaction, { manner, why }: OtherManner): Promise<AttemptOutcome> {
  await rollBack(transaction);
  return { type: 'start-over', manner, why };
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
