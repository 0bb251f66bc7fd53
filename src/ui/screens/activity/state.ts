/** The activity screen: what the server is doing, read anew while one looks at it. */
import type { ActivityView } from '../../../database/activity/activity.ts';
import type { ErrorReport } from '../../../errors.ts';

export const activityTabs = ['sessions', 'locks', 'tables', 'indexes', 'statements'] as const;
export type ActivityTab = (typeof activityTabs)[number];

/** Those whose lines are of sessions, which can be told to end. */
export function listsSessions(tab: ActivityTab): boolean {
  return tab === 'sessions' || tab === 'locks';
}

export interface ActivityScreen {
  readonly type: 'activity';
  readonly id: number;
  readonly tab: ActivityTab;
  /** Set while it is being read. */
  readonly requestId: number | null;
  /** Stays while it is read again. */
  readonly view: ActivityView | null;
  /** Why the last reading failed; null when it did not. */
  readonly error: ErrorReport | null;
  /** False while it is not read by itself. */
  readonly isWatched: boolean;
  /** Line under the cursor, and the first painted one. */
  readonly cursor: number;
  readonly top: number;
}
