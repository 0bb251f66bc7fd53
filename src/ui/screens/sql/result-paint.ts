/** Paints what stands under the active tab: rows as a grid without a cursor or record by record, what was said, an error. */
import { errorLines } from '../../paint/error-lines.ts';
import { lineOn, rule, type Canvas } from '../../paint/canvas.ts';
import { theme } from '../../theme.ts';
import { gutterWidth, visibleColumns } from '../rows/columns.ts';
import { headerOf } from '../rows/header-lines.ts';
import { rowLine } from '../rows/row-line.ts';
import { expandedRows, type ExpandedLine } from './expanded-lines.ts';
import { saidLines, topOf } from './scrolling.ts';
import type { SqlScreen, SqlTab } from './state.ts';

type RowsTab = Extract<SqlTab, { readonly type: 'rows' }>;

/** At most `canvas.height` lines. */
export function paintResult(canvas: Canvas, screen: SqlScreen): readonly string[] {
  const tab = screen.tabs[screen.active];
  if (tab === undefined) {
    const isRunning = screen.requestId !== null;
    return isRunning ? [lineOn(canvas).skip(1).fill('Running …  Esc cancels', theme.muted).toString()] : [];
  }
  const top = topOf(canvas.state, screen, tab);
  const shown = ([...lines]: readonly string[]) => lines.slice(top, top + canvas.height);
  switch (tab.type) {
    case 'failed':
      return shown(errorLines(canvas, tab.report));
    case 'done':
      return shown(saidLines(tab, canvas.width).map((text) => said(canvas, text)));
    case 'rows':
      return screen.isExpanded ? paintExpanded(canvas, tab, top) : paintGrid(canvas, tab, top);
  }
}

/** The keys are the text's: no cell is marked. */
function paintGrid(canvas: Canvas, tab: RowsTab, top: number): readonly string[] {
  const aside: Canvas = { ...canvas, state: { ...canvas.state, focus: 'sidebar' } };
  const rows = { ...tab.rows, cursor: { row: -1, column: 0 } };
  const head = headerOf(aside, rows);
  const columns = visibleColumns(rows, canvas.width);
  const count = rows.window?.pages[0]?.rows.length ?? 0;
  const height = Math.max(0, canvas.height - head.length);
  const lines = Array.from({ length: Math.max(0, Math.min(height, count - top)) }, (_, index) =>
    rowLine(aside, rows, columns, top + index),
  );
  const empty = lineOn(canvas).skip(gutterWidth).fill('No rows.', theme.muted).toString();
  const behind = [...(count === 0 ? [empty] : []), ...linesBehind(canvas, tab)];
  return [...head, ...lines, ...behind.slice(Math.max(0, top - count))].slice(0, canvas.height);
}

function paintExpanded(canvas: Canvas, tab: RowsTab, top: number): readonly string[] {
  const { window, columns } = tab.rows;
  const { lines, nameWidth } = expandedRows(window, columns, canvas.width, canvas.state.timeZone);
  const shown = lines.slice(top, top + canvas.height).map((line) => expandedLine(canvas, line, nameWidth));
  const empty = lines.length === 0 ? [said(canvas, 'No rows.')] : [];
  const behind = [...empty, ...linesBehind(canvas, tab)].slice(Math.max(0, top - lines.length));
  return [...shown, ...behind].slice(0, canvas.height);
}

function expandedLine(canvas: Canvas, line: ExpandedLine, nameWidth: number): string {
  if (line.type === 'row') return rule(canvas, line.text, theme.muted);
  return lineOn(canvas)
    .skip(1)
    .cell(line.name, nameWidth, theme.strong)
    .add(' │ ', theme.muted)
    .fill(line.text, line.isNothing ? theme.null : theme.plain)
    .toString();
}

/** That there are more rows, and what the server said. */
function linesBehind(canvas: Canvas, tab: RowsTab): readonly string[] {
  const hasMore = tab.rows.window?.pages[0]?.hasAfter === true;
  const more = lineOn(canvas)
    .skip(gutterWidth)
    .fill('There are more rows: Ctrl-O opens the grid.', theme.muted)
    .toString();
  return [...(hasMore ? [more] : []), ...saidLines(tab, canvas.width).map((text) => said(canvas, text))];
}

function said(canvas: Canvas, text: string): string {
  return lineOn(canvas).skip(1).fill(text, theme.plain).toString();
}
