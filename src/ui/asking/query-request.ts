/** What the query screen asks of the session while a query is built: after a moment, in which the next key may come. */
import { setTimeout as delay } from 'node:timers/promises';
import { reportError } from '../../errors.ts';
import type { Session } from '../../session.ts';
import type { SessionRequest } from '../effects.ts';
import type { Message } from '../messages.ts';

/** How long the query has to rest before it is written out, and before its rows are read. */
const writePauseMs = 30;
const previewPauseMs = 150;

type Request<Type extends SessionRequest['type']> = Extract<SessionRequest, { readonly type: Type }>;

export async function writeQuery(
  { requestId, screenId, spec }: Request<'write-query'>,
  session: Session,
  signal: AbortSignal,
): Promise<Message> {
  return unlessAborted(requestId, signal, async () => {
    await delay(writePauseMs, undefined, { signal });
    const { sql } = await session.compile(spec);
    return { type: 'query-written', requestId, screenId, forms: { sql } };
  });
}

export async function previewQuery(
  { requestId, screenId, spec }: Request<'preview-query'>,
  session: Session,
  signal: AbortSignal,
): Promise<Message> {
  return unlessAborted(requestId, signal, async () => {
    await delay(previewPauseMs, undefined, { signal });
    return { type: 'query-previewed', requestId, screenId, page: await session.page(spec, { signal }) };
  });
}

/** What was taken back before it was sent is as interrupted as what the server cancelled. */
async function unlessAborted(
  requestId: number,
  signal: AbortSignal,
  answer: () => Promise<Message>,
): Promise<Message> {
  try {
    return await answer();
  } catch (error) {
    if (!signal.aborted) throw error;
    const report = { ...reportError(error), kind: 'interrupted' as const };
    return { type: 'request-failed', failed: { part: 'request', requestId }, report };
  }
}
