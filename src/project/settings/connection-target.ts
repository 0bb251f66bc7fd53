/**
 * Settings and URLs → ConnectionTarget, read the way Sequelize and pg read them. A password goes into the target and
 * nowhere else: no message made here holds one, nor a URL that might.
 */
import { readFileSync } from 'node:fs';
import type { ConnectionTarget } from '../../database/target.ts';
import { ConsoleError } from '../../errors.ts';
import { isRecord } from '../modules/module-values.ts';

type Variables = Readonly<Record<string, string | undefined>>;
type Settings = Readonly<Record<string, unknown>>;
type Ssl = ConnectionTarget['ssl'];

export interface FoundTarget {
  readonly target: ConnectionTarget | null;
  /** `user@host:port/database`; null without a target. */
  readonly value: string | null;
  readonly why: string;
  /** True when somebody said it for this run: a flag, the rc file, the environment. False for what a file defaults to. */
  readonly isNamed: boolean;
}

const defaultPort = 5432;

/** True for Sequelize's names of PostgreSQL. */
export function isPostgres(dialect: string): boolean {
  return dialect === 'postgres' || dialect === 'postgresql';
}

/** `where` says in words what asks for the dialect. */
export function dialectError(dialect: string, where: string): ConsoleError {
  return new ConsoleError(`${where} asks for the dialect "${dialect}"; seqscope works with PostgreSQL.`, {
    code: 'dialect-unsupported',
    kind: 'usage',
    remedy:
      'Choose an environment that uses "postgres" with `--env NAME`, or name a PostgreSQL database with `--url postgres://…`.',
  });
}

/**
 * The target of a connection URL; `where` says in words where the URL came from. What the URL leaves out comes from
 * `settings`, then from libpq's variables and defaults, as pg does it.
 */
export function targetFromUrl(
  url: string,
  where: string,
  variables: Variables,
  settings: Settings = {},
): ConnectionTarget {
  const parts = parseUrl(url, where);
  const protocol = parts.protocol.replace(/:$/, '');
  if (!isPostgres(protocol)) throw dialectError(protocol, where);
  const query = parts.searchParams;
  const host = query.get('host') ?? nonEmpty(decode(parts.hostname).replace(/^\[(.*)\]$/, '$1'));
  const database = nonEmpty(decode(parts.pathname.replace(/^\//, ''))) ?? query.get('dbname');
  const user = nonEmpty(decode(parts.username)) ?? query.get('user');
  const password = nonEmpty(decode(parts.password)) ?? query.get('password');
  const port = nonEmpty(parts.port) ?? query.get('port');
  return completeTarget(
    {
      host: host ?? settings.host,
      port: port ?? settings.port,
      database: database ?? settings.database,
      username: user ?? settings.username,
      password: password ?? settings.password,
    },
    sslOfQuery(query, where) ?? sslOfSettings(settings),
    where,
    variables,
  );
}

/** The target of settings without a URL: of the writer, when they name replicas. */
export function targetFromSettings(
  settings: Settings,
  where: string,
  variables: Variables,
): ConnectionTarget {
  const replication = isRecord(settings.replication) ? settings.replication : {};
  const writer = isRecord(replication.write) ? replication.write : {};
  return completeTarget(
    { ...settings, ...writer },
    sslOfSettings({ ...settings, ...writer }),
    where,
    variables,
  );
}

/** `user@host:port/database`, without the password. */
export function describeTarget({ host, port, database, user }: ConnectionTarget): string {
  return `${user}@${host}:${port}/${database}`;
}

/** Defaults are Sequelize's (host, port) and pg's (user, database, password): node-postgres, connection-parameters.js. */
function completeTarget(settings: Settings, ssl: Ssl, where: string, variables: Variables): ConnectionTarget {
  const user = text(settings.username) ?? variables.PGUSER ?? variables.USER ?? 'postgres';
  return {
    host: text(settings.host) ?? 'localhost',
    port: portNumber(settings.port, where),
    database: text(settings.database) ?? variables.PGDATABASE ?? user,
    user,
    password: text(settings.password) ?? variables.PGPASSWORD ?? null,
    ssl,
  };
}

function parseUrl(url: string, where: string): URL {
  try {
    // WHATWG URLs have no `user@` without a host, which PostgreSQL's have for the local socket.
    return new URL(url.trim().replace(/^([a-z]+:\/\/[^/?#]*)@\//i, '$1@localhost/'));
  } catch {
    throw new ConsoleError(`${where} is not a connection URL.`, {
      code: 'url-invalid',
      kind: 'usage',
      remedy:
        'Write it as `postgres://user:password@host:5432/database`, with special characters of the password percent-encoded (`#` is `%23`, `@` is `%40`, `/` is `%2F`).',
    });
  }
}

/** Ports arrive as numbers, as text from the environment, or empty. */
function portNumber(value: unknown, where: string): number {
  const written = text(value);
  if (written === null) return defaultPort;
  const port = Number(written);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new ConsoleError(`${where} gives the port "${written}", which is no port number.`, {
    code: 'port-invalid',
    kind: 'usage',
    remedy: 'Set a port between 1 and 65535; PostgreSQL listens on 5432 by default.',
  });
}

/** Only `dialectOptions.ssl` reaches pg; a top-level `ssl` is ignored by Sequelize 6 (postgres/connection-manager.js). */
export function sslOfSettings(settings: Settings): Ssl {
  const dialectOptions = isRecord(settings.dialectOptions) ? settings.dialectOptions : {};
  const ssl = dialectOptions.ssl;
  if (isRecord(ssl)) return ssl;
  return ssl === true || (typeof ssl === 'string' && ssl !== '' && ssl !== 'false');
}

/** `ssl=` and `sslmode=` as pg-connection-string reads them; null when the URL does not say. */
function sslOfQuery(query: URLSearchParams, where: string): Ssl | null {
  const files = { ca: query.get('sslrootcert'), cert: query.get('sslcert'), key: query.get('sslkey') };
  const options: Record<string, unknown> = {};
  for (const [name, path] of Object.entries(files)) {
    if (path !== null && path !== '' && path !== 'system') options[name] = readCertificate(path, where);
  }
  const mode = query.get('sslmode') ?? query.get('ssl');
  if (mode === 'disable' || mode === 'allow' || mode === 'false' || mode === '0') return false;
  if (mode === 'no-verify') return { ...options, rejectUnauthorized: false };
  if (Object.keys(options).length > 0) return options;
  return mode === null ? null : true;
}

function readCertificate(path: string, where: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new ConsoleError(`${where} names the certificate file "${path}", which cannot be read.`, {
      code: 'certificate-unreadable',
      kind: 'usage',
      remedy: `Put the file at "${path}", or correct the path in the URL.`,
      cause: error,
    });
  }
}

/** Percent-decoded; text that is not percent-encoded properly stands as it is written. */
function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function nonEmpty(value: string): string | null {
  return value === '' ? null : value;
}

/** A setting as text: numbers are common where YAML or JSON wrote a password or a port. */
function text(value: unknown): string | null {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : null;
}
