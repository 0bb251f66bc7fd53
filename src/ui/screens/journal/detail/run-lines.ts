/** All that ran last, or runs now: steps or a rehearsal, whatever entry the cursor is on. */
import { theme } from '../../../theme.ts';
import type { JournalRun } from '../state.ts';
import type { LastRun, RehearsalRun } from '../timeline.ts';
import { durationText } from '../entry-words.ts';
import { runLines } from '../run-lines.ts';
import { textLine, wrappedLines, errorDetail, type DetailLine } from './detail-line.ts';
import { rehearsalLines } from './effect-lines.ts';
import { resultLines, statementLines } from './statement-lines.ts';

/** Of what runs only the latest statements are shown: that is where it is. */
export const latestStatements = 40;

/** Where it is, then what the entry under way has sent. */
export function stepLines(run: JournalRun, width: number): readonly DetailLine[] {
  const { statements } = run;
  const first = Math.max(0, statements.length - latestStatements);
  return [
    ...runLines(run, width).map(({ text, style }) => textLine([text, style])),
    ...statementLines(statements.slice(first), width, first + 1),
  ];
}

/** One line a pass, and the statements of the one that runs. */
export function rehearsingLines(
  { note, passes, current }: RehearsalRun,
  width: number,
): readonly DetailLine[] {
  return [
    ...(note === null ? [] : wrappedLines(note, width, theme.warning)),
    ...passes.map(({ name, direction, status, durationMs, statements: { length } }) =>
      textLine(
        status === 'done' ? ['✓ ', theme.good] : ['✗ ', theme.bad],
        [`${direction.padEnd(4)}  ${name}`, theme.plain],
        [`  ${String(length)} · ${durationText(durationMs)}`, theme.muted],
      ),
    ),
    ...(current === null
      ? []
      : [
          textLine(['› ', theme.mark], [`${current.direction.padEnd(4)}  ${current.name}`, theme.strong]),
          ...statementLines(
            current.statements,
            width,
            current.statementCount - current.statements.length + 1,
          ),
        ]),
  ];
}

export function lastRunLines(last: LastRun, width: number): readonly DetailLine[] {
  switch (last.type) {
    case 'steps':
      return last.results.length === 0
        ? wrappedLines('Nothing was to do.', width, theme.muted)
        : last.results.flatMap((result) => resultLines(result, width));
    case 'rehearsal':
      return rehearsalLines(last.outcome, width);
    case 'failed':
      return errorDetail(last.report, width);
  }
}
