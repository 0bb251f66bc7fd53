/** What a run of steps came to, in one line. */
import type { StepOutcome } from '../../../journal/journal.ts';

export function journalSummary({ results, passedOver }: StepOutcome): string {
  return [resultText(results), passedOverText(passedOver)].filter((text) => text !== '').join(' ');
}

function resultText(results: StepOutcome['results']): string {
  const first = results[0];
  if (first === undefined) return 'Nothing was to do.';
  const seconds = (results.reduce((sum, result) => sum + result.durationMs, 0) / 1000).toFixed(2);
  const isRedone = results.some(({ direction }) => direction !== first.direction);
  const verb = isRedone ? 'Redid' : first.direction === 'down' ? 'Reverted' : 'Executed';
  const count = new Set(results.map(({ name }) => name)).size;
  const what = count === 1 ? `"${first.name}"` : String(count);
  return `${verb} ${what} in ${seconds} s.`;
}

/** Entries without a file cannot be reverted; they are said, never silently left. */
function passedOverText(names: readonly string[]): string {
  if (names.length === 0) return '';
  const what =
    names.length === 1
      ? `"${names[0] ?? ''}", whose file is gone`
      : `${String(names.length)} entries whose files are gone`;
  return `Passed over ${what}.`;
}
