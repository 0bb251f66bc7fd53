/** A way to the server of the tests that counts what the server sends: what a page really moves, and how often it was asked. */
import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import type { ConnectionTarget } from '../../src/database/target.ts';

export interface CountingProxy {
  /** The same database, by way of the proxy. */
  readonly target: ConnectionTarget;
  /** Bytes that came from the server since the last call. */
  takeBytes(): number;
  /** How often it was ready for the next query since the last call: once a round trip, logging in included. */
  takeRoundTrips(): number;
  close(): Promise<void>;
}

export async function openCountingProxy(target: ConnectionTarget): Promise<CountingProxy> {
  let bytes = 0;
  let roundTrips = 0;
  const open = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(`${target.host}/.s.PGSQL.${String(target.port)}`);
    open.add(near);
    near.on('close', () => {
      open.delete(near);
      far.destroy();
    });
    const countReady = readyCounter();
    far.on('data', (chunk) => {
      bytes += chunk.length;
      roundTrips += countReady(chunk);
    });
    near.pipe(far).pipe(near);
    near.on('error', () => far.destroy());
    far.on('error', () => near.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has an address of this shape.
  const { port } = server.address() as AddressInfo;
  return {
    target: { ...target, host: '127.0.0.1', port },
    takeBytes() {
      const taken = bytes;
      bytes = 0;
      return taken;
    },
    takeRoundTrips() {
      const taken = roundTrips;
      roundTrips = 0;
      return taken;
    },
    /** Also ends the connections that are still open. */
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}

/** Counts ReadyForQuery: each message is a letter, its length with these four bytes, and its content (PostgreSQL manual, 55.7). */
function readyCounter(): (chunk: Buffer) => number {
  let rest = Buffer.alloc(0);
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    let count = 0;
    while (rest.length >= 5 && rest.length > rest.readUInt32BE(1)) {
      if (rest[0] === 'Z'.charCodeAt(0)) count += 1;
      rest = rest.subarray(1 + rest.readUInt32BE(1));
    }
    return count;
  };
}
