/**
 * What the environment says of a database: DATABASE_URL, then the variables of libpq (PostgreSQL manual, 34.15); and
 * whether it is the environment that a host comes from.
 */
import type { ConnectionTarget } from '../../database/target.ts';
import { describeTarget, type FoundTarget, targetFromSettings, targetFromUrl } from './connection-target.ts';
import type { Variables } from './environment.ts';
import type { Settings } from './read-config.ts';

/** Null when neither names a database. A DATABASE_URL of another dialect is somebody else's. */
export function targetFromVariables(variables: Variables, settings: Settings): FoundTarget | null {
  const url = variables.DATABASE_URL ?? '';
  if (/^postgres(?:ql)?:/i.test(url)) {
    const { dialectOptions } = settings;
    return found(targetFromUrl(url, 'DATABASE_URL', variables, { dialectOptions }), 'DATABASE_URL is set');
  }
  if (!variables.PGDATABASE) return null;
  const names = ['PGHOST', 'PGPORT', 'PGDATABASE', 'PGUSER'].filter((name) => variables[name]);
  const target = targetFromSettings(
    {
      host: variables.PGHOST,
      port: variables.PGPORT,
      database: variables.PGDATABASE,
      dialectOptions: { ssl: sslOfMode(variables.PGSSLMODE) },
    },
    'The environment',
    variables,
  );
  return found(target, `${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} set`);
}

function found(target: ConnectionTarget, why: string): FoundTarget {
  return { target, value: describeTarget(target), why, isNamed: true };
}

/** As pg reads PGSSLMODE (connection-parameters.js): what libpq would only prefer is left out. */
function sslOfMode(mode: string | undefined): ConnectionTarget['ssl'] {
  if (mode === 'no-verify') return { rejectUnauthorized: false };
  return mode === 'require' || mode === 'verify-ca' || mode === 'verify-full';
}

/** True when a variable holds the host, alone or in a URL: then it was said, not defaulted to. */
export function isHostNamed(host: string, variables: Variables): boolean {
  const wanted = host.toLowerCase();
  return Object.values(variables).some((value) => {
    const text = value?.toLowerCase() ?? '';
    return text === wanted || (text.includes(wanted) && hostsOf(text).includes(wanted));
  });
}

function hostsOf(text: string): readonly string[] {
  if (!/^[a-z][a-z+.-]*:\/\//.test(text)) return [];
  try {
    const { hostname, searchParams } = new URL(text);
    return [decodeURIComponent(hostname).replace(/^\[(.*)\]$/, '$1'), searchParams.get('host') ?? ''];
  } catch {
    return [];
  }
}
