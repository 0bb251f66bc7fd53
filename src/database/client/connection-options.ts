/**
 * A target and a mode as the options of a pg connection. Modes travel with the connection's start, so that the server
 * enforces them from the first statement on.
 */
import type pg from 'pg';
import type { ConnectionMode, ConnectionTarget } from '../target.ts';

/** What sessions call themselves in pg_stat_activity. */
export const applicationName = 'seqscope';

const connectLimitMs = 10_000;

/** Nothing is sent that was not asked for: PgBouncer refuses start parameters it does not know. */
export function connectionOptions(target: ConnectionTarget, mode: ConnectionMode): pg.ClientConfig {
  const { host, port, database, user } = target;
  const options = [
    ...(mode.readOnly ? ['-c default_transaction_read_only=on'] : []),
    ...(mode.statementTimeoutMs === null ? [] : [`-c statement_timeout=${mode.statementTimeoutMs}`]),
  ];
  return {
    host,
    port,
    database,
    user,
    application_name: applicationName,
    connectionTimeoutMillis: connectLimitMs,
    keepAlive: true,
    // Without a password pg looks into PGPASSWORD and ~/.pgpass, as psql does.
    ...(target.password === null ? {} : { password: target.password }),
    ...(options.length === 0 ? {} : { options: options.join(' ') }),
    // An object is the project's own `dialectOptions.ssl`, which its Sequelize hands to the same option of pg.
    ssl: target.ssl,
  };
}
