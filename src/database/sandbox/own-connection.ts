/** The connection of a Sequelize transaction, spoken to directly: past the instance's hooks, its logging and its value parsers. */
import type { Transaction } from 'sequelize';

/** Rows as arrays. Everything asked for is text, a number or a boolean: a project may have set parsers of its own. */
export type AskConnection = (
  sql: string,
  values?: readonly unknown[],
) => Promise<readonly (readonly unknown[])[]>;

/** pg's client as Sequelize keeps it; pg-native's answers the same call. */
interface PgConnection {
  query(request: { text: string; values?: unknown[]; rowMode: 'array' }): Promise<unknown>;
}

/** Sequelize 6, lib/transaction.js: its types leave the connection out. */
export function connectionOf(transaction: Transaction): object | undefined {
  return (transaction as unknown as { readonly connection?: object }).connection;
}

export function askConnection(transaction: Transaction): AskConnection {
  return async (text, values) => {
    const connection = connectionOf(transaction);
    if (connection === undefined) throw new Error('The transaction has no connection any more.');
    const answer = await (connection as PgConnection).query({
      text,
      rowMode: 'array',
      ...(values === undefined ? {} : { values: [...values] }),
    });
    // pg gives a list for a text of several statements: the last one counts.
    const last: unknown = Array.isArray(answer) ? answer.at(-1) : answer;
    const rows: unknown = typeof last === 'object' && last !== null && 'rows' in last ? last.rows : [];
    return Array.isArray(rows) ? (rows as readonly (readonly unknown[])[]) : [];
  };
}
