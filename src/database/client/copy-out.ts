/**
 * `COPY … TO STDOUT` on one connection (PostgreSQL manual, 55.2.7): the server's bytes in large chunks of whole rows, at the
 * receiver's pace. It stands in pg's queue as any query does, and the connection is usable when it has settled.
 */
import type pg from 'pg';
import { databaseError } from '../database-error.ts';
import { cancelLimitMs, cancelOnServer } from './cancel.ts';
import { QueryInterrupted, type QuerySurroundings } from './run-query.ts';

/** Whole rows as the server writes them, each with its line feed. */
export interface CopyChunk {
  readonly bytes: Buffer;
  readonly rowCount: number;
}

/** Called again only when what it returned has settled; its rejection cancels the COPY. */
export type CopyReceiver = (chunk: CopyChunk) => Promise<void>;

const chunkLength = 256 * 1024;
/** Bytes that may wait for the receiver before the server is left waiting. */
const queueLimit = 4 * chunkLength;

/** What is used of pg's connection, which its types leave bare. */
interface Wire {
  readonly stream: { pause(): void; resume(): void };
  query(sql: string): void;
  sendCopyFail(reason: string): void;
}

/** Resolves to the number of rows. Rejects as runQuery() does; with what `receive` rejected with, if it did. */
export async function copyOut(
  client: pg.ClientBase,
  sql: string,
  receive: CopyReceiver,
  signal: AbortSignal | undefined,
  surroundings: QuerySurroundings,
): Promise<number> {
  if (signal?.aborted === true) throw new QueryInterrupted(true);
  const startedAt = performance.now();
  const cancel = (): Promise<void> => cancelOnServer(client, surroundings.clientConfig);
  const copy = new CopyOutQuery(sql, receive, cancel);
  const stop = (): void => copy.stop(new QueryInterrupted(true));
  signal?.addEventListener('abort', stop, { once: true });
  try {
    client.query(copy);
    return await copy.done;
  } catch (error) {
    throw databaseError(error, { target: surroundings.target, statement: sql });
  } finally {
    signal?.removeEventListener('abort', stop);
    surroundings.onStatement({ sql, durationMs: performance.now() - startedAt });
  }
}

class CopyOutQuery implements pg.Submittable {
  readonly done: Promise<number>;
  readonly #sql: string;
  readonly #receive: CopyReceiver;
  readonly #cancel: () => Promise<void>;
  #resolve: (rowCount: number) => void = () => undefined;
  #reject: (reason: unknown) => void = () => undefined;
  #wire: Wire | null = null;
  #filling = Buffer.allocUnsafe(chunkLength);
  #length = 0;
  #rows = 0;
  #total = 0;
  readonly #queue: CopyChunk[] = [];
  #queuedLength = 0;
  #isPaused = false;
  #isReceiving = false;
  #hasEnded = false;
  /** Why the rest is not wanted; first of all what went wrong. */
  #failure: { readonly reason: unknown } | null = null;
  #cancelling: Promise<void> = Promise.resolve();

  constructor(sql: string, receive: CopyReceiver, cancel: () => Promise<void>) {
    this.#sql = sql;
    this.#receive = receive;
    this.#cancel = cancel;
    this.done = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  submit(connection: pg.Connection): void {
    const wire = connection as unknown as Wire; // pg's own connection (lib/connection.js)
    this.#wire = wire;
    wire.query(this.#sql);
  }

  /** Cancels on the server; what was received by then is dropped, and `done` rejects with `reason`. */
  stop(reason: unknown): void {
    if (this.#failure !== null || this.#hasEnded) return;
    this.#failure = { reason };
    this.#queue.length = 0;
    // Rows that keep coming would keep this process from sending the cancellation; its answer comes behind them.
    this.#pause();
    this.#cancelling = this.#cancel().finally(() => this.#resume());
    setTimeout(() => this.#end(), cancelLimitMs).unref();
  }

  /** A row of its own each (manual, 55.2.7). The parser reuses its buffer: what is kept must be copied at once. */
  handleCopyData({ chunk }: { readonly chunk: Buffer }): void {
    if (this.#failure !== null) return;
    if (this.#length + chunk.length > this.#filling.length) {
      this.#enqueue();
      if (chunk.length > this.#filling.length) this.#filling = Buffer.allocUnsafe(chunk.length);
    }
    chunk.copy(this.#filling, this.#length);
    this.#length += chunk.length;
    this.#rows += 1;
  }

  handleReadyForQuery(): void {
    if (this.#hasEnded) return;
    this.#enqueue();
    this.#end();
  }

  /** From the server, or from pg when the connection is gone; after the former the server says that it is ready. */
  handleError(error: Error): void {
    this.#failure ??= { reason: error };
    this.#queue.length = 0;
    this.#end();
  }

  handleRowDescription(): void {
    // Of a statement that is no COPY: its rows are not wanted.
  }
  handleDataRow(): void {
    // As above.
  }
  handleCommandComplete(): void {
    // What follows it says the same.
  }
  handleEmptyQuery(): void {
    // Nothing to copy.
  }
  handlePortalSuspended(): void {
    // Not in the simple protocol.
  }
  handleCopyInResponse(wire: Wire): void {
    wire.sendCopyFail('Only COPY TO is run here.');
  }

  #enqueue(): void {
    if (this.#length === 0) return;
    const bytes = this.#filling.subarray(0, this.#length);
    this.#queue.push({ bytes, rowCount: this.#rows });
    this.#queuedLength += this.#length;
    this.#filling = Buffer.allocUnsafe(chunkLength);
    this.#length = 0;
    this.#rows = 0;
    if (this.#queuedLength > queueLimit) this.#pause();
    if (!this.#isReceiving) void this.#drain();
  }

  async #drain(): Promise<void> {
    this.#isReceiving = true;
    for (let chunk = this.#queue.shift(); chunk !== undefined; chunk = this.#queue.shift()) {
      try {
        await this.#receive(chunk);
        this.#total += chunk.rowCount;
      } catch (error) {
        if (this.#hasEnded) this.#failure ??= { reason: error };
        else this.stop(error);
      }
      this.#queuedLength -= chunk.bytes.length;
      if (this.#failure === null && this.#queuedLength <= queueLimit / 2) this.#resume();
    }
    this.#isReceiving = false;
    this.#settle();
  }

  #pause(): void {
    if (this.#isPaused) return;
    this.#isPaused = true;
    this.#wire?.stream.pause();
  }

  #resume(): void {
    if (!this.#isPaused) return;
    this.#isPaused = false;
    this.#wire?.stream.resume();
  }

  #end(): void {
    this.#hasEnded = true;
    this.#settle();
  }

  /** A receiver that is stuck (a pipe that nobody reads) is not waited for once the rest is not wanted. */
  #settle(): void {
    if (!this.#hasEnded || (this.#isReceiving && this.#failure === null)) return;
    this.#resume();
    const failure = this.#failure;
    if (failure === null) this.#resolve(this.#total);
    // A cancellation on its way could hit what the connection does next.
    else void this.#cancelling.then(() => this.#reject(failure.reason));
  }
}
