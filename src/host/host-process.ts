/**
 * One host process: its channel, its calls under way, and its end. Whatever way it ends, every call under way is
 * rejected, what it printed has been passed on, and the listeners hear of it unless the end was asked for.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ConsoleError, errorFromReport, type ErrorReport, reportError } from '../errors.ts';
import type { SessionEvent, SessionOptions } from '../session-shapes.ts';
import { openInterruptFlag } from './interrupt-flag.ts';
import type { CallExtras } from './call-extras.ts';
import type { ConsoleMessage, HostMessage, HostRequest } from './protocol.ts';

export interface AskOptions {
  /** What stays in this process. */
  readonly extras?: CallExtras | null;
  /** True when an aborted call still waits for what the host has to say, because something may have been done. */
  readonly waitsForOutcome?: boolean;
}

export interface HostProcess {
  readonly ask: (request: HostRequest, options?: AskOptions) => Promise<unknown>;
  readonly hasExited: () => boolean;
  /** Ends the evaluation of that id, however busy the process is: see evaluation/interrupting.ts. */
  readonly interrupt: (evaluation: number) => void;
  /** At once; whatever is under way rejects. */
  readonly kill: () => void;
  /** Asks the host to close its session and go, then insists; resolves when it is gone. */
  readonly end: () => Promise<void>;
}

interface PendingCall {
  readonly method: HostRequest['method'];
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
  readonly extras: CallExtras | null;
}

/**
 * How long an evaluation may take to end by its cancellation alone before it is sent SIGINT, which only code without an `await` before
 * it and without a loop or function of its own needs; and how often that is tried again where it is not within reach of a signal.
 */
const signalEveryMs = 50;

/** How long after the exit its last prints are waited for. */
const printGraceMs = 200;

/** After being asked to close, and after SIGTERM. */
const patience = { closeMs: 1_500, terminateMs: 500 };

export function startHost(
  hostFile: string | URL,
  options: SessionOptions,
  emit: (event: SessionEvent) => void,
): HostProcess {
  const flag = openInterruptFlag();
  const child = fork(typeof hostFile === 'string' ? hostFile : fileURLToPath(hostFile), [], {
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc', flag?.descriptor ?? 'ignore'],
  });
  const calls = new Map<number, PendingCall>();
  let lastId = 0;
  let crash: ErrorReport | null = null;
  let isEnding = false;
  let hasExited = false;

  function send(message: ConsoleMessage): void {
    // A channel that is closing reports its end through `close`, once; the callback keeps the failure from being thrown.
    if (child.connected) child.send(message, () => undefined);
  }

  function settle(id: number): PendingCall | undefined {
    const call = calls.get(id);
    calls.delete(id);
    return call;
  }

  // Node types a message as Serializable; only host/entry.ts is at the other end, and it sends nothing else.
  child.on('message', (message) => receive(message as HostMessage));
  forwardPrints(child, emit);

  function receive(message: HostMessage): void {
    switch (message.type) {
      case 'answer':
        settle(message.id)?.resolve(message.value);
        return;
      case 'failure':
        settle(message.id)?.reject(errorFromReport(message.report));
        return;
      case 'told':
        calls.get(message.id)?.extras?.listeners[message.listener]?.(message.value);
        return;
      case 'session-event':
        emit(message.event);
        return;
      case 'crashed':
        crash = message.report;
        return;
    }
  }

  const exited = new Promise<void>((resolve) => {
    function finish(reason: string): void {
      if (hasExited) return;
      hasExited = true;
      flag?.close();
      const error = exitError(reason, crash);
      for (const id of [...calls.keys()]) settle(id)?.reject(error);
      if (!isEnding) emit({ type: 'host-exited', report: { ...reportError(error), stack: crash?.stack } });
      resolve();
    }
    // `close` comes when everything printed has been read; it never comes while a process that the project started
    // still holds the pipes.
    child.on('exit', (code, signal) => {
      const reason = signal ?? `exit code ${code ?? 0}`;
      child.once('close', () => finish(reason));
      setTimeout(() => finish(reason), printGraceMs);
    });
    child.on('error', (error) => finish(error.message));
  });

  send({ type: 'open', options });

  return {
    hasExited: () => hasExited,

    interrupt(evaluation) {
      if (hasExited) return;
      flag?.raise(evaluation);
      const underWay = [...calls].flatMap(([id, { method }]) => (method === 'evaluate' ? [id] : []));
      const trying = setInterval(() => {
        const isOver = hasExited || !underWay.some((id) => calls.has(id));
        if (isOver || (flag?.signal(evaluation, () => child.kill('SIGINT')) ?? true)) clearInterval(trying);
      }, signalEveryMs);
    },

    ask(request, { extras = null, waitsForOutcome = false } = {}) {
      lastId += 1;
      const id = lastId;
      const signal = extras?.signal;
      const cancel = (): void => {
        send({ type: 'cancel', id });
        if (!waitsForOutcome) settle(id)?.reject(signal?.reason);
      };
      return new Promise<unknown>((resolve, reject) => {
        calls.set(id, { method: request.method, resolve, reject, extras });
        signal?.addEventListener('abort', cancel, { once: true });
        send({ type: 'call', id, request });
      }).finally(() => signal?.removeEventListener('abort', cancel));
    },

    kill: () => void child.kill('SIGKILL'),

    async end() {
      isEnding = true;
      for (const id of [...calls.keys()]) settle(id)?.reject(restartedError());
      send({ type: 'close' });
      const terminate = setTimeout(() => child.kill('SIGTERM'), patience.closeMs);
      const kill = setTimeout(() => child.kill('SIGKILL'), patience.closeMs + patience.terminateMs);
      await exited;
      clearTimeout(terminate);
      clearTimeout(kill);
    },
  };
}

function forwardPrints(child: ChildProcess, emit: (event: SessionEvent) => void): void {
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream]?.setEncoding('utf8').on('data', (text: string) => {
      emit({ type: 'project-printed', stream, text });
    });
  }
}

function exitError(reason: string, crash: ErrorReport | null): ConsoleError {
  const why = crash === null ? `(${reason})` : `with "${crash.message}"`;
  return new ConsoleError(`The project's code ended its process ${why}.`, {
    code: 'host-exited',
    remedy: 'Press "R" to start it again; the log has what it printed.',
    details: crash?.details ?? {},
  });
}

function restartedError(): ConsoleError {
  return new ConsoleError('The call was given up: the project is being loaded again.', {
    code: 'host-restarted',
    kind: 'interrupted',
    remedy: 'Ask again when the project is loaded.',
  });
}
