/** What the SQL screen asks of the session: a statement is looked at first, and run when nothing has to be agreed to. */
import { ConsoleError } from '../../errors.ts';
import { classifyStatement, type Session } from '../../session.ts';
import type { RequestOf } from '../session-request.ts';
import type { Message } from '../messages.ts';

export async function runSql(
  { requestId, screenId, run }: RequestOf<'run-sql'>,
  session: Session,
  signal: AbortSignal,
): Promise<Message> {
  const asked = { type: 'sql-questioned', requestId, screenId, run } as const;
  if (!run.isAgreed) {
    const { question } = await session.foreseeSql(run, { signal });
    if (question !== null) return { ...asked, question };
  }
  try {
    const result = await session.runSql(run, { signal });
    return { type: 'sql-ran', requestId, screenId, results: [result], at: Date.now() };
  } catch (error) {
    if (!(error instanceof ConsoleError) || error.code !== 'sql-writes') throw error;
    const { verb } = classifyStatement(run.text.slice(run.start, run.end));
    return { ...asked, question: { reason: 'code', verb, target: null, rows: null, precision: 'exact' } };
  }
}

export async function listCatalog(
  { requestId, screenId, command }: RequestOf<'list-catalog'>,
  session: Session,
  signal: AbortSignal,
): Promise<Message> {
  const results = await session.listCatalog(command, { signal });
  return { type: 'sql-ran', requestId, screenId, results, at: Date.now() };
}
