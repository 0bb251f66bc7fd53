/** What is asked of the session about the server: the plan of a query, what it is doing, and to end one of its sessions. */
import type { Session } from '../../session.ts';
import type { Message } from '../messages.ts';
import type { RequestOf } from '../session-request.ts';

export async function explain(
  { requestId, request }: RequestOf<'explain'>,
  session: Session,
  signal: AbortSignal,
): Promise<Message> {
  return { type: 'plan-arrived', requestId, explanation: await session.explain(request, { signal }) };
}

export async function readActivity(
  { requestId }: RequestOf<'read-activity'>,
  session: Session,
  signal: AbortSignal,
): Promise<Message> {
  return { type: 'activity-arrived', requestId, view: await session.activity({ signal }) };
}

export async function endSession(
  { requestId, request }: RequestOf<'end-session'>,
  session: Session,
): Promise<Message> {
  const { status } = await session.endSession(request);
  return { type: 'session-told', requestId, request, status };
}
