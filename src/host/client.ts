/**
 * The session as the console sees it: the same interface, answered by a host process that is started at once, replaced
 * on the next call after it ended, and gone when `close` resolves.
 */
import type { Session } from '../session.ts';
import type { SessionEvent, SessionOptions } from '../session-shapes.ts';
import { askApart } from './ask-apart.ts';
import { splitArguments } from './call-extras.ts';
import { dropBehind } from './drop-behind.ts';
import { startHost, type AskOptions, type HostProcess } from './host-process.ts';
import { hostMethods, type HostMethod } from './methods.ts';
import type { HostRequest } from './protocol.ts';

export interface HostSession extends Session {
  /** Ends the host process; the next call starts another one, which loads the project anew. Calls under way reject. */
  restart(): void;
  /** Ends typed code that is under way, by the id of its evaluation, even where the process hears nothing else. */
  interrupt(evaluation: number): void;
}

export interface HostLocation {
  /** The host's entry, absolute path or file URL. */
  readonly hostFile: string | URL;
  /** For what asks little but calls apart: no process waits for a call that may never come. */
  readonly startsLate?: boolean;
}

/** Starts the host process at once, so that it boots while the screen is being drawn. */
export function openHostSession(
  options: SessionOptions,
  { hostFile, startsLate = false }: HostLocation,
): HostSession {
  const listeners = new Set<(event: SessionEvent) => void>();
  const emit = (event: SessionEvent): void => {
    for (const listener of listeners) listener(event);
  };
  let current = options;
  const start = () => startHost(hostFile, current, emit);
  const leaving = new Set<Promise<void>>();
  const asides = new Set<HostProcess>();
  const apart = new Set<Promise<unknown>>();
  const closing = new AbortController();
  let host: HostProcess | null = startsLate ? null : start();
  let isClosed = false;

  function end(): void {
    if (host === null) return;
    leave(host);
    host = null;
  }

  function leave(process: HostProcess): void {
    const ended = process.end().finally(() => leaving.delete(ended));
    leaving.add(ended);
  }

  function requireOpen({ extras }: AskOptions): void {
    extras?.signal?.throwIfAborted();
    if (isClosed) throw new Error('The session is closed.');
  }

  async function ask(request: HostRequest, asked: AskOptions): Promise<unknown> {
    requireOpen(asked);
    return askMain(request, asked);
  }

  async function askMain(request: HostRequest, asked?: AskOptions): Promise<unknown> {
    if (host === null || host.hasExited()) host = start();
    return host.ask(request, asked);
  }

  async function askAside(request: HostRequest, asked: AskOptions): Promise<unknown> {
    requireOpen(asked);
    const aside = startHost(hostFile, current, () => undefined);
    asides.add(aside);
    try {
      return await aside.ask(request, asked);
    } finally {
      if (asides.delete(aside)) leave(aside);
    }
  }

  /** What it prints and meets is told, as nowhere else it would be. */
  async function askAlone(request: HostRequest, asked: AskOptions): Promise<unknown> {
    requireOpen(asked);
    const alone = startHost(hostFile, current, (event) => {
      if (event.type !== 'host-exited') emit(event);
    });
    const asking = askApart(alone, request, {
      extras: asked.extras ?? null,
      closing: closing.signal,
      dropScratch: async (left) => {
        if (left.length > 0) await askMain({ method: 'dropScratch', arguments: [left], listeners: null });
      },
      dropBehind: (left) => dropBehind(hostFile, { options: current, left }),
    }).finally(() => {
      apart.delete(asking);
      leave(alone);
    });
    apart.add(asking);
    return asking;
  }

  function methodOf(method: HostMethod): (...values: readonly unknown[]) => Promise<unknown> {
    const way = hostMethods[method];
    return async (...values) => {
      const { data, extras } = splitArguments(values);
      const heard = extras === null ? null : Object.keys(extras.listeners);
      const request: HostRequest = { method, arguments: data, listeners: heard };
      const asked: AskOptions = { extras, waitsForOutcome: way === 'outcome' };
      if (way === 'apart') return askAlone(request, asked);
      return way === 'aside' ? askAside(request, asked) : ask(request, asked);
    };
  }

  const names = Object.keys(hostMethods) as HostMethod[]; // the keys that its type says, and no others
  // The host answers a call with what the session's method of that name returns (serve-session.ts).
  const methods = Object.fromEntries(names.map((name) => [name, methodOf(name)])) as unknown as Pick<
    Session,
    HostMethod
  >;

  return {
    ...methods,
    async allowHost(name) {
      // A host process that is started later is to know it too.
      current = { ...current, allowedHosts: [...(current.allowedHosts ?? []), name] };
      await methods.allowHost(name);
    },
    async exportTo() {
      throw new Error('Bytes do not cross the process: export into a file.');
    },
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    restart: end,
    interrupt: (evaluation) => host?.interrupt(evaluation),
    async close() {
      isClosed = true;
      closing.abort();
      await Promise.allSettled(apart);
      end();
      for (const aside of asides) leave(aside);
      asides.clear();
      await Promise.all(leaving);
    },
  };
}
