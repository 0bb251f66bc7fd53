/** What the checks screen asks of the session. */
import type { Session } from '../../session.ts';
import type { SessionRequest } from '../effects.ts';
import type { Message } from '../messages.ts';

type Request<Type extends SessionRequest['type']> = Extract<SessionRequest, { readonly type: Type }>;

export async function examineSchema(
  { requestId, screenId }: Request<'examine-schema'>,
  session: Session,
  signal: AbortSignal,
): Promise<Message> {
  const report = await session.doctor({ only: [], except: [], baseline: null }, { signal });
  return { type: 'schema-examined', requestId, screenId, report };
}

export async function compareSides(
  { requestId, screenId }: Request<'compare-sides'>,
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
