/**
 * What a project may not do while it is loaded: open sockets, listen, end the process. It is told from the rest of this
 * process by its asynchronous context, so that our own connections are never in its way; once loading is over its sockets
 * are its own affair.
 */
import { ConsoleError } from '../../errors.ts';
import { placeOf } from './error-place.ts';
import { guardSockets } from './guard-sockets.ts';
import { currentLoading, type Loading, runLoading } from './loading-context.ts';
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
  /** Where sockets may go all the same, `host:port` or a path; true for everywhere. Listening is never allowed. */
  readonly allowSockets?: true | readonly string[] | undefined;
}

export interface LoadingWatch {
  /** Variables that the project read and nobody set, so far. */
  readonly missing: readonly MissingVariable[];
  /** What was kept from happening, so far, each once, as in "connection to 127.0.0.1:6379". */
  readonly blocked: () => readonly string[];
  /** The same for people. */
  readonly notices: () => readonly ConsoleError[];
  /** Adds a notice, `what` as in "connection to 127.0.0.1:6379". */
  readonly block: (what: string) => void;
}

/** Runs `work`, in which project code is loaded. */
export async function guardLoading<T>(
  { root, process: owner, allowSockets = [] }: GuardOptions,
  work: (watch: LoadingWatch) => Promise<T>,
): Promise<T> {
  const blocked = new Set<string>();
  const loading: Loading = { root, allowSockets, isOver: false, block: (what) => blocked.add(what) };
  guardSockets();
  if (owner !== null) guardExit(owner);
  const own = owner?.env;
  const variables = own === undefined ? null : watchVariables(own, root);
  if (owner !== null && variables !== null) owner.env = variables.variables;
  const watch: LoadingWatch = {
    missing: variables?.missing ?? [],
    blocked: () => [...blocked],
    notices: () => [...blocked].map(blockedNotice),
    block: loading.block,
  };
  try {
    return await runLoading(loading, () => work(watch));
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
    remedy:
      'Nothing needs to be done: models are looked at without the services beside their database. What is fetched while loading is let through with `--allow-sockets`.',
  });
}

const guardedProcesses = new WeakSet<LoadingProcess>();

/** Also once loading is over: what the project started then may still find its services missing and give up. */
function guardExit(owner: LoadingProcess): void {
  if (guardedProcesses.has(owner)) return;
  guardedProcesses.add(owner);
  const exit = owner.exit.bind(owner);
  owner.exit = function guardedExit(code) {
    const loading = currentLoading();
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
