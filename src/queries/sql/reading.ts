/**
 * Work that reads over the connection that is typed on, and leaves nothing there: outside of a transaction the server itself
 * refuses every change, inside of one what fails does not take it along.
 */
import type { HeldConnection, StreamingConnection } from '../../database/client.ts';

/** The SQLSTATE of what a read-only transaction refuses. */
export const refusedInRead = '25006';

const savepoint = {
  begin: 'SAVEPOINT seqscope_reading',
  end: 'RELEASE SAVEPOINT seqscope_reading',
  undo: 'ROLLBACK TO SAVEPOINT seqscope_reading',
} as const;

export async function reading<T>(connection: HeldConnection, work: () => Promise<T>): Promise<T> {
  switch (connection.transaction()) {
    case 'none':
      return around(connection, 'BEGIN READ ONLY', 'COMMIT', 'ROLLBACK', work);
    case 'open':
      return around(connection, savepoint.begin, savepoint.end, savepoint.undo, work);
    case 'failed':
      return work();
  }
}

/**
 * The same for work that begins and ends a transaction of its own, and leaves ending one that failed to others. Inside of one
 * that is open these words are left out, for they would end it; what the work does and sets there, read-only among it, is taken
 * back with a savepoint.
 */
export async function readingAlone<T>(
  connection: HeldConnection,
  work: (connection: StreamingConnection) => Promise<T>,
): Promise<T> {
  if (connection.transaction() === 'none') {
    try {
      return await work(connection);
    } finally {
      if (connection.transaction() !== 'none' && connection.isAlive()) await connection.query('ROLLBACK');
    }
  }
  const inside: StreamingConnection = {
    query: (sql, values, options) => connection.query(withoutTransaction(sql), values, options),
    copyOut: (sql, receive, options) => connection.copyOut(sql, receive, options),
  };
  return around(connection, savepoint.begin, `${savepoint.undo}; ${savepoint.end}`, savepoint.undo, () =>
    work(inside),
  );
}

function withoutTransaction(sql: string): string {
  return sql.replace(/^(?:BEGIN\b[^;]*|COMMIT$|ROLLBACK$)/, (word) =>
    word.includes('READ ONLY') ? 'SET TRANSACTION READ ONLY' : '',
  );
}

async function around<T>(
  connection: HeldConnection,
  begin: string,
  end: string,
  undo: string,
  work: () => Promise<T>,
): Promise<T> {
  await connection.query(begin);
  try {
    const result = await work();
    await connection.query(end);
    return result;
  } catch (error) {
    // A connection that is gone has undone it.
    if (connection.isAlive()) await connection.query(undo).catch(() => undefined);
    throw error;
  }
}
