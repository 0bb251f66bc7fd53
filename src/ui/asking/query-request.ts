/** What the query screen asks of the session while a query is built: after a moment, in which the next key may come. */
import { setTimeout as delay } from 'node:timers/promises';
import { reportError } from '../../errors.ts';
import type { Session } from '../../session.ts';
import type { RequestOf } from '../session-request.ts';
import type { Message } from '../messages.ts';
import type { WrittenForm } from '../screens/query/state.ts';

/** How long the query has to rest before it is written out, and before its rows are read. */
const writePauseMs = 30;
const previewPauseMs = 150;
/** The same, before scopes are counted and plans are asked for. */
const lookPauseMs = 250;
/** How long typing has to rest before the code is read. */
const readPauseMs = 200;

export async function writeQuery(
  { requestId, screenId, spec, language }: RequestOf<'write-query'>,
  session: Session,
  signal: AbortSignal,
): Promise<Message> {
  return unlessAborted(requestId, signal, async () => {
    await delay(writePauseMs, undefined, { signal });
    const options = { withImports: true, ...(language === null ? {} : { language }) };
    const [code, sql, cli] = await Promise.all([
      form(async () => (await session.code(spec, options)).text),
      form(async () => (await session.compile(spec)).sql),
      form(() => session.commandLine(spec)),
    ]);
    signal.throwIfAborted();
    return { type: 'query-written', requestId, screenId, forms: { code, sql, cli } };
  });
}

/** One that cannot be written leaves the others as they are. */
async function form(write: () => Promise<string>): Promise<WrittenForm> {
  try {
    return { type: 'text', text: await write() };
  } catch (error) {
    return { type: 'failed', report: reportError(error) };
  }
}

export async function readQueryCode(
  { requestId, screenId, text }: RequestOf<'read-query-code'>,
  session: Session,
  signal: AbortSignal,
): Promise<Message> {
  return unlessAborted(requestId, signal, async () => {
    await delay(readPauseMs, undefined, { signal });
    const read = await session.specFromCode(text);
    return { type: 'query-code-read', requestId, screenId, read };
  });
}

export async function previewQuery(
  { requestId, screenId, spec }: RequestOf<'preview-query'>,
  session: Session,
  signal: AbortSignal,
): Promise<Message> {
  return unlessAborted(requestId, signal, async () => {
    await delay(previewPauseMs, undefined, { signal });
    return { type: 'query-previewed', requestId, screenId, page: await session.page(spec, { signal }) };
  });
}

export async function lookThroughScopes(
  { requestId, screenId, spec }: RequestOf<'look-through-scopes'>,
  session: Session,
  signal: AbortSignal,
): Promise<Message> {
  return unlessAborted(requestId, signal, async () => {
    await delay(lookPauseMs, undefined, { signal });
    const lens = await session.scopeLens(spec, { signal });
    return { type: 'scopes-looked-through', requestId, screenId, lens };
  });
}

export async function foreseeExplosion(
  { requestId, screenId, spec }: RequestOf<'foresee-explosion'>,
  session: Session,
  signal: AbortSignal,
): Promise<Message> {
  return unlessAborted(requestId, signal, async () => {
    await delay(lookPauseMs, undefined, { signal });
    const found = await session.explosionOf(spec, { signal });
    return { type: 'explosion-foreseen', requestId, screenId, found };
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
