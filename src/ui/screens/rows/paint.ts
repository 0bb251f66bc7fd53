/** Paints the rows screen: scopes panel when open, filter line, header, rows. */
import { cellText } from '../../../output/cell.ts';
import type { TimeZone } from '../../../output/instant-text.ts';
import type { Value } from '../../../queries/query-spec.ts';
import { lineOn, type Canvas } from '../../paint/canvas.ts';
import { errorLines } from '../../paint/error-lines.ts';
import { filledLines, type Line } from '../../paint/line.ts';
import { cellWidth } from '../../../text/fit-cell.ts';
import type { TextStyle } from '../../terminal/style.ts';
import { visibleLine, type LineInput } from '../../terminal/line-input.ts';
import { theme } from '../../theme.ts';
import {
  columnGap,
  columnTypeText,
  edgeGap,
  gutterWidth,
  visibleColumns,
  type PaintedColumn,
} from './columns.ts';
import { paintCompletion } from './completion-paint.ts';
import { matches } from './find.ts';
import { isMarked } from './marks.ts';
import { gridHeight } from './paging.ts';
import { sortMark } from './sorting.ts';
import { scopesPanelHeight } from './scopes.ts';
import { paintScopes } from './scopes-paint.ts';
import { reachableRows, rowAt, type GridColumn, type RowsScreen } from './state.ts';
import { addClippedCell } from './clipped-cell.ts';
import { windowClips } from './window.ts';

const filterLabel = ' filter ';

export function paintRows(canvas: Canvas, screen: RowsScreen): readonly string[] {
  const lines: string[] = [...paintScopes(canvas, screen)];
  const bar = barOf(screen);
  if (bar !== null) {
    const { text } = visibleLine(bar.line, canvas.width - bar.label.length - 1);
    lines.push(lineOn(canvas).add(bar.label, theme.heading).fill(text).toString());
  }
  const barEnd = lines.length;
  if (screen.error !== null) {
    lines.push(...errorLines(canvas, screen.error));
  } else if (screen.columns.length === 0) {
    const text = screen.loading.arrival !== null ? ' Reading …' : ' Nothing was read.';
    lines.push(lineOn(canvas).fill(text, theme.muted).toString());
  } else {
    lines.push(...headerOf(canvas, screen), ...rowsOf(canvas, screen));
  }
  const whole = filledLines(lines, canvas.width, canvas.height);
  if (screen.filterInput === null || screen.completion === null) return whole;
  const list = paintCompletion(canvas, screen.completion, filterLabel.length, canvas.height - barEnd);
  return [...whole.slice(0, barEnd), ...list, ...whole.slice(barEnd + list.length)];
}

/** The line above the header that is typed into: the filter, or the text to find. */
function barOf({ filterInput, finding }: RowsScreen): { label: string; line: LineInput } | null {
  if (filterInput !== null) return { label: filterLabel, line: filterInput };
  return finding === null ? null : { label: ' find ', line: finding.line };
}

function headerOf(canvas: Canvas, screen: RowsScreen): readonly string[] {
  const names = lineOn(canvas).skip(gutterWidth);
  const types = lineOn(canvas).skip(gutterWidth);
  for (const { index, isEdge } of visibleColumns(screen, canvas.width)) {
    const column = screen.columns[index];
    if (column === undefined) continue;
    const isUnderCursor = index === screen.cursor.column && canvas.state.focus === 'main';
    const style: TextStyle = {
      ...(isUnderCursor ? theme.heading : theme.strong),
      underline: column.isPrimaryKey,
    };
    const align = alignOf(column);
    addName(names, column, sortMark(screen.spec.order, column.name), style);
    types.cell(columnTypeText(column), column.width, theme.muted, align);
    addGap(names, isEdge);
    addGap(types, isEdge);
  }
  return [names.toString(), types.toString()];
}

/** The mark of the order is seen whole, however long the name is. */
function addName(line: Line, column: GridColumn, mark: string, style: TextStyle): void {
  const markWidth = mark === '' ? 0 : Math.min(cellWidth(mark) + 1, column.width);
  const width = column.width - markWidth;
  if (alignOf(column) === 'right') {
    line.cell(column.name, width, style, 'right').cell(mark, markWidth, style, 'right');
    return;
  }
  const nameWidth = Math.min(width, cellWidth(column.name));
  line.cell(column.name, nameWidth, style).cell(mark, markWidth, style, 'right');
  line.skip(width - nameWidth);
}

/** What stands between two columns: a rule where those end that stay. */
function addGap(line: Line, isEdge: boolean): void {
  if (isEdge) line.cell(' │', edgeGap, theme.muted);
  else line.skip(columnGap);
}

function rowsOf(canvas: Canvas, screen: RowsScreen): readonly string[] {
  const height = gridHeight(canvas.state, screen);
  const { start, end } = reachableRows(screen);
  if (start === end) {
    return [lineOn(canvas).skip(gutterWidth).fill(emptyText(screen), theme.muted).toString()];
  }
  const shown = visibleColumns(screen, canvas.width);
  const lines: string[] = [];
  for (let position = screen.top; position < Math.min(end, screen.top + height); position += 1) {
    lines.push(rowLine(canvas, screen, shown, position));
  }
  return lines;
}

function emptyText(screen: RowsScreen): string {
  const { filter, scopes, relatedTo } = screen.spec;
  if (relatedTo !== null) return 'No related rows.';
  return filter === '' && scopes.length === 0 ? 'No rows.' : 'No rows match.';
}

function rowLine(
  canvas: Canvas,
  screen: RowsScreen,
  shown: readonly PaintedColumn[],
  position: number,
): string {
  const isCursorRow = position === screen.cursor.row;
  const hasKeys = canvas.state.focus === 'main' && screen.scopesPanel === null && screen.filterInput === null;
  const line = lineOn(canvas).cell(isCursorRow ? '›' : '', 1, theme.mark);
  if (isMarked(screen, position)) line.cell('•', gutterWidth - 1, theme.warning);
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

function alignOf(column: GridColumn): 'left' | 'right' {
  return column.kind === 'number' ? 'right' : 'left';
}

/** Where the terminal's cursor stands while the filter or a scope's argument is typed, from the pane's corner. */
export function rowsCursor(canvas: Canvas, screen: RowsScreen): { x: number; y: number } | null {
  const panelLines = scopesPanelHeight(canvas.state, screen);
  const bar = barOf(screen);
  if (bar !== null) {
    const label = bar.label.length;
    return { x: label + visibleLine(bar.line, canvas.width - label - 1).cursorColumn, y: panelLines };
  }
  const argument = screen.scopesPanel?.argument ?? null;
  if (argument === null) return null;
  const label = ` ${argument.scope}(`.length;
  return { x: label + visibleLine(argument.line, canvas.width - label - 1).cursorColumn, y: panelLines - 2 };
}
