/** What a run of steps came to, in one sentence. */
import type { StepResult } from '../../../journal/journal.ts';

export function journalSummary(results: readonly StepResult[]): string {
  if (results.length === 0) return 'Nothing was to do.';
  const seconds = (results.reduce((sum, result) => sum + result.durationMs, 0) / 1000).toFixed(2);
  const first = results[0];
  const verb = first?.direction === 'down' ? 'Reverted' : 'Executed';
  const what = results.length === 1 ? `"${first?.name ?? ''}"` : String(results.length);
  return `${verb} ${what} in ${seconds} s.`;
}
