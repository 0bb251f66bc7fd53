/**
 * What the server is doing, asked over a connection of its own: the log says nothing of it though it is asked every few seconds, and
 * it is free where all others are busy. And the end of a session of somebody else's.
 */
import type { Database } from '../database/client.ts';
import type { Session } from '../session.ts';
import type { SessionParts } from './parts.ts';
import { refuseWhenReadOnly } from './read-only.ts';

export interface ActivityCalls {
  readonly calls: Pick<Session, 'activity' | 'endSession'>;
  readonly close: () => Promise<void>;
}

/** Longer than any question about statistics takes. */
const questionLimitMs = 5_000;

export function activityCalls(parts: SessionParts, isReadOnly: boolean): ActivityCalls {
  let own: { readonly beside: Database; readonly database: Database } | null = null;

  /** To where the session is connected, which a reload may change. */
  async function connection(): Promise<Database> {
    const beside = await parts.database.get();
    if (own?.beside === beside) return own.database;
    const { openDatabase } = await import('../database/client.ts');
    const before = own?.database;
    const mode = { readOnly: true, statementTimeoutMs: questionLimitMs };
    const database = openDatabase(beside.target, mode, { maxConnections: 1 });
    own = { beside, database };
    await before?.close();
    return database;
  }

  return {
    calls: {
      async activity({ signal } = {}) {
        const { readActivity } = await import('../database/activity/read-activity.ts');
        return readActivity(await connection(), { signal });
      },

      async endSession(request) {
        // It writes nothing, but what it ends may have been about to.
        refuseWhenReadOnly(
          isReadOnly,
          request.way === 'cancel' ? 'Cancelling a statement' : 'Ending a session',
        );
        const { endSession } = await import('../database/activity/end-session.ts');
        return endSession(await connection(), request);
      },
    },
    async close() {
      await own?.database.close();
    },
  };
}
