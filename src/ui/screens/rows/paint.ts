/** Paints the rows screen: scopes panel when open, filter line, header, rows. */
import { cellText } from '../../../output/cell.ts';
import type { TimeZone } from '../../../output/instant-text.ts';
import type { Value } from '../../../queries/query-spec.ts';
import { lineOn, type Canvas } from '../../paint/canvas.ts';
import { errorLines } from '../../paint/error-lines.ts';
import { filledLines, type Line } from '../../paint/line.ts';
import type { TextStyle } from '../../terminal/style.ts';
import { visibleLine } from '../../terminal/line-input.ts';
import { theme } from '../../theme.ts';
import { columnGap, columnTypeText, gutterWidth, visibleColumns } from './columns.ts';
import { paintCompletion } from './completion-paint.ts';
import { gridHeight } from './paging.ts';
import { scopesPanelHeight } from './scopes.ts';
import { paintScopes } from './scopes-paint.ts';
import { reachableRows, rowAt, type GridColumn, type RowsScreen } from './state.ts';
import { addClippedCell } from './clipped-cell.ts';
import { windowClips } from './window.ts';

const filterLabel = ' filter ';

export function paintRows(canvas: Canvas, screen: RowsScreen): readonly string[] {
  const lines: string[] = [...paintScopes(canvas, screen)];
  if (screen.filterInput !== null) {
    const { text } = visibleLine(screen.filterInput, canvas.width - filterLabel.length - 1);
    lines.push(lineOn(canvas).add(filterLabel, theme.heading).fill(text).toString());
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

function headerOf(canvas: Canvas, screen: RowsScreen): readonly string[] {
  const names = lineOn(canvas).skip(gutterWidth);
  const types = lineOn(canvas).skip(gutterWidth);
  for (const index of visibleColumns(screen.columns, screen.left, canvas.width)) {
    const column = screen.columns[index];
    if (column === undefined) continue;
    const term = screen.spec.order.find((candidate) => candidate.attribute === column.name);
    const mark = term === undefined ? '' : term.direction === 'asc' ? ' ↑' : ' ↓';
    const isUnderCursor = index === screen.cursor.column && canvas.state.focus === 'main';
    const style: TextStyle = {
      ...(isUnderCursor ? theme.heading : theme.strong),
      underline: column.isPrimaryKey,
    };
    const align = alignOf(column);
    names.cell(`${column.name}${mark}`, column.width, style, align).skip(columnGap);
    types.cell(columnTypeText(column), column.width, theme.muted, align).skip(columnGap);
  }
  return [names.toString(), types.toString()];
}

function rowsOf(canvas: Canvas, screen: RowsScreen): readonly string[] {
  const height = gridHeight(canvas.state, screen);
  const { start, end } = reachableRows(screen);
  if (start === end) {
    return [lineOn(canvas).skip(gutterWidth).fill(emptyText(screen), theme.muted).toString()];
  }
  const shown = visibleColumns(screen.columns, screen.left, canvas.width);
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

function rowLine(canvas: Canvas, screen: RowsScreen, shown: readonly number[], position: number): string {
  const isCursorRow = position === screen.cursor.row;
  const hasKeys = canvas.state.focus === 'main' && screen.scopesPanel === null && screen.filterInput === null;
  const line = lineOn(canvas).cell(isCursorRow ? '›' : '', gutterWidth, theme.mark);
  const row = rowAt(screen, position);
  if (row === null) return line.fill('…', theme.muted).toString();
  const clips = screen.window === null ? null : windowClips(screen.window, position);
  for (const index of shown) {
    const column = screen.columns[index];
    if (column === undefined) continue;
    const isCursorCell = isCursorRow && index === screen.cursor.column;
    const value = row[index] ?? null;
    const clip = clips?.get(index);
    const style = {
      ...(isCursorRow ? theme.remembered : theme.plain),
      ...(isCursorCell && hasKeys ? theme.selected : theme.plain),
      ...(screen.isStale ? theme.muted : theme.plain),
    };
    if (clip === undefined) addCell(line, column, value, style, canvas.state.timeZone);
    else addClippedCell(line, column, value, clip, style);
    line.skip(columnGap);
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
  if (screen.filterInput !== null) {
    const label = filterLabel.length;
    return {
      x: label + visibleLine(screen.filterInput, canvas.width - label - 1).cursorColumn,
      y: panelLines,
    };
  }
  const argument = screen.scopesPanel?.argument ?? null;
  if (argument === null) return null;
  const label = ` ${argument.scope}(`.length;
  return { x: label + visibleLine(argument.line, canvas.width - label - 1).cursorColumn, y: panelLines - 2 };
}
