/**
 * What every statement of a running step goes through: none starts after an abort or after the step has ended, those on their
 * way are waited for, and each is reported with its time.
 */
import { ConsoleError } from '../errors.ts';
import type {
  PassingStatement,
  StatementGate,
  StatementOptions,
} from '../database/transaction/intercept-statements.ts';
import type { ExecutedStatement } from './journal.ts';
import { countStatements } from '../database/transaction/statement-traffic.ts';
import { isRollbackToSavepoint } from '../database/transaction/transaction-words.ts';
import { abortError } from '../database/transaction/until-aborted.ts';

export interface StepGateOptions {
  readonly name: string;
  readonly signal: AbortSignal | undefined;
  /** Told of the statements that the instance's own logging does not report: failed ones, and those of other instances. */
  readonly report: (statement: ExecutedStatement) => void;
  /** Told of each statement before it goes, those of Sequelize's own transactions left out. */
  readonly announce?: ((sql: string) => void) | undefined;
}

export interface StepGate extends StatementGate {
  /** Resolves when no statement is on its way, also when the migration did not wait for its own. */
  readonly settled: () => Promise<void>;
  /** From now on statements are refused. */
  readonly close: () => void;
}

/** `deliver` sends the statement; the gate does the rest. */
export function openGate(
  { name, signal, report, announce }: StepGateOptions,
  ambient: StatementGate['ambient'],
  deliver: (statement: PassingStatement) => Promise<unknown>,
): StepGate {
  let isClosed = false;
  const traffic = countStatements();
  return {
    ambient,
    async pass(statement) {
      const isRefused = isClosed || signal?.aborted === true;
      // The transaction is rolled back whole; Sequelize would print a warning if this were an error.
      if (isRefused && isRollbackToSavepoint(statement.sql)) return undefined;
      if (isClosed) throw lateStatement(name, statement.sql);
      if (isRefused) throw abortError();
      if (statement.options.completesTransaction !== true) announce?.(statement.sql);
      const startedAt = performance.now();
      try {
        return await traffic.counted(() =>
          deliver(statement.isOwn ? statement : reported(statement, report)),
        );
      } catch (error) {
        if (wasSent(error))
          report({ sql: statement.sql, durationMs: Math.round(performance.now() - startedAt) });
        throw error;
      }
    },
    settled: traffic.settled,
    close() {
      isClosed = true;
    },
  };
}

/** Sequelize's own logging, asked of an instance that does not log to us; the project's logging goes on. */
function reported(statement: PassingStatement, report: StepGateOptions['report']): PassingStatement {
  const { logging } = statement.options;
  const log = (message: string, durationMs: unknown, ...rest: unknown[]): void => {
    report({
      sql: message.replace(/^Execut(?:ing|ed) \([^)]*\): /, ''),
      durationMs: typeof durationMs === 'number' ? durationMs : null,
    });
    if (typeof logging === 'function') Reflect.apply(logging, undefined, [message, durationMs, ...rest]);
  };
  const send = (options: StatementOptions, otherSql?: string) =>
    otherSql === undefined
      ? statement.send({ ...options, logging: log, benchmark: true })
      : statement.send(options, otherSql);
  return { ...statement, send };
}

/** Sequelize puts the text on an error of the server, and on no other. */
function wasSent(error: unknown): boolean {
  return error instanceof Error && 'original' in error && 'sql' in error;
}

function lateStatement(name: string, sql: string): ConsoleError {
  return new ConsoleError(`"${name}" sent a statement after its step had ended.`, {
    code: 'statement-too-late',
    remedy: 'Await every query in it, or return the promise.',
    details: { statement: sql },
  });
}
