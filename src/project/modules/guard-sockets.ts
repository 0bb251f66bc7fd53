/**
 * Sockets of project code while it is loaded: connections are refused as if nobody were there, servers believe that they
 * listen. Our own connections, and the project's once it is loaded, are not in the way.
 */
import net from 'node:net';
import { currentLoading, type Loading } from './loading-context.ts';

type Method = (this: object, ...values: unknown[]) => unknown;

let areSocketsGuarded = false;

/** TLS sockets and HTTP agents all come through these two methods. */
export function guardSockets(): void {
  if (areSocketsGuarded) return;
  areSocketsGuarded = true;
  // Node's overloads of the two are told apart by their values here.
  const socket = net.Socket.prototype as unknown as { connect: Method; destroy: Method };
  const server = net.Server.prototype as unknown as { listen: Method };
  const { connect } = socket;
  const { listen } = server;
  socket.connect = function guardedConnect(...values) {
    const loading = currentLoading();
    if (loading === undefined || loading.isOver) return connect.apply(this, values);
    const place = placeOfSocket(values);
    if (isAllowed(place, loading)) return connect.apply(this, values);
    if (!compilersOwn.test(place)) loading.block(`connection to ${place}`);
    const error = new Error(`connect ECONNREFUSED ${place}: blocked while seqscope loads the project`);
    Error.captureStackTrace(error, guardedConnect);
    socket.destroy.call(this, Object.assign(error, { code: 'ECONNREFUSED', syscall: 'connect' }));
    return this;
  };
  server.listen = function guardedListen(...values) {
    const loading = currentLoading();
    if (loading === undefined || loading.isOver) return listen.apply(this, values);
    const place = placeOfSocket(values);
    loading.block(`listening on ${place}`);
    // Every server is one of Node's own emitters; a method of that name is all that is needed of it.
    pretendToListen(this as net.Server, place, values.at(-1));
    return this;
  };
}

/** tsx looks for a tsx that watches this process (its src/utils/ipc/client.ts); nobody is there, and nothing is amiss. */
const compilersOwn = /[\\/]tsx-[^\\/]*[\\/][^\\/]*\.pipe$/;

function isAllowed(place: string, { allowSockets }: Loading): boolean {
  return allowSockets === true || allowSockets.includes(place);
}

/** Code that waits for the server goes on, with an address to print. */
function pretendToListen(server: net.Server, place: string, callback: unknown): void {
  const [, host = place, port] = /^(.*):(\d+)$/.exec(place) ?? [];
  const address = port === undefined ? place : { address: host, family: 'IPv4', port: Number(port) };
  Object.defineProperty(server, 'address', { value: () => address, configurable: true, writable: true });
  if (typeof callback === 'function') server.once('listening', callback as () => void);
  setImmediate(() => server.emit('listening'));
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
