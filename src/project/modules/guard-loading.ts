/**
 * What a project may not do while it is loaded: open sockets, listen, end the process. It is told from the rest of this
 * process by its asynchronous context, so that our own connections are never in its way; once loading is over its sockets
 * are its own affair.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import net from 'node:net';
import { ConsoleError } from '../../errors.ts';
import { placeOf } from './error-place.ts';
import { displayPath } from '../files/file-system.ts';
import { type MissingVariable, watchVariables } from '../settings/missing-variables.ts';

/** What is watched of the process, lent by its root. */
export interface LoadingProcess {
  env: NodeJS.ProcessEnv;
  exit: (code?: number | string | null) => never;
}

export interface GuardOptions {
  readonly root: string;
  /** Null to leave exits and variables unwatched. */
  readonly process: LoadingProcess | null;
}

export interface LoadingWatch {
  /** Variables that the project read and nobody set, so far. */
  readonly missing: readonly MissingVariable[];
  /** What was kept from happening, so far, each once. */
  readonly notices: () => readonly ConsoleError[];
  /** Adds a notice, `what` as in "connection to 127.0.0.1:6379". */
  readonly block: (what: string) => void;
}

interface Loading {
  readonly root: string;
  readonly block: (what: string) => void;
  isOver: boolean;
}

const storage = new AsyncLocalStorage<Loading>();

/** True in code that a project's loading started, later on as well: its timers, its promises. */
export function isLoadedCode(): boolean {
  return storage.getStore() !== undefined;
}

/** Runs work of our own in the middle of a project's loading: what it opens is not the project's. */
export function outsideLoading<T>(work: () => T): T {
  return storage.exit(work);
}

/** Runs `work`, in which project code is loaded. */
export async function guardLoading<T>(
  { root, process: owner }: GuardOptions,
  work: (watch: LoadingWatch) => Promise<T>,
): Promise<T> {
  const blocked = new Set<string>();
  const loading: Loading = { root, isOver: false, block: (what) => blocked.add(what) };
  guardSockets();
  if (owner !== null) guardExit(owner);
  const own = owner?.env;
  const variables = own === undefined ? null : watchVariables(own, root);
  if (owner !== null && variables !== null) owner.env = variables.variables;
  const watch: LoadingWatch = {
    missing: variables?.missing ?? [],
    notices: () => [...blocked].map(blockedNotice),
    block: loading.block,
  };
  try {
    return await storage.run(loading, () => work(watch));
  } finally {
    loading.isOver = true;
    if (owner !== null && own !== undefined) owner.env = own;
  }
}

function blockedNotice(what: string): ConsoleError {
  return new ConsoleError(`blocked: ${what} while loading`, {
    code: 'socket-blocked',
    kind: 'usage',
    isNotice: true,
    remedy: 'Nothing needs to be done: models are looked at without the services beside their database.',
  });
}

type Method = (this: object, ...values: unknown[]) => unknown;

let areSocketsGuarded = false;

/** TLS sockets and HTTP agents all come through these two methods. */
function guardSockets(): void {
  if (areSocketsGuarded) return;
  areSocketsGuarded = true;
  // Node's overloads of the two are told apart by their values here.
  const socket = net.Socket.prototype as unknown as { connect: Method; destroy: Method };
  const server = net.Server.prototype as unknown as { listen: Method };
  const { connect } = socket;
  const { listen } = server;
  socket.connect = function guardedConnect(...values) {
    const loading = storage.getStore();
    if (loading === undefined || loading.isOver) return connect.apply(this, values);
    const place = placeOfSocket(values);
    loading.block(`connection to ${place}`);
    const error = new Error(`connect ECONNREFUSED ${place}: blocked while seqscope loads the project`);
    Error.captureStackTrace(error, guardedConnect);
    socket.destroy.call(this, Object.assign(error, { code: 'ECONNREFUSED', syscall: 'connect' }));
    return this;
  };
  server.listen = function guardedListen(...values) {
    const loading = storage.getStore();
    if (loading === undefined || loading.isOver) return listen.apply(this, values);
    loading.block(`listening on ${placeOfSocket(values)}`);
    return this;
  };
}

/** `host:port` or a path, from the arguments as people give them or as Node has normalised them. */
function placeOfSocket(values: readonly unknown[]): string {
  const [first, second]: readonly unknown[] = Array.isArray(values[0])
    ? (values[0] as readonly unknown[])
    : values;
  if (typeof first === 'object' && first !== null) {
    const { path, host, port } = first as { path?: unknown; host?: unknown; port?: unknown };
    return typeof path === 'string' ? path : `${text(host) ?? 'localhost'}:${text(port) ?? '0'}`;
  }
  if (typeof first === 'string' && !/^\d+$/.test(first)) return first;
  return `${typeof second === 'string' ? second : 'localhost'}:${text(first) ?? '0'}`;
}

function text(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}

const guardedProcesses = new WeakSet<LoadingProcess>();

/** Also once loading is over: what the project started then may still find its services missing and give up. */
function guardExit(owner: LoadingProcess): void {
  if (guardedProcesses.has(owner)) return;
  guardedProcesses.add(owner);
  const exit = owner.exit.bind(owner);
  owner.exit = function guardedExit(code) {
    const loading = storage.getStore();
    if (loading === undefined) return exit(code);
    throw exitError(code ?? null, loading, guardedExit);
  };
}

/** Its stack begins in the project, as that of an error of its own. */
function exitError(
  code: number | string | null,
  { root, isOver }: Loading,
  caller: (code?: number | string | null) => never,
): ConsoleError {
  const trace = new Error('process.exit');
  Error.captureStackTrace(trace, caller);
  const place = placeOf(trace, root, root);
  const shown = displayPath(place.file, root);
  const at = place.line === undefined ? '' : ` at line ${place.line}`;
  const error = new ConsoleError(
    `"${shown}" calls \`process.exit(${code ?? ''})\`${at} ${isOver ? 'after it was loaded' : 'while it is loaded'}.`,
    {
      code: 'process-exit',
      kind: 'usage',
      remedy: `Have "${shown}" throw instead, or give it what it checks for, as in \`--placeholder-env NAME\`.`,
      details: place,
    },
  );
  error.stack = `${error.name}: ${error.message}\n${(trace.stack ?? '').split('\n').slice(1).join('\n')}`;
  return error;
}
