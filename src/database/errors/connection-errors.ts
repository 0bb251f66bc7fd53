/**
 * The table of what can go wrong on the way to a server: Node's codes and pg's own, each with what to type.
 */
import type { ConnectionTarget } from '../target.ts';
import type { ConnectionFailure, Told } from './failure.ts';

type Tell = (failure: ConnectionFailure, target: ConnectionTarget | undefined) => Told;

/** Where a password is given, as the beginning of a remedy. */
export const passwordPlaces = 'Set `DB_PASSWORD`, or `password` in the configuration that the project reads';

const serverAway: Tell = (failure, target) => ({
  code: 'server-not-running',
  kind: 'connection',
  message: `No PostgreSQL server answers at "${serverName(failure, target)}".`,
  remedy: isLocal(target)
    ? 'Start it (`sudo systemctl start postgresql`, `brew services start postgresql`), correct host and port in the configuration, or use the built-in server with `--embedded`.'
    : 'Check host and port in the configuration and that the server is up, or use the built-in server with `--embedded`.',
});

const hostUnknown: Tell = (failure, target) => ({
  code: 'host-not-found',
  kind: 'connection',
  message: `The host "${target?.host ?? failure.address ?? 'unknown'}" was not found.`,
  remedy: 'Correct `DB_HOST`, or `host` in the configuration, and check the network.',
});

const unreachable: Tell = (failure, target) => ({
  code: 'connection-timeout',
  kind: 'connection',
  message: `The server at "${serverName(failure, target)}" did not answer in time.`,
  remedy: 'Check host, port and firewall, or use the built-in server with `--embedded`.',
});

const lost: Tell = (failure, target) => ({
  code: 'connection-lost',
  kind: 'connection',
  message: `The connection to "${serverName(failure, target)}" was lost.`,
  remedy: "Run the command again; when it is lost every time, read the server's log.",
});

const certificate: Tell = (failure, target) => ({
  code: 'certificate-refused',
  kind: 'connection',
  message: `The TLS certificate of "${serverName(failure, target)}" was refused: ${failure.message}.`,
  remedy:
    'Name its authority in `dialectOptions.ssl.ca`, or accept any certificate with `dialectOptions: { ssl: { rejectUnauthorized: false } }`.',
});

const table: Readonly<Record<string, Tell>> = {
  ECONNREFUSED: serverAway,
  ENOENT: serverAway,
  EACCES: (failure, target) => ({
    code: 'socket-refused',
    kind: 'connection',
    message: `You may not connect to the socket of "${serverName(failure, target)}".`,
    remedy: 'Run seqscope as the user that owns the server, or connect over TCP with `DB_HOST=localhost`.',
  }),
  ENOTFOUND: hostUnknown,
  EAI_AGAIN: hostUnknown,
  ETIMEDOUT: unreachable,
  EHOSTUNREACH: unreachable,
  ENETUNREACH: unreachable,
  ECONNRESET: lost,
  EPIPE: lost,
  DEPTH_ZERO_SELF_SIGNED_CERT: certificate,
  SELF_SIGNED_CERT_IN_CHAIN: certificate,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: certificate,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: certificate,
  CERT_HAS_EXPIRED: certificate,
  ERR_TLS_CERT_ALTNAME_INVALID: certificate,
  PASSWORD_MISSING: (failure, target) => ({
    code: 'password-missing',
    kind: 'connection',
    message: `The server at "${serverName(failure, target)}" asks for a password for "${target?.user ?? 'this user'}" and none was given.`,
    remedy: `${passwordPlaces}.`,
  }),
  TLS_UNSUPPORTED: (failure, target) => ({
    code: 'tls-unsupported',
    kind: 'connection',
    message: `The server at "${serverName(failure, target)}" does not speak TLS, which the configuration asks for.`,
    remedy:
      'Remove `ssl` from the configuration (`dialectOptions.ssl`, `sslmode`), or switch it on in the server.',
  }),
  POOL_EXHAUSTED: (failure, target) => ({
    code: 'connection-timeout',
    kind: 'connection',
    message: `No connection to "${serverName(failure, target)}" became free in time.`,
    remedy: 'Raise `pool.max` or `pool.acquire` in the configuration, or end what holds the connections.',
  }),
  CLOSED: (failure, target) => ({
    code: 'connection-closed',
    kind: 'interrupted',
    message: `The session with "${serverName(failure, target)}" was closed.`,
    remedy: 'Open the project again.',
  }),
};

export function tellConnectionFailure(
  failure: ConnectionFailure,
  target: ConnectionTarget | undefined,
): Told {
  return (table[failure.code] ?? serverAway)(failure, target);
}

/** `localhost:5432`, or the path of the socket. */
export function serverName(
  failure: Pick<ConnectionFailure, 'address' | 'port'> | null,
  target: ConnectionTarget | undefined,
): string {
  if (target?.host.startsWith('/') === true) return `${target.host}/.s.PGSQL.${target.port}`;
  if (target !== undefined) return `${target.host}:${target.port}`;
  const address = failure?.address ?? 'the database server';
  return failure?.port === undefined ? address : `${address}:${failure.port}`;
}

function isLocal(target: ConnectionTarget | undefined): boolean {
  return target === undefined || target.host.startsWith('/') || /^(localhost|127\.|::1$)/.test(target.host);
}
