/** The log screen: what the project printed and every statement that was sent, oldest first. */

export interface LogEntry {
  readonly type: 'statement' | 'repeat' | 'printed' | 'error';
  readonly text: string;
  /** Milliseconds; null where none was measured. */
  readonly durationMs: number | null;
  /** Rows returned or affected; null or left out where it is not known. */
  readonly rowCount?: number | null | undefined;
  readonly by: string;
}

/** Entries kept; older ones are let go. */
export const logLength = 2000;

export interface LogScreen {
  readonly type: 'log';
  readonly id: number;
  /** Entries between the newest and the one under the cursor; 0 follows the tail. */
  readonly fromEnd: number;
}
