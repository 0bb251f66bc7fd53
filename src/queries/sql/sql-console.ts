/**
 * The door of typed SQL: one connection on which transactions, SET and temporary tables last, one statement at a time. A
 * connection that was lost is made anew by the next statement; what was open on it is rolled back.
 */
import type { Database, HeldConnection } from '../../database/client.ts';
import type { QueryCallOptions } from '../open-queries.ts';
import { foreseeSql } from './foresee-sql.ts';
import { reading, readingAlone } from './reading.ts';
import { runSql } from './run-sql.ts';
import type { SqlForecast, SqlRequest, SqlResult, SqlRun } from './sql-request.ts';

/** Every method rejects with a ConsoleError. */
export interface SqlConsole {
  /** Reads over the connection: what reads the pages of a result, and the catalog as a statement would find it. */
  readonly database: Database;
  foresee(request: SqlRequest, options?: QueryCallOptions): Promise<SqlForecast>;
  run(run: SqlRun, options?: QueryCallOptions): Promise<SqlResult>;
}

/** Connects with the first statement. */
export function openSqlConsole(database: Database): SqlConsole {
  let held: Promise<HeldConnection> | null = null;
  let last: Promise<unknown> = Promise.resolve();

  async function connected(): Promise<HeldConnection> {
    const known = await held?.catch(() => null);
    if (known?.isAlive() === true) return known;
    held = database.hold();
    return held;
  }

  /** One after the other: a statement must not come between BEGIN and COMMIT of a reading. */
  function inTurn<T>(work: (connection: HeldConnection) => Promise<T>): Promise<T> {
    const turn = last.then(async () => work(await connected()));
    last = turn.catch(() => undefined);
    return turn;
  }

  const readingOver = (connection: HeldConnection): Database => ({
    ...database,
    query: (sql, values, options) => reading(connection, () => connection.query(sql, values, options)),
    withConnection: (work) => readingAlone(connection, work),
  });

  return {
    database: {
      ...database,
      query: (sql, values, options) =>
        inTurn((connection) => readingOver(connection).query(sql, values, options)),
      withConnection: (work) => inTurn((connection) => readingOver(connection).withConnection(work)),
    },
    foresee: (request, { signal } = {}) =>
      inTurn((connection) => foreseeSql(request, { connection, isReadOnly: database.mode.readOnly, signal })),
    run: (run, { signal } = {}) =>
      inTurn((connection) => runSql(run, { connection, database: readingOver(connection), signal })),
  };
}
