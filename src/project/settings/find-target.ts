/**
 * Settings → where they point: an explicit URL, then the settings' own `url`, then `use_env_variable`, then host and
 * database, then DATABASE_URL and libpq's variables. What is empty because a variable is not set is an error that names the variable, never a guess.
 */
import type { ConnectionTarget } from '../../database/target.ts';
import { ConsoleError } from '../../errors.ts';
import { isHostNamed, targetFromVariables } from './variable-target.ts';
import {
  describeTarget,
  type FoundTarget,
  dialectError,
  isPostgres,
  targetFromSettings,
  targetFromUrl,
} from './connection-target.ts';
import type { Variables } from './environment.ts';
import { readText } from '../files/file-system.ts';
import { isRecord } from '../modules/module-values.ts';
import type { Settings } from './read-config.ts';

export interface TargetSources {
  readonly settings: Settings;
  /** In words, where the settings come from. */
  readonly where: string;
  /** The file the settings come from, null without one. */
  readonly configPath: string | null;
  /** True when somebody named the environment whose settings these are. */
  readonly isEnvironmentNamed: boolean;
  /** A URL that stands over the settings, with the flag or key that names it. */
  readonly override: { readonly url: string; readonly namedBy: string } | null;
  readonly variables: Variables;
}

/** Rejects with `variable-unset`, `settings-incomplete`, `dialect-unsupported`, `url-invalid` or `port-invalid`. */
export function findTarget({
  settings,
  where,
  configPath,
  isEnvironmentNamed,
  override,
  variables,
}: TargetSources): FoundTarget {
  if (override !== null) {
    return named(
      targetFromUrl(override.url, override.namedBy, variables, sslOnly(settings)),
      `named by ${override.namedBy}`,
    );
  }
  const { url, use_env_variable: variable } = settings;
  if (typeof url === 'string' && url !== '') {
    return written(targetFromUrl(url, `"url" of ${where}`, variables, settings), `"url" of ${where}`);
  }
  if (typeof variable === 'string' && variable !== '') {
    const value = variables[variable];
    if (!value) throw variableUnset(variable, where);
    return named(
      targetFromUrl(value, `${variable}, which ${where} names,`, variables, settings),
      `${variable}, which ${where} names`,
    );
  }
  const dialect = settings.dialect;
  if (typeof dialect === 'string' && !isPostgres(dialect)) throw dialectError(dialect, where);
  if (hasDatabase(settings)) return written(targetFromSettings(settings, where, variables), where);
  const fromVariables = targetFromVariables(variables, settings);
  if (fromVariables !== null) return fromVariables;
  if ('url' in settings) throw emptySetting('url', where, configPath);
  if ('database' in settings) throw emptySetting('database', where, configPath);
  return {
    target: null,
    value: null,
    why: 'no settings, DATABASE_URL or PGDATABASE name a database',
    isNamed: false,
  };

  /** A file's own value, unless it is what the environment holds; named by who names the environment it is written under. */
  function written(target: ConnectionTarget, why: string): FoundTarget {
    const isSpelt = isEnvironmentNamed && configPath !== null && spellsHost(configPath, target.host);
    const isNamed = isSpelt || isHostNamed(target.host, variables);
    return { target, value: describeTarget(target), why, isNamed };
  }
}

/** False for a host that code falls back to, or computes. */
function spellsHost(configPath: string, host: string): boolean {
  if (configPath.endsWith('.json')) return true;
  const literal = host.replace(/[^\w-]/g, (character) => `\\${character}`);
  const source = readText(configPath) ?? '';
  return new RegExp(`\\b(?:host|url)["']?\\s*:\\s*["'\`](?:[^"'\`\\n]*[@/])?${literal}["'\`:/?]`, 'i').test(
    source,
  );
}

function named(target: ConnectionTarget, why: string): FoundTarget {
  return { target, value: describeTarget(target), why, isNamed: true };
}

/** TLS is how the project reaches its servers; everything else of another target's settings stays behind. */
function sslOnly({ dialectOptions }: Settings): Settings {
  return isRecord(dialectOptions) && 'ssl' in dialectOptions
    ? { dialectOptions: { ssl: dialectOptions.ssl } }
    : {};
}

function hasDatabase({ database, replication }: Settings): boolean {
  if (typeof database === 'string' && database !== '') return true;
  return isRecord(replication) && isRecord(replication.write) && Boolean(replication.write.database);
}

function variableUnset(variable: string, where: string, key = 'url'): ConsoleError {
  const example = key === 'url' ? 'postgres://user@localhost:5432/database' : 'name_of_the_database';
  return new ConsoleError(
    `The environment variable "${variable}" is not set, and ${where} takes its connection from it.`,
    {
      code: 'variable-unset',
      kind: 'usage',
      remedy: `Set it, as in \`${variable}=${example}\` (a line in ".env" does), or pass \`--url\`.`,
    },
  );
}

/** A key that is there without a value: almost always a variable that is not set, named when the file shows which. */
function emptySetting(key: string, where: string, configPath: string | null): ConsoleError {
  const source = configPath === null ? '' : (readText(configPath) ?? '');
  const match = new RegExp(`\\b${key}\\b["']?\\s*:[^,\\n]*?\\benv(?:\\.|\\[["'])(\\w+)`).exec(source);
  const variable = match?.[1];
  if (variable !== undefined) return variableUnset(variable, `"${key}" of ${where}`, key);
  return new ConsoleError(`"${key}" of ${where} is empty.`, {
    code: 'settings-incomplete',
    kind: 'usage',
    remedy: `Give "${key}" a value (set the environment variable it comes from), or pass \`--url postgres://…\`.`,
    details: configPath === null ? {} : { file: configPath },
  });
}
