/**
 * What a session lays over a Sequelize instance's own settings: another target, read-only, a small pool, an ear for
 * statements. Works on the two objects Sequelize's constructor reads (`config` and `options`, sequelize/lib/sequelize.js)
 * and replaces nested objects instead of changing them, since those may be the application's own.
 */
import { rememberBackend } from '../../database/client/own-backends.ts';
import { rowCountOf } from '../../database/client/row-counts.ts';
import type { ConnectionMode, ConnectionTarget } from '../../database/target.ts';
import { isPostgres } from '../settings/connection-target.ts';
import { isRecord } from '../modules/module-values.ts';

export interface ExecutedStatement {
  /** Exactly as sent. */
  readonly sql: string;
  readonly durationMs: number | null;
  /** Rows returned or affected; null or left out where nobody counted. */
  readonly rowCount?: number | null;
}

/** How an application's instances are to connect. */
export interface ConnectionOverride {
  /** Null to follow whatever the project says. */
  readonly target: ConnectionTarget | null;
  readonly mode: ConnectionMode;
  /** Told every statement that succeeded, in the order of completion. */
  readonly onStatement: (statement: ExecutedStatement) => void;
}

export type MutableSettings = Record<string, unknown>;

/** A console needs few connections, and the server's other clients need theirs. */
const largestPool = 5;

const readOnlyOption = '-c default_transaction_read_only=on';

/** Changes `config` and `options` at their top level only. An instance for another dialect keeps its own connection. */
export function overrideConnection(
  config: MutableSettings,
  options: MutableSettings,
  { target, mode, onStatement }: ConnectionOverride,
): void {
  if (target !== null) overrideTarget(config, options, target);
  options.logging = (message: unknown, durationMs: unknown, queryOptions?: unknown) => {
    onStatement({
      sql: withoutPrefix(String(message)),
      durationMs: typeof durationMs === 'number' ? durationMs : null,
      rowCount: rowCountOf(queryOptions),
    });
  };
  options.benchmark = true;
  options.logQueryParameters = false;
  options.pool = smallPool(options.pool);
  if (typeof options.dialect === 'string' && !isPostgres(options.dialect)) return;

  const dialectOptions: MutableSettings = isRecord(options.dialectOptions)
    ? { ...options.dialectOptions }
    : {};
  dialectOptions.application_name = 'seqscope';
  if (mode.statementTimeoutMs !== null) dialectOptions.statement_timeout = mode.statementTimeoutMs;
  // An instance that is read-only by now may be led to a scratch database.
  const own = typeof dialectOptions.options === 'string' ? dialectOptions.options : '';
  const kept = own.endsWith(readOnlyOption) ? own.slice(0, -readOnlyOption.length).trimEnd() : own;
  // Last, so that it wins over a setting of the same name in the project's own options.
  const all = mode.readOnly ? `${kept} ${readOnlyOption}`.trimStart() : kept;
  if (all !== own) dialectOptions.options = all === '' ? undefined : all;
  options.dialectOptions = dialectOptions;
  const hooks = isRecord(options.hooks) ? options.hooks : {};
  // Sequelize takes one hook or a list of them (sequelize/lib/hooks.js, _setupHooks).
  options.hooks = { ...hooks, afterConnect: [hooks.afterConnect ?? [], rememberBackend].flat() };
}

/** Everything that says where to connect gives way, leftovers of URLs and replicas included. */
function overrideTarget(config: MutableSettings, options: MutableSettings, target: ConnectionTarget): void {
  const place = {
    host: target.host,
    port: target.port,
    database: target.database,
    username: target.user,
    password: target.password,
  };
  Object.assign(config, place);
  Object.assign(options, place, { replication: false, ssl: undefined });
  if (typeof options.dialect === 'string' && !isPostgres(options.dialect)) {
    Object.assign(options, { storage: undefined, dialectModule: undefined, dialectModulePath: undefined });
  }
  options.dialect = 'postgres';
  const own = isRecord(options.dialectOptions) ? options.dialectOptions : {};
  const {
    ssl: _ssl,
    host: _host,
    port: _port,
    database: _database,
    user: _user,
    password: _password,
    ...kept
  } = own;
  options.dialectOptions = target.ssl === false ? kept : { ...kept, ssl: target.ssl };
  if (isRecord(options.hooks)) {
    // It fetches credentials for the server that has just been replaced.
    const { beforeConnect: _beforeConnect, ...hooks } = options.hooks;
    options.hooks = hooks;
  }
}

function smallPool(pool: unknown): MutableSettings {
  const own = isRecord(pool) ? pool : {};
  const max = Number(own.max ?? largestPool);
  return { ...own, min: 0, max: max >= 1 ? Math.min(Math.floor(max), largestPool) : largestPool };
}

/** Sequelize writes `Executed (default): ` or a transaction's id before the statement (abstract/query.js). */
function withoutPrefix(message: string): string {
  return message.replace(/^Execut(?:ed|ing) \([^)]*\): /, '');
}
