/** Paints the statements that were sent for the first rows: a line each with its time and rows, N+1 reads named above them. */
import { counted, milliseconds } from '../../../output/measures.ts';
import { sanitiseLine } from '../../../output/sanitise.ts';
import type { SentStatement } from '../../../queries/statements/sent-statements.ts';
import { fitCell } from '../../../text/fit-cell.ts';
import type { Canvas } from '../../paint/canvas.ts';
import { highlightedLines } from '../../paint/highlight.ts';
import { filledLines, Line } from '../../paint/line.ts';
import { theme } from '../../theme.ts';
import { repeatLines } from './form-lines.ts';
import type { PaneRoom } from './form-rooms.ts';
import { briefSql } from './sql-lines.ts';
import type { QueryScreen } from './state.ts';

const timeWidth = 8;
const rowsWidth = 12;

export function statementsBlock(
  canvas: Canvas,
  screen: QueryScreen,
  { height, top }: PaneRoom,
  width: number,
): readonly string[] {
  const { value, isStale, error } = screen.preview;
  if (value === null || error !== null) {
    const text = error === null ? '…' : 'What was sent failed: see the rows.';
    return filledLines([note(canvas, width, text)], width, height);
  }
  const statements = value.sent?.statements ?? [];
  if (statements.length === 0) return filledLines([note(canvas, width, 'Nothing was sent.')], width, height);
  const found = repeatLines(screen, width - 2).map((text) =>
    new Line(canvas.paint, width).skip(1).fill(text, theme.warning).toString(),
  );
  const lines = [...found, ...statements].slice(top, top + height);
  const hasMore = top + height < found.length + statements.length;
  const painted = lines.map((line, index) =>
    typeof line === 'string'
      ? line
      : statementLine(canvas, line, width, isStale, hasMore && index === height - 1 ? '↓' : ''),
  );
  return filledLines(painted, width, height);
}

function note(canvas: Canvas, width: number, text: string): string {
  return new Line(canvas.paint, width).skip(1).fill(text, theme.muted).toString();
}

function statementLine(
  canvas: Canvas,
  { sql, durationMs, rowCount }: SentStatement,
  width: number,
  isStale: boolean,
  mark: string,
): string {
  const line = new Line(canvas.paint, width);
  line.cell(durationMs === null ? '' : milliseconds(durationMs), timeWidth, theme.muted, 'right');
  line.cell(rowCount === null ? '' : counted(rowCount, 'row'), rowsWidth, theme.muted, 'right').skip(2);
  const room = Math.max(0, line.room - 2);
  const text = fitCell(sanitiseLine(briefSql(sql, room)), room);
  if (isStale) line.cell(text, room, theme.muted);
  else line.put(highlightedLines(canvas.paint, [text], 'sql', room)[0] ?? '', room);
  return line.skip(1).fill(mark, theme.muted).toString();
}
