/** What the server is doing, asked over our own connection; and the end of a session of somebody else's. */
import type { Session } from '../session.ts';
import type { SessionParts } from './parts.ts';
import { refuseWhenReadOnly } from './read-only.ts';

export type ActivityCalls = Pick<Session, 'activity' | 'endSession'>;

export function activityCalls(parts: SessionParts, isReadOnly: boolean): ActivityCalls {
  return {
    async activity({ signal } = {}) {
      const { readActivity } = await import('../database/activity/read-activity.ts');
      const database = await parts.database.get();
      return readActivity(database, { signal });
    },

    async endSession(request) {
      // It writes nothing, but what it ends may have been about to.
      refuseWhenReadOnly(
        isReadOnly,
        request.way === 'cancel' ? 'Cancelling a statement' : 'Ending a session',
      );
      const { endSession } = await import('../database/activity/end-session.ts');
      return endSession(await parts.database.get(), request);
    },
  };
}
