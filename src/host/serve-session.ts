/**
 * Answers the console's calls with a real session: every call gets exactly one answer, whatever the session does, and an
 * answer that cannot be sent becomes a failure that can.
 */
import { reportError } from '../errors.ts';
import type { Session } from '../session.ts';
import type { HostMethod } from './methods.ts';
import type { ConsoleMessage, HostMessage, HostRequest } from './protocol.ts';

/** Returns what to do with each message but `open` and `close`. `send` throws for what cannot be serialised. */
export function serveSession(
  session: Session,
  send: (message: HostMessage) => void,
): (message: Extract<ConsoleMessage, { type: 'call' | 'cancel' }>) => void {
  const underWay = new Map<number, AbortController>();
  session.onEvent((event) => send({ type: 'session-event', event }));

  async function serve(id: number, request: HostRequest): Promise<void> {
    const controller = new AbortController();
    underWay.set(id, controller);
    const tell = (listener: string, value: unknown) => send({ type: 'told', id, listener, value });
    try {
      send({ type: 'answer', id, value: await answer(session, request, controller.signal, tell) });
    } catch (error) {
      send({ type: 'failure', id, report: reportError(error) });
    } finally {
      underWay.delete(id);
    }
  }

  return (message) => {
    switch (message.type) {
      case 'call':
        void serve(message.id, message.request);
        return;
      case 'cancel':
        underWay.get(message.id)?.abort();
        return;
    }
  };
}

async function answer(
  session: Session,
  { method, arguments: data, listeners }: HostRequest,
  signal: AbortSignal,
  tell: (listener: string, value: unknown) => void,
): Promise<unknown> {
  // The client (client.ts) takes method and arguments from calls of the same interface.
  const methods = session as unknown as Record<
    HostMethod,
    (...values: readonly unknown[]) => Promise<unknown>
  >;
  if (listeners === null) return methods[method](...data);
  const telling = listeners.map((name) => [name, (value: unknown) => tell(name, value)] as const);
  return methods[method](...data, { signal, ...Object.fromEntries(telling) });
}
