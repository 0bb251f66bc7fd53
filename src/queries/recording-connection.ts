/**
 * A stand-in for a connection, on which Sequelize runs a query all the way and nothing is executed: it answers every statement
 * with no rows. So the SQL of a finder is known exactly, because the finder itself wrote it.
 */
import type { Transaction } from 'sequelize';

type Answer = (
  error: null,
  result: { rows: never[]; rowCount: number; command: string; fields: never[] },
) => void;

/**
 * `query()` of lib/sequelize.js takes the connection of `options.transaction` and asks nothing else of it but `finished`; its own
 * connection manager passes such an object, too. A class, because finders clone plain objects in their options.
 */
class RecordingTransaction {
  readonly finished = undefined;
  readonly connection = {
    /** With bound values there is one argument more before the callback. */
    query(_sql: string, ...rest: readonly unknown[]): void {
      const answer = rest.at(-1);
      // pg's callback style is the only way dialects/postgres/query.js calls.
      if (typeof answer === 'function') {
        const result = { rows: [], rowCount: 0, command: 'SELECT', fields: [] };
        (answer as Answer)(null, result);
      }
    },
  };
}

/** To be passed as `transaction` to a finder whose SQL is wanted. */
export function recordingTransaction(): Transaction {
  // Not a Transaction, but all of one that a SELECT touches.
  return new RecordingTransaction() as unknown as Transaction;
}
