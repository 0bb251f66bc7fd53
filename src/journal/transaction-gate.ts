/**
 * The gate of a step inside one transaction: every statement joins it, and what shows that the step cannot stay inside is noticed
 * before anything is committed. A statement that fails spoils a PostgreSQL transaction; a migration that carries on after catching
 * it is run again `guarded`, with a savepoint around each statement, as if there were no transaction around it.
 */
import type { Transaction } from 'sequelize';
import { cannotRunInside, sqlStateOf } from '../database/transaction/cannot-run-inside.ts';
import { guardStatement } from '../database/transaction/guard-statement.ts';
import type { PassingStatement } from '../database/transaction/intercept-statements.ts';
import { openGate, type StepGate, type StepGateOptions } from './step-gate.ts';
import { takeStatementTurns } from '../database/transaction/statement-turns.ts';
import {
  isRollbackToSavepoint,
  movesTransactionBoundary,
} from '../database/transaction/transaction-words.ts';

/** How a step is run: in a transaction, in a guarded one, or the way sequelize-cli runs it, without any. */
export type StepManner = 'transaction' | 'guarded' | 'plain';

/** A manner to start over with, and why: the second half of a sentence. */
export interface OtherManner {
  readonly manner: StepManner;
  readonly why: string;
}

export const guarded: OtherManner = {
  manner: 'guarded',
  why: 'it carries on after a statement that fails',
};

export interface TransactionGate extends StepGate {
  /** What to start over with, after rolling back; null while nothing speaks against this manner. */
  readonly otherManner: () => OtherManner | null;
  /** True after a statement failed, when no rollback to a savepoint has mended the transaction since. */
  readonly isSpoilt: () => boolean;
}

export interface TransactionGateOptions extends StepGateOptions {
  readonly transaction: Transaction;
  readonly isGuarded: boolean;
}

/** Rejects the statements of an attempt that is given up; nobody sees it. */
class AttemptAbandoned extends Error {}

export function openTransactionGate(options: TransactionGateOptions): TransactionGate {
  const { transaction, isGuarded } = options;
  let otherManner: OtherManner | null = null;
  let isSpoilt = false;
  const inTurn = takeStatementTurns();

  function abandon(other: OtherManner): AttemptAbandoned {
    otherManner = other;
    return new AttemptAbandoned(`the step starts over: ${other.manner}`);
  }

  async function deliver(statement: PassingStatement): Promise<unknown> {
    const { sql, options: given, send } = statement;
    const isRollback = isRollbackToSavepoint(sql);
    if (otherManner !== null && !isRollback) throw abandon(otherManner);
    if (given.completesTransaction !== true && movesTransactionBoundary(sql)) {
      throw abandon({ manner: 'plain', why: 'its SQL begins or ends a transaction itself' });
    }
    if (isSpoilt && !isRollback) throw abandon(guarded);
    const joined = () => send({ ...given, transaction: given.transaction ?? transaction });
    try {
      const result = await inTurn(() => (isGuarded ? guard(statement, joined) : joined()));
      if (isRollback) isSpoilt = false;
      return result;
    } catch (error) {
      if (cannotRunInside(error)) throw abandon({ manner: 'plain', why: refusalOf(error) });
      if (!isGuarded && sqlStateOf(error) !== null) isSpoilt = true;
      throw error;
    }
  }

  function guard({ sql, send }: PassingStatement, joined: () => Promise<unknown>): Promise<unknown> {
    return guardStatement(sql, (own) => send({ transaction, logging: false }, own), joined);
  }

  return {
    ...openGate(options, transaction, deliver),
    otherManner: () => otherManner,
    isSpoilt: () => isSpoilt,
  };
}

function refusalOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return `the server says "${message}" (SQLSTATE ${sqlStateOf(error) ?? 'unknown'})`;
}
