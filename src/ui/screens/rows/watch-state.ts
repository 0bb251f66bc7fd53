/** Rows that are read again every so many seconds. */
import type { WatchChanges } from './watch-changes.ts';

export interface Watch {
  readonly seconds: number;
  /** When the reading under way was asked for, and when the last one was that came; milliseconds since 1970, null for none. */
  readonly askedAt: number | null;
  readonly readAt: number | null;
  readonly changes: WatchChanges;
  /** Why the last reading failed; null when it did not. */
  readonly failure: string | null;
}
