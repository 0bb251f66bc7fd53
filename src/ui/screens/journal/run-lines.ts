/** A run of steps in words, while it goes on: where it is, what it waits for, what is done. */
import type { TextStyle } from '../../terminal/style.ts';
import { theme } from '../../theme.ts';
import { wrapText } from '../../wrap-text.ts';
import type { JournalRun } from './state.ts';

export interface RunLine {
  readonly text: string;
  readonly style: TextStyle;
}

/** Lines of the statement under way. */
const statementLines = 3;

/** The newest first: what was done before moves down. */
export function runLines(run: JournalRun, width: number): readonly RunLine[] {
  const { results, waitingFor, outside, sent } = run;
  const styled = (style: TextStyle, texts: readonly string[]): readonly RunLine[] =>
    texts.map((text) => ({ text, style }));
  return [
    { text: placeText(run), style: theme.strong },
    ...(waitingFor === null ? [] : styled(theme.warning, wrapText(waitingFor, width))),
    ...(outside === null ? [] : styled(theme.warning, wrapText(outside, width))),
    ...(sent === null
      ? []
      : styled(theme.mark, wrapText(`› ${sent.replace(/\s+/g, ' ')}`, width, statementLines))),
    ...[...results].reverse().map(({ name, direction, status, durationMs }) => ({
      text: `${status === 'done' ? '✓' : '✗'} ${direction.padEnd(4)}  ${name}  ${(durationMs / 1000).toFixed(3)} s`,
      style: status === 'done' ? theme.good : theme.bad,
    })),
  ];
}

/** `3 of 12 · up  20260109-x.js · 4 s`. */
function placeText({ current, results, total, elapsedMs }: JournalRun): string {
  const index = Math.min(total, results.length + 1);
  const where = `${String(index)} of ${String(total)}`;
  const what = current === null ? 'about to begin' : `${current.direction}  ${current.name}`;
  return [where, what, elapsedText(elapsedMs)].filter((part) => part !== '').join(' · ');
}

function elapsedText(elapsedMs: number): string {
  const seconds = Math.floor(elapsedMs / 1000);
  if (seconds < 1) return '';
  if (seconds < 60) return `${String(seconds)} s`;
  return `${String(Math.floor(seconds / 60))} min ${String(seconds % 60)} s`;
}
