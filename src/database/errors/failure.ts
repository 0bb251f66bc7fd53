/**
 * What went wrong, dug out of whatever wraps it: pg's error, the same in Sequelize's `parent` and `original`, a `cause`, or
 * one of the several addresses of `localhost` that all refused.
 */
import type { ConnectionTarget } from '../target.ts';

/** The server's own error report (PostgreSQL manual, 55.8). */
export interface SqlFailure {
  readonly type: 'sql';
  readonly sqlState: string;
  /** As the server says it, in its language, with no capital and no full stop. */
  readonly message: string;
  readonly detail: string | undefined;
  readonly hint: string | undefined;
  readonly table: string | undefined;
  readonly column: string | undefined;
  readonly constraint: string | undefined;
  /** Characters from the start of the statement, from 1. */
  readonly position: number | undefined;
  /** The statement as Sequelize recorded it. */
  readonly statement: string | undefined;
}

/** The way to the server failed: Node's code of a system call, or pg's message when it is one of pg's own. */
export interface ConnectionFailure {
  readonly type: 'connection';
  readonly code: string;
  readonly message: string;
  readonly address: string | undefined;
  readonly port: number | undefined;
}

export type Failure = SqlFailure | ConnectionFailure;

/** One row of a table of errors. */
export interface Told {
  readonly code: string;
  readonly kind?: 'failed' | 'connection' | 'interrupted' | 'usage';
  readonly message: string;
  readonly remedy: string;
}

/** Codes of Node's `connect`, `getaddrinfo` and TLS that tell of the way to a server. */
const connectionCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EPIPE',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'CERT_HAS_EXPIRED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** Errors of pg and Sequelize that carry no code: their text, and the code we give them. */
const messageCodes: readonly (readonly [RegExp, string])[] = [
  [/client password must be a (non-empty )?string|^Password must be a string/i, 'PASSWORD_MISSING'],
  [/^The server does not support SSL connections/, 'TLS_UNSUPPORTED'],
  [/^There was an error establishing an SSL connection/, 'TLS_UNSUPPORTED'],
  [/^Connection terminated due to connection timeout|^timeout exceeded when trying to connect/, 'ETIMEDOUT'],
  [/^timeout expired$/, 'ETIMEDOUT'],
  [/^Connection terminated|^Client has encountered a connection error/, 'ECONNRESET'],
  [/^Client was closed and is not queryable|^Cannot use a pool after calling end/, 'CLOSED'],
];

/** Null for something else: a bug, or an error of the project's own. */
export function findFailure(error: unknown, target: ConnectionTarget | undefined): Failure | null {
  for (const candidate of unwrap(error)) {
    const failure = sqlFailure(candidate) ?? connectionFailure(candidate);
    if (failure === null) continue;
    // The project's code speaks to other servers too: a Redis that refuses is not our database.
    const isElsewhere =
      failure.type === 'connection' &&
      failure.port !== undefined &&
      target !== undefined &&
      failure.port !== target.port;
    if (!isElsewhere) return failure;
  }
  return null;
}

/** The error and all that it holds inside, outermost first. */
function* unwrap(error: unknown, depth = 0): Generator<Error> {
  if (!(error instanceof Error) || depth > 6) return;
  yield error;
  for (const key of ['parent', 'original', 'cause', 'errors'] as const) {
    const inner: unknown = Reflect.get(error, key);
    const all: readonly unknown[] = Array.isArray(inner) ? inner : [inner];
    for (const one of all) if (one !== error) yield* unwrap(one, depth + 1);
  }
}

function sqlFailure(error: Error): SqlFailure | null {
  const sqlState = field(error, 'code');
  // Node's codes have five characters too (EPIPE); only the server's reports have a severity.
  if (sqlState === undefined || !/^[0-9A-Z]{5}$/.test(sqlState) || field(error, 'severity') === undefined) {
    return null;
  }
  const position = Number(field(error, 'position'));
  return {
    type: 'sql',
    sqlState,
    message: error.message,
    detail: field(error, 'detail'),
    hint: field(error, 'hint'),
    table: field(error, 'table'),
    column: field(error, 'column'),
    constraint: field(error, 'constraint'),
    position: Number.isNaN(position) ? undefined : position,
    statement: field(error, 'sql'),
  };
}

function connectionFailure(error: Error): ConnectionFailure | null {
  const code = connectionCode(error);
  if (code === null) return null;
  const port: unknown = Reflect.get(error, 'port');
  return {
    type: 'connection',
    code,
    message: error.message,
    address: field(error, 'address') ?? field(error, 'hostname'),
    port: typeof port === 'number' ? port : undefined,
  };
}

function connectionCode(error: Error): string | null {
  if (error.name === 'SequelizeConnectionAcquireTimeoutError') return 'POOL_EXHAUSTED';
  const code = field(error, 'code');
  if (code !== undefined && connectionCodes.has(code)) return code;
  // Of a file these say something else: only of a socket do they mean the server.
  if ((code === 'ENOENT' || code === 'EACCES') && field(error, 'syscall') === 'connect') return code;
  return messageCodes.find(([pattern]) => pattern.test(error.message))?.[1] ?? null;
}

function field(error: Error, name: string): string | undefined {
  const value: unknown = Reflect.get(error, name);
  return typeof value === 'string' && value !== '' ? value : undefined;
}
