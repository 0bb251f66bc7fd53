/**
 * Builds the schema of a snapshot in an empty database, without rows: on the same server or another one. What depends on something
 * that comes later is tried again; what cannot be built at all shows in the difference that is returned.
 */
import type { DatabaseConnection } from '../client.ts';
import { difference, type SchemaDifference } from './difference.ts';
import { readSnapshot } from './read-snapshot.ts';
import { rebuildSql } from './rebuild-sql.ts';
import type { Snapshot } from './snapshot.ts';

/** So many statements are sent as one text: it takes fewer round trips, and all of it is undone when one fails. */
const batchLength = 50;

/** Returns how the schema built differs from the one that was asked for. The search path of the connection is empty afterwards. */
export async function rebuildSchema(
  connection: DatabaseConnection,
  wanted: Snapshot,
  signal?: AbortSignal,
): Promise<SchemaDifference> {
  await connection.query(`SET search_path = ''; SET check_function_bodies = off`);
  let waiting = rebuildSql(wanted);
  for (;;) {
    const failed = await runAll(connection, waiting, signal);
    if (failed.length === 0 || failed.length === waiting.length) break;
    waiting = failed;
  }
  return difference(wanted, await readSnapshot(connection));
}

/** Returns the statements that failed. */
async function runAll(
  connection: DatabaseConnection,
  statements: readonly string[],
  signal: AbortSignal | undefined,
): Promise<readonly string[]> {
  const failed: string[] = [];
  for (let start = 0; start < statements.length; start += batchLength) {
    signal?.throwIfAborted();
    const batch = statements.slice(start, start + batchLength);
    if (await succeeds(connection, batch.join(';\n'))) continue;
    for (const statement of batch) {
      if (!(await succeeds(connection, statement))) failed.push(statement);
    }
  }
  return failed;
}

async function succeeds(connection: DatabaseConnection, sql: string): Promise<boolean> {
  return connection.query(sql).then(
    () => true,
    () => false,
  );
}
