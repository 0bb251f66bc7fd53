/** What became of a COMMIT whose answer never came, asked of the server on another connection. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../database/client.ts';

const attempts = 10;
const pauseMs = 200;

/** `unknown`: the server could not be asked, or did not know it yet after some seconds. */
export type CommitFate = 'committed' | 'rolled-back' | 'unknown';

/**
 * What txid_status says (PostgreSQL manual, 9.27.6). A transaction still in progress is waited for a little: its backend may not
 * know yet that we are gone.
 */
export async function fateOfCommit(database: Database, transactionId: string): Promise<CommitFate> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    if (attempt > 0) await sleep(pauseMs);
    try {
      const { rows } = await database.query('SELECT txid_status($1::bigint)', [transactionId]);
      const status = rows[0]?.[0];
      if (status === 'committed') return 'committed';
      if (status === 'aborted') return 'rolled-back';
      // Null: so long ago that it is no longer known.
      if (status !== 'in progress') return 'unknown';
    } catch {
      // The server may be starting again.
    }
  }
  return 'unknown';
}
