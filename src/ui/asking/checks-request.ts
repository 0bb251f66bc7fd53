/** What the checks screen asks of the session. */
import type { Session } from '../../session.ts';
import type { RequestOf } from '../session-request.ts';
import type { Message } from '../messages.ts';

export async function examineSchema(
  { requestId, screenId }: RequestOf<'examine-schema'>,
  session: Session,
  signal: AbortSignal,
): Promise<Message> {
  const report = await session.doctor({ only: [], except: [], baseline: null }, { signal });
  const summaries = await session.doctorChecks();
  return { type: 'schema-examined', requestId, screenId, report, summaries };
}

export async function compareSides(
  { requestId, screenId }: RequestOf<'compare-sides'>,
  session: Session,
  tell: (message: Message) => void,
  signal: AbortSignal,
): Promise<Message> {
  const report = await session.drift(
    { sides: null, only: [] },
    { signal, onProgress: (progress) => tell({ type: 'sides-progressed', requestId, screenId, progress }) },
  );
  return { type: 'sides-compared', requestId, screenId, report };
}
