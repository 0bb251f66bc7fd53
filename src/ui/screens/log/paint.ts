/** Paints the log: a line an entry, its time and origin before it, the newest at the bottom. */
import { counted } from '../../../output/measures.ts';
import { lineOn, type Canvas } from '../../paint/canvas.ts';
import { filledLines } from '../../paint/line.ts';
import { theme } from '../../theme.ts';
import type { LogEntry, LogScreen } from './state.ts';

export function paintLog(canvas: Canvas, screen: LogScreen): readonly string[] {
  const { log } = canvas.state;
  if (log.length === 0) {
    const text = 'Nothing was printed and no statement was sent yet.';
    return filledLines(
      [lineOn(canvas).skip(1).fill(text, theme.muted).toString()],
      canvas.width,
      canvas.height,
    );
  }
  const cursor = Math.max(0, log.length - 1 - screen.fromEnd);
  const bottom = Math.min(
    log.length - 1,
    Math.max(cursor, canvas.height - 1, log.length - 1 - screen.fromEnd),
  );
  const top = Math.max(0, bottom - canvas.height + 1);
  const lines = log
    .slice(top, bottom + 1)
    .map((entry, index) => entryLine(canvas, entry, top + index === cursor));
  return filledLines(lines, canvas.width, canvas.height);
}

function entryLine(canvas: Canvas, entry: LogEntry, isUnderCursor: boolean): string {
  const time = entry.durationMs === null ? '' : `${String(Math.round(entry.durationMs))} ms`;
  const hasKeys = isUnderCursor && canvas.state.focus === 'main';
  const style =
    entry.type === 'error'
      ? theme.bad
      : entry.type === 'printed' || entry.type === 'repeat'
        ? theme.warning
        : theme.plain;
  return lineOn(canvas)
    .cell(isUnderCursor ? '›' : '', 2, theme.mark)
    .cell(entry.by, 8, theme.muted)
    .cell(time, 8, theme.muted, 'right')
    .cell(rowsOf(entry), 13, theme.muted, 'right')
    .skip(2)
    .fill(entry.text.replaceAll(/\s+/g, ' '), hasKeys ? theme.selected : style)
    .toString();
}

function rowsOf({ rowCount }: LogEntry): string {
  return rowCount == null ? '' : counted(rowCount, 'row');
}
