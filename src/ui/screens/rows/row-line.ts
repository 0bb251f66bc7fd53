/** Paints one row of the grid. */
import { cellText } from '../../../output/cell.ts';
import type { TimeZone } from '../../../output/instant-text.ts';
import type { Value } from '../../../queries/query-spec.ts';
import { lineOn, type Canvas } from '../../paint/canvas.ts';
import type { Line } from '../../paint/line.ts';
import type { TextStyle } from '../../terminal/style.ts';
import { theme } from '../../theme.ts';
import { addClippedCell } from './clipped-cell.ts';
import { alignOf, columnGap, edgeGap, gutterWidth, type PaintedColumn } from './columns.ts';
import { matches } from './find.ts';
import { isMarked } from './marks.ts';
import { rowAt, type GridColumn, type RowsScreen } from './state.ts';
import { changeStyle, rowChange } from './watch-paint.ts';
import { windowClips } from './window.ts';

/** The row at a position; a mark for one that is not here yet. */
export function rowLine(
  canvas: Canvas,
  screen: RowsScreen,
  shown: readonly PaintedColumn[],
  position: number,
): string {
  const isCursorRow = position === screen.cursor.row;
  const hasKeys = canvas.state.focus === 'main' && screen.scopesPanel === null && screen.filterInput === null;
  const line = lineOn(canvas).cell(isCursorRow ? '›' : '', 1, theme.mark);
  const change = rowChange(screen, position);
  if (isMarked(screen, position)) line.cell('•', gutterWidth - 1, theme.warning);
  else if (change !== null) line.cell(change.mark, gutterWidth - 1, theme.good);
  else line.skip(gutterWidth - 1);
  const row = rowAt(screen, position);
  if (row === null) return line.fill('…', theme.muted).toString();
  const clips = screen.window === null ? null : windowClips(screen.window, position);
  for (const { index, isEdge } of shown) {
    const column = screen.columns[index];
    if (column === undefined) continue;
    const isCursorCell = isCursorRow && index === screen.cursor.column;
    const value = row[index] ?? null;
    const clip = clips?.get(index);
    const isFound = matches(screen.found, value, column, canvas.state.timeZone);
    const style = {
      ...(isCursorRow ? theme.remembered : theme.plain),
      ...(isFound ? theme.found : theme.plain),
      ...changeStyle(change, column.name),
      ...(isCursorCell && hasKeys ? theme.selected : theme.plain),
      ...(screen.isStale ? theme.muted : theme.plain),
    };
    if (clip === undefined) addCell(line, column, value, style, canvas.state.timeZone);
    else addClippedCell(line, column, value, clip, style);
    addGap(line, isEdge);
  }
  return line.toString();
}

function addCell(line: Line, column: GridColumn, value: Value, style: TextStyle, timeZone: TimeZone): void {
  const text = cellText(value, { kind: column.kind, maxLength: column.width * 2, timeZone });
  const isNothing = value === null || value === '';
  line.cell(text, column.width, isNothing ? { ...theme.null, ...style } : style, alignOf(column));
}

/** What stands between two columns: a rule where those end that stay. */
export function addGap(line: Line, isEdge: boolean): void {
  if (isEdge) line.cell(' │', edgeGap, theme.muted);
  else line.skip(columnGap);
}
