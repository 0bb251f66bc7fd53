/** What is asked of the session about rows: pages of them, how many there are, a search through them, a file of them. */
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from '../../queries/query-spec.ts';
import type { Session } from '../../session.ts';
import type { Message } from '../messages.ts';
import { relationRows } from '../screens/record/count-text.ts';
import type { RequestOf } from '../session-request.ts';

/** How long a record has to be looked at before its relations are counted, and how long one count may take. */
const relationPauseMs = 120;
const relationLimitMs = 3000;

type Tell = (message: Message) => void;

export async function loadPage(
  { requestId, screenId, spec }: RequestOf<'load-page'>,
  session: Session,
  signal: AbortSignal,
): Promise<Message> {
  return { type: 'page-arrived', requestId, screenId, page: await session.page(spec, { signal }) };
}

/** One after the other. */
export async function readRows(
  { requestId, screenId, specs }: RequestOf<'read-rows'>,
  session: Session,
  signal: AbortSignal,
): Promise<Message> {
  const pages: Page[] = [];
  for (const spec of specs) pages.push(await session.page(spec, { signal }));
  return { type: 'rows-read', requestId, screenId, pages };
}

export async function countRows(
  { requestId, screenId, spec }: RequestOf<'count-rows'>,
  session: Session,
  signal: AbortSignal,
): Promise<Message> {
  return { type: 'count-arrived', requestId, screenId, count: await session.count(spec, { signal }) };
}

export async function estimateRows(
  { requestId, screenId, spec }: RequestOf<'estimate-rows'>,
  session: Session,
  signal: AbortSignal,
): Promise<Message> {
  const estimate = await session.estimate(spec, { signal });
  return { type: 'estimate-arrived', requestId, screenId, estimate };
}

/** After a moment, in which whoever leafs through records has gone on; what fails is only not known. */
export async function countRelation(
  { requestId, screenId, relation, spec }: RequestOf<'count-relation'>,
  session: Session,
  signal: AbortSignal,
): Promise<Message> {
  const answered = { type: 'relation-counted', requestId, screenId, relation } as const;
  try {
    await delay(relationPauseMs, undefined, { signal });
    const limited = AbortSignal.any([signal, AbortSignal.timeout(relationLimitMs)]);
    const { count } = await session.countUpTo(spec, relationRows + 1, { signal: limited });
    return { ...answered, count };
  } catch {
    return { ...answered, count: null };
  }
}

export async function searchRows(
  { requestId, screenId, request }: RequestOf<'search-rows'>,
  session: Session,
  tell: Tell,
  signal: AbortSignal,
): Promise<Message> {
  const outcome = await session.search(request, {
    signal,
    onProgress: (progress) => tell({ type: 'search-progressed', requestId, screenId, progress }),
  });
  return { type: 'search-ended', requestId, screenId, outcome };
}

export async function exportRows(
  { requestId, request }: RequestOf<'export-rows'>,
  session: Session,
  tell: Tell,
  signal: AbortSignal,
): Promise<Message> {
  const outcome = await session.export(request, {
    signal,
    onProgress: (progress) => tell({ type: 'export-progressed', requestId, progress }),
  });
  return { type: 'export-ended', requestId, path: request.file.path, outcome };
}

/** The host works in the project's folder; what was typed is meant from where the console was opened. */
export function withTypedPath(effect: RequestOf<'export-rows'>): RequestOf<'export-rows'> {
  const { file } = effect.request;
  return { ...effect, request: { ...effect.request, file: { ...file, path: typedPath(file.path) } } };
}

/** `~/` is the user's own folder, as a shell has it. */
function typedPath(text: string): string {
  return text.startsWith('~/') ? join(homedir(), text.slice(2)) : resolve(text);
}
