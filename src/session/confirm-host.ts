/**
 * Never connect on a guess: a host that is not this machine, and that only the project's own files name, is refused until
 * somebody says it.
 */
import { hostname, networkInterfaces } from 'node:os';
import type { ConnectionTarget } from '../database/target.ts';
import { ConsoleError } from '../errors.ts';

export interface HostQuestion {
  readonly target: ConnectionTarget;
  /** In words, what names the target. */
  readonly source: string;
  /** True when a flag, the rc file or the environment does. */
  readonly isNamed: boolean;
  readonly allowedHosts: readonly string[];
}

/** Throws `unconfirmed-host`; returns the target otherwise. */
export function confirmHost({ target, source, isNamed, allowedHosts }: HostQuestion): ConnectionTarget {
  const { host, port, database, user } = target;
  if (isNamed || isThisMachine(host) || allowedHosts.some((allowed) => isSameName(allowed, host))) {
    return target;
  }
  throw new ConsoleError(
    `The database "${database}" is on "${host}:${port}", which is not this machine and is named by nothing but ${source}.`,
    {
      code: 'unconfirmed-host',
      kind: 'usage',
      remedy: `Allow it with \`--allow-host ${host}\`, or name another database with \`--url postgres://…\`.`,
      details: { connection: { host, port, database, user, source } },
    },
  );
}

/** Loopback, a socket's directory, the machine's own name or one of its addresses. Names are not resolved. */
export function isThisMachine(host: string): boolean {
  if (host === '' || host.startsWith('/') || host.startsWith('@')) return true;
  if (/^127(?:\.\d{1,3}){3}$/.test(host) || host === '::1' || /(?:^|\.)localhost$/i.test(host)) return true;
  const own = hostname();
  if (isSameName(host, own) || isSameName(host, own.split('.')[0] ?? own)) return true;
  return Object.values(networkInterfaces()).some((addresses) =>
    addresses?.some(({ address }) => address === host),
  );
}

function isSameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
