/** Reads what a server is doing, in a few round trips, none of which waits for a lock. Needs no superuser: what is hidden says so. */
import type { Database, QueryOptions } from '../client.ts';
import { redactPasswords } from '../errors/redact.ts';
import { ConsoleError } from '../../errors.ts';
import {
  indexesSql,
  locksSql,
  overviewSql,
  statementsSql,
  statementsViewSql,
  tablesSql,
} from './activity-sql.ts';
import type { ActivityView, StatementActivity } from './activity.ts';
import { orderSessions } from './order-sessions.ts';
import { readSessions } from './read-sessions.ts';

/** Of each list. */
const most = 50;
const mostLocks = 500;

export async function readActivity(database: Database, options: QueryOptions = {}): Promise<ActivityView> {
  const remarks: string[] = [];
  const list = async (sql: string, limit = most): Promise<readonly unknown[]> => {
    const { rows } = await database.query(sql, [limit], options);
    return rows.map(([row]) => row);
  };
  const overview = await database.query(overviewSql, [], options);
  const sessions = await readSessions(database, options);
  if (sessions.some(({ isHidden }) => isHidden))
    remarks.push('This role may not see what other roles run: grant it pg_read_all_stats.');
  const locks = await list(locksSql, mostLocks);
  const tables = await list(tablesSql);
  const indexes = await list(indexesSql);
  const statements = await readStatements(database, options, remarks);
  return {
    // The objects that the statements above build.
    ...(overview.rows[0]?.[0] as Pick<
      ActivityView,
      'database' | 'byteLength' | 'connections' | 'cacheHit' | 'vacuums'
    >),
    sessions: orderSessions(sessions),
    locks: locks as ActivityView['locks'],
    tables: tables as ActivityView['tables'],
    indexes: indexes as ActivityView['indexes'],
    statements,
    remarks,
  };
}

/** The extension can be there without its library being loaded, and then refuses. */
async function readStatements(
  database: Database,
  options: QueryOptions,
  remarks: string[],
): Promise<readonly StatementActivity[] | null> {
  const { rows } = await database.query(statementsViewSql, [], options);
  const view = rows[0]?.[0];
  if (typeof view !== 'string') return null;
  try {
    const found = await database.query(statementsSql(view), [most], options);
    return found.rows.map(([row]) => {
      // The object that statementsSql builds.
      const statement = row as StatementActivity;
      return { ...statement, statement: redactPasswords(statement.statement) };
    });
  } catch (error) {
    if (!(error instanceof ConsoleError) || error.kind === 'interrupted') throw error;
    remarks.push(`pg_stat_statements could not be read: ${error.message}`);
    return null;
  }
}
