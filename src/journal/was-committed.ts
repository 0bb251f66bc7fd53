/** What became of a COMMIT whose answer never came, asked of the server on another connection. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../database/client.ts';

const attempts = 10;
const pauseMs = 200;

/**
 * True when the transaction was committed after all (txid_status, PostgreSQL manual, 9.27.6). False when it was not, and when the
 * server cannot be asked. A transaction still in progress is waited for a little: its backend may not know yet that we are gone.
 */
export async function wasCommitted(database: Database, transactionId: string): Promise<boolean> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    if (attempt > 0) await sleep(pauseMs);
    try {
      const { rows } = await database.query('SELECT txid_status($1::bigint)', [transactionId]);
      const status = rows[0]?.[0];
      if (status !== 'in progress') return status === 'committed';
    } catch {
      // The server may be starting again.
    }
  }
  return false;
}
