/** What a sandbox would commit: its tables row by row, its schema object by object. Reads only, and leaves no lock behind. */
import type { Database } from '../client.ts';
import { difference } from '../snapshot/difference.ts';
import { readSnapshotWithin } from '../snapshot/read-snapshot.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { AskConnection } from './own-connection.ts';
import { reviewTable, type ReviewedTransaction } from './review-table.ts';
import type { SandboxReview, TableReview } from './sandbox.ts';
import { readTouched } from './touched-tables.ts';

export interface ReviewRequest {
  /** The transaction's own connection. */
  readonly ask: AskConnection;
  /** Sees what was before. */
  readonly database: Database;
  /** The schema as it was when the transaction began. */
  readonly before: Snapshot;
  readonly rowLimit: number;
}

export async function reviewSandbox(request: ReviewRequest): Promise<SandboxReview> {
  const { ask, database, before, rowLimit } = request;
  const { tables: touched, sequences } = await readTouched(ask);
  const schema = difference(before, await readSnapshotWithin((sql) => ask(sql)));
  const range = await transactionIds(ask, database);
  if (range === null) return { tables: [], schema, sequences };
  const known = new Set(
    before.objects.flatMap(({ type, schema: owner, name }) =>
      type === 'table' ? [JSON.stringify([owner, name])] : [],
    ),
  );
  const tables = await database.withConnection(async (connection) => {
    await connection.query('BEGIN READ ONLY');
    await connection.query(`SET LOCAL lock_timeout = '2s'`);
    const transaction: ReviewedTransaction = {
      ask,
      askBefore: async (sql, values) => (await connection.query(sql, values)).rows,
      range,
      rowLimit,
    };
    const reviews: TableReview[] = [];
    for (const table of touched) {
      const isNew = !known.has(JSON.stringify([table.schema, table.table]));
      reviews.push(await reviewTable(transaction, table, isNew));
    }
    await connection.query('ROLLBACK');
    return reviews;
  });
  const changed = tables.filter(
    ({ inserted, updated, deleted, note }) => inserted + updated + deleted > 0 || note !== null,
  );
  return { tables: changed, schema, sequences };
}

/**
 * From the transaction's own id to one drawn now: its subtransactions lie between, and each id is later than that of what it is in
 * (access/transam/xact.c). Null where nothing was written.
 */
async function transactionIds(
  ask: AskConnection,
  database: Database,
): Promise<ReviewedTransaction['range'] | null> {
  const [row] = await ask('SELECT pg_catalog.txid_current_if_assigned()::text');
  const first = row?.[0];
  if (typeof first !== 'string') return null;
  const { rows } = await database.query('SELECT pg_catalog.txid_current()::text');
  return { first: BigInt(first), last: BigInt(String(rows[0]?.[0])) };
}
