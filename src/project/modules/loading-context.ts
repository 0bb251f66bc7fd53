/**
 * The asynchronous context of project code while it is loaded, and of whatever that started: how it is told from the rest
 * of this process.
 */
import { AsyncLocalStorage } from 'node:async_hooks';

export interface Loading {
  readonly root: string;
  /** Told what is kept from happening, as in "connection to 127.0.0.1:6379". */
  readonly block: (what: string) => void;
  /** Where sockets may go all the same, `host:port` or a path; true for everywhere. */
  readonly allowSockets: true | readonly string[];
  isOver: boolean;
}

const storage = new AsyncLocalStorage<Loading>();

/** The loading that started the running code; undefined in our own. */
export function currentLoading(): Loading | undefined {
  return storage.getStore();
}

export function runLoading<T>(loading: Loading, work: () => T): T {
  return storage.run(loading, work);
}

/** True in code that a project's loading started, later on as well: its timers, its promises. */
export function isLoadedCode(): boolean {
  return storage.getStore() !== undefined;
}

/** Runs work of our own in the middle of a project's loading: what it opens is not the project's. */
export function outsideLoading<T>(work: () => T): T {
  return storage.exit(work);
}
