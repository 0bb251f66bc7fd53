/**
 * The gate of a sandbox: every statement joins its transaction, one at a time, each in a savepoint of its own, so that one that fails
 * harms nothing but itself. What no transaction can hold is refused.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Transaction } from 'sequelize';
import { ConsoleError } from '../../errors.ts';
import { cannotRunInside } from '../transaction/cannot-run-inside.ts';
import { guardStatement } from '../transaction/guard-statement.ts';
import type { PassingStatement, StatementGate } from '../transaction/intercept-statements.ts';
import { countStatements } from '../transaction/statement-traffic.ts';
import { takeStatementTurns } from '../transaction/statement-turns.ts';
import { isRollbackToSavepoint, movesTransactionBoundary } from '../transaction/transaction-words.ts';
import { connectionOf } from './own-connection.ts';

/** What one line sends, however late, is known by this. */
export interface SandboxLine {
  readonly savepoint: string;
  /** Set when it was rolled back: what it still sends is refused. */
  isOver: boolean;
}

export interface SandboxGate extends StatementGate {
  /** Runs `work` as this line. */
  readonly runLine: <T>(line: SandboxLine, work: () => Promise<T>) => Promise<T>;
  /** Statements of our own take their turn, too. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>;
  /** True while a statement is under way on the connection or waits for it. */
  readonly isBusy: () => boolean;
  /** Resolves when none is. */
  readonly settled: () => Promise<void>;
  readonly close: () => void;
}

export function openSandboxGate(transaction: Transaction): SandboxGate {
  const inTurn = takeStatementTurns();
  const currentLine = new AsyncLocalStorage<SandboxLine>();
  let isClosed = false;
  const traffic = countStatements();

  async function deliver(statement: PassingStatement, line: SandboxLine | undefined): Promise<unknown> {
    const { sql, options, send } = statement;
    const given = options.transaction ?? null;
    return inTurn(async () => {
      // It may have been rolled back while this one waited.
      if (line?.isOver === true) throw lateStatement(sql);
      const joined = () => send({ ...options, transaction: given ?? transaction });
      // In a transaction of its own a failure spoils that one, as it would outside.
      if (given !== null) return joined();
      return guardStatement(sql, (own) => send({ transaction, logging: false }, own), joined);
    });
  }

  return {
    ambient: transaction,
    inTurn,
    isBusy: traffic.isBusy,
    settled: traffic.settled,
    runLine: (line, work) => currentLine.run(line, work),
    async pass(statement) {
      const { sql, options } = statement;
      const line = currentLine.getStore();
      const isRefused = isClosed || line?.isOver === true;
      // Everything was rolled back already; Sequelize would print a warning if this were an error.
      if (isRefused && isRollbackToSavepoint(sql)) return undefined;
      if (isClosed) throw closedSandbox(sql);
      if (isRefused) throw lateStatement(sql);
      if (options.completesTransaction !== true && movesTransactionBoundary(sql)) throw refused(sql);
      if (isElsewhere(options.transaction, transaction)) throw foreignTransaction(sql);
      try {
        return await traffic.counted(() => deliver(statement, line));
      } catch (error) {
        throw cannotRunInside(error) ? refused(sql, error) : error;
      }
    },
    close() {
      isClosed = true;
    },
  };
}

/** A transaction that was begun before the sandbox is on a connection of its own. */
function isElsewhere(given: Transaction | null | undefined, own: Transaction): boolean {
  return given != null && connectionOf(given) !== connectionOf(own);
}

function refused(sql: string, cause?: unknown): ConsoleError {
  return new ConsoleError('The statement cannot run in the sandbox, which is one transaction.', {
    code: 'sandbox-refused',
    remedy: 'Commit or roll back the sandbox first, and run it outside.',
    details: { statement: sql },
    cause,
  });
}

function foreignTransaction(sql: string): ConsoleError {
  return new ConsoleError('The statement belongs to a transaction that was begun before the sandbox.', {
    code: 'sandbox-refused',
    remedy: 'End that transaction first, or begin one within the sandbox.',
    details: { statement: sql },
  });
}

function lateStatement(sql: string): ConsoleError {
  return new ConsoleError('The statement came from a line that was rolled back.', {
    code: 'statement-too-late',
    remedy: 'Run the line again.',
    details: { statement: sql },
  });
}

function closedSandbox(sql: string): ConsoleError {
  return new ConsoleError('The statement came after the sandbox had ended.', {
    code: 'statement-too-late',
    remedy: 'Run it again.',
    details: { statement: sql },
  });
}
