/** Paints the rows screen: scopes panel when open, filter line, header, rows. */
import { paintCandidates } from '../../editing/candidates-paint.ts';
import { lineOn, type Canvas } from '../../paint/canvas.ts';
import { errorLines } from '../../paint/error-lines.ts';
import { keepLines } from '../../paint/keep-lines.ts';
import { filledLines } from '../../paint/line.ts';
import { visibleLine, type LineInput } from '../../terminal/line-input.ts';
import { theme } from '../../theme.ts';
import { gutterWidth, visibleColumns } from './columns.ts';
import { headerOf } from './header-lines.ts';
import { gridHeight } from './paging.ts';
import { promptLabel } from './prompt.ts';
import { nothingFoundText } from './search-text.ts';
import { rowLine } from './row-line.ts';
import { scopesPanelHeight } from './scopes.ts';
import { paintScopes } from './scopes-paint.ts';
import { reachableRows, rowAt, type RowsScreen } from './state.ts';

const filterLabel = ' filter ';
/** Of the rows without the cursor. A row is one value as long as it is here. */
const keptLines = keepLines();

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
  const list = paintCandidates(canvas, screen.completion, filterLabel.length, canvas.height - barEnd);
  return [...whole.slice(0, barEnd), ...list, ...whole.slice(barEnd + list.length)];
}

/** The line above the header that is typed into: the filter, or the text to find. */
function barOf({ filterInput, finding, prompt }: RowsScreen): { label: string; line: LineInput } | null {
  if (filterInput !== null) return { label: filterLabel, line: filterInput };
  if (prompt !== null) return { label: promptLabel(prompt), line: prompt.line };
  return finding === null ? null : { label: ' find ', line: finding.line };
}

function rowsOf(canvas: Canvas, screen: RowsScreen): readonly string[] {
  const height = gridHeight(canvas.state, screen);
  const { start, end } = reachableRows(screen);
  if (start === end) {
    return [lineOn(canvas).skip(gutterWidth).fill(emptyText(screen), theme.muted).toString()];
  }
  const shown = visibleColumns(screen, canvas.width);
  const { top, cursor, columns, columnView, left, found, marks, watch, isStale } = screen;
  const { paint, width, state } = canvas;
  const look = [paint, width, state.timeZone, columns, columnView, left, found, marks, watch, isStale];
  const rows = Array.from({ length: Math.max(0, Math.min(end - top, height)) }, (_, index) =>
    top + index === cursor.row ? null : rowAt(screen, top + index),
  );
  return keptLines(look, rows, (index) => rowLine(canvas, screen, shown, top + index));
}

function emptyText(screen: RowsScreen): string {
  if (screen.search !== null) return nothingFoundText(screen);
  const { filter, scopes, relatedTo } = screen.spec;
  if (relatedTo !== null) return 'No related rows.';
  return filter === '' && scopes.length === 0 ? 'No rows.' : 'No rows match.';
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
