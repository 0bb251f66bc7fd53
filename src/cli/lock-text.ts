/** What is said while another migrator is waited for. */
import type { JournalEvent } from '../journal/journal.ts';
import { sanitiseLine } from '../output/sanitise.ts';

export function waitingText({ holder, timeoutMs }: Extract<JournalEvent, { type: 'lock-awaited' }>): string {
  const who = holder == null ? '' : ` (${sanitiseLine(holder.shown)})`;
  const limit = timeoutMs === undefined ? '' : ` up to ${String(Math.round(timeoutMs / 1000))} s`;
  return `Another run holds the lock${who}: waiting${limit} for it to finish …\n`;
}
