/** A savepoint around one statement: when it fails the transaction lives on, as if there were none around it. */
import { isSavepointStatement } from './transaction-words.ts';

const savepoint = 'seqscope_statement';

/** True for a statement of ours around another one. */
export function isGuard(sql: string): boolean {
  return new RegExp(`SAVEPOINT ${savepoint};?$`).test(sql);
}

/** `send` sends the savepoint's own statements; `deliver` the statement itself, whose outcome is passed on. */
export async function guardStatement(
  sql: string,
  send: (sql: string) => Promise<unknown>,
  deliver: () => Promise<unknown>,
): Promise<unknown> {
  if (isSavepointStatement(sql)) return deliver();
  // When one of these fails the connection is gone, or the transaction: the statement itself or the end says so.
  const quietly = (text: string) => send(text).catch(() => undefined);
  await quietly(`SAVEPOINT ${savepoint}`);
  try {
    return await deliver();
  } catch (error) {
    await quietly(`ROLLBACK TO SAVEPOINT ${savepoint}`);
    throw error;
  } finally {
    await quietly(`RELEASE SAVEPOINT ${savepoint}`);
  }
}
