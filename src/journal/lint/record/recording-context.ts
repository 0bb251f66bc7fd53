/**
 * The asynchronous context of a migration that is being recorded, and of whatever it started: how its connections, sockets
 * and calls are told from the rest of this process.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { CallPlace } from './recording.ts';

export interface RecordingContext {
  /** The migration's file, as stack traces may name it. */
  readonly files: readonly string[];
  /** What a connection is asked. Never rejects for want of a database. */
  readonly answer: (question: Question) => Promise<PgAnswer>;
  /** Told what is kept from happening, as in "connection to 127.0.0.1:6379". */
  readonly block: (what: string) => void;
}

/** A statement as the driver gets it. */
export interface Question {
  readonly sql: string;
  /** What is bound to `$1`, `$2`, …. */
  readonly values: readonly unknown[];
  readonly isInTransaction: boolean;
  readonly place: CallPlace | null;
}

/** A result as the driver hands it on. */
export interface PgAnswer {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly rowCount: number;
  readonly command: string;
  readonly fields: readonly { readonly name: string }[];
}

interface Store {
  /** Null while our own code works on behalf of the recording. */
  readonly context: RecordingContext | null;
  /** Where the outermost call that leads here stands. */
  readonly place: CallPlace | null;
}

const storage = new AsyncLocalStorage<Store>();

export function currentRecording(): RecordingContext | null {
  return storage.getStore()?.context ?? null;
}

export function currentPlace(): CallPlace | null {
  return storage.getStore()?.place ?? null;
}

export function runRecording<T>(context: RecordingContext, work: () => T): T {
  return storage.run({ context, place: null }, work);
}

/** Runs work of our own: what it opens is not the migration's. */
export function outsideRecording<T>(work: () => T): T {
  return storage.run({ context: null, place: null }, work);
}

export function runAtPlace<T>(place: CallPlace, work: () => T): T {
  const context = currentRecording();
  return storage.run({ context, place }, work);
}
