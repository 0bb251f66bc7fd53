/** Questions to a server about expressions, each rolled back. */
import { type DatabaseConnection, openDatabase } from '../../database/client.ts';
import type { ConnectionMode, ConnectionTarget } from '../../database/target.ts';

/** The answer of the last statement; null when one fails. */
export type Ask = (statements: readonly string[]) => Promise<unknown>;

/** `work` asks in one transaction, of which nothing stays, with an empty search path. */
export async function withAnswers(
  target: ConnectionTarget,
  { readOnly }: Pick<ConnectionMode, 'readOnly'>,
  work: (ask: Ask) => Promise<void>,
): Promise<void> {
  const database = openDatabase(target, { readOnly, statementTimeoutMs: 10_000 }, { maxConnections: 1 });
  try {
    await database.withConnection(async (connection) => {
      await connection.query(`BEGIN; SET LOCAL search_path = ''`);
      await work(rememberedAnswers(connection));
      await connection.query('ROLLBACK');
    });
  } finally {
    await database.close();
  }
}

/** True where both are one value of the type, null where the server does not understand them. */
export async function isOneValue(
  ask: Ask,
  type: string,
  one: string,
  other: string,
): Promise<boolean | null> {
  const value = (words: string) => `((${words})::${type})::text`;
  const answer = await ask([`SELECT ${value(one)} IS NOT DISTINCT FROM ${value(other)}`]);
  return typeof answer === 'boolean' ? answer : null;
}

/** Each question once: a hundred tables may have the same default. */
function rememberedAnswers(connection: DatabaseConnection): Ask {
  const answers = new Map<string, Promise<unknown>>();
  return (statements) => {
    const key = statements.join(';\n');
    const answer = answers.get(key) ?? tried(connection, statements);
    answers.set(key, answer);
    return answer;
  };
}

/** Nothing of it stays. */
async function tried(connection: DatabaseConnection, statements: readonly string[]): Promise<unknown> {
  await connection.query('SAVEPOINT seqscope_question');
  try {
    let answer: unknown = null;
    for (const statement of statements) answer = (await connection.query(statement)).rows[0]?.[0] ?? null;
    return answer;
  } catch {
    return null;
  } finally {
    await connection.query('ROLLBACK TO SAVEPOINT seqscope_question');
  }
}
