/**
 * A call that runs project code which may never come back, or end its process: asked of a host process of its own, which is killed where
 * it does not stop when it is told to. The scratch databases that a process left behind are named, so that they can be dropped.
 */
import type { ScratchPlace } from '../database/scratch/scratch-place.ts';
import { ConsoleError } from '../errors.ts';
import type { HostProcess } from './host-process.ts';
import type { CallExtras } from './call-extras.ts';
import type { HostRequest } from './protocol.ts';

export interface ApartOptions {
  readonly extras: CallExtras | null;
  /** Aborts the call, as the caller's own signal does. */
  readonly closing: AbortSignal;
  /** Called where the process has ended without an answer. */
  readonly dropScratch: (left: readonly ScratchPlace[]) => Promise<void>;
  /** Called where this process ends in the middle of it: nothing can be waited for. */
  readonly dropBehind: (left: readonly ScratchPlace[]) => void;
}

/** How long an aborted call may take to clean up by itself. */
const patienceMs = 1_000;

/** An abort waits until nothing is left, and rejects with its reason. The process is not ended otherwise. */
export async function askApart(
  host: HostProcess,
  request: HostRequest,
  { extras, closing, dropScratch, dropBehind }: ApartOptions,
): Promise<unknown> {
  const scratch: ScratchPlace[] = [];
  const listeners = {
    ...extras?.listeners,
    // session.drift() is the one that tells of it.
    onScratch: (place: unknown) => scratch.push(place as ScratchPlace),
  };
  const signal = extras?.signal === undefined ? closing : AbortSignal.any([extras.signal, closing]);
  let insisting: NodeJS.Timeout | undefined;
  const insist = (): void => {
    insisting = setTimeout(host.kill, patienceMs);
  };
  signal.addEventListener('abort', insist, { once: true });
  const leave = (): void => {
    // One that hears nothing would outlive this process, too.
    host.kill();
    dropBehind(scratch);
  };
  process.once('exit', leave);
  try {
    return await host.ask(
      { ...request, listeners: Object.keys(listeners) },
      { extras: { signal, listeners }, waitsForOutcome: true },
    );
  } catch (error) {
    if (host.hasExited()) await dropScratch(scratch).catch(() => undefined);
    if (signal.aborted) throw signal.reason;
    throw host.hasExited() ? endedError(error) : error;
  } finally {
    clearTimeout(insisting);
    signal.removeEventListener('abort', insist);
    process.off('exit', leave);
  }
}

function endedError(cause: unknown): unknown {
  if (!(cause instanceof ConsoleError)) return cause;
  return new ConsoleError(cause.message, {
    code: cause.code,
    remedy:
      'Look for `process.exit` in migrations and models: `NODE_OPTIONS=--trace-exit` shows where it is called.',
    details: cause.details,
    cause,
  });
}
