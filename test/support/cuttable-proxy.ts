/** A way to a server's socket that can be cut, stalled and opened again. */
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ConnectionTarget } from '../../src/database/target.ts';

/** A socket that passes on to the server's, and can be cut. */
export class CuttableProxy {
  readonly #open = new Set<Socket>();
  #allowance = Number.POSITIVE_INFINITY;
  readonly #server: Server;
  readonly folder: string;
  readonly #target: ConnectionTarget;

  private constructor(folder: string, target: ConnectionTarget) {
    this.folder = folder;
    this.#target = target;
    this.#server = createServer((incoming) => {
      const outgoing = connect(join(target.host, `.s.PGSQL.${String(target.port)}`));
      for (const socket of [incoming, outgoing]) {
        this.#open.add(socket);
        socket.on('error', () => undefined);
        socket.on('close', () => {
          this.#open.delete(socket);
          incoming.destroy();
          outgoing.destroy();
        });
      }
      incoming.pipe(outgoing);
      this.#passOn(outgoing, incoming);
    });
  }

  /** What the server sends goes through as far as it may. */
  #passOn(outgoing: Socket, incoming: Socket): void {
    const go = (): void => {
      if (this.#allowance > 0) outgoing.resume();
    };
    incoming.on('drain', go);
    outgoing.on('data', (chunk: Buffer) => {
      this.#allowance -= chunk.length;
      if (!incoming.write(chunk) || this.#allowance <= 0) outgoing.pause();
    });
    outgoing.on('end', () => incoming.end());
  }

  get isStalled(): boolean {
    return this.#allowance <= 0;
  }

  /** Lets so many bytes of the server's pass, and nothing after them until it is let go. */
  stallAfter(byteLength: number): () => Promise<void> {
    this.#allowance = byteLength;
    return () => {
      this.#allowance = Number.POSITIVE_INFINITY;
      for (const socket of this.#open) socket.resume();
      return Promise.resolve();
    };
  }

  static async open(target: ConnectionTarget): Promise<CuttableProxy> {
    const proxy = new CuttableProxy(await mkdtemp(join(tmpdir(), 'seqscope-proxy-')), target);
    await proxy.restore();
    return proxy;
  }

  /** Where clients connect. */
  get target(): ConnectionTarget {
    return { ...this.#target, host: this.folder };
  }

  /** Ends every connection and lets nobody in any more. */
  cut(): void {
    this.#server.close();
    this.sever();
  }

  /** Ends every connection, and lets new ones in at once. */
  sever(): void {
    for (const socket of this.#open) socket.destroy();
  }

  async restore(): Promise<void> {
    this.#server.listen(join(this.folder, `.s.PGSQL.${String(this.#target.port)}`));
    await once(this.#server, 'listening');
  }

  async close(): Promise<void> {
    this.cut();
    await rm(this.folder, { recursive: true, force: true });
  }
}
