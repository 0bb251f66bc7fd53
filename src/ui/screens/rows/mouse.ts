/** The mouse in the grid: which row and column a cell of the screen belongs to. */
import { layoutOf } from '../../layout.ts';
import type { State } from '../../state.ts';
import { stay, type Step } from '../../step.ts';
import type { MouseInput } from '../../terminal/key.ts';
import type { Act, Place } from '../pane-place.ts';
import { goToColumn, stepColumn } from './arrange-columns.ts';
import { columnGap, edgeGap, gutterWidth, visibleColumns } from './columns.ts';
import { gridHeight, headerLines, moveRow } from './paging.ts';
import { reachableRows, type RowsScreen } from './state.ts';

const linesPerNotch = 3;

/** `x` and `y` from the pane's inner corner. A double click opens the record, on a header it sorts. */
export function clickRows(
  state: State,
  screen: RowsScreen,
  { x, y }: Place,
  isDouble: boolean,
  act: Act,
): Step {
  if (screen.error !== null || screen.scopesPanel !== null) return stay(state);
  const { innerWidth } = layoutOf(state.size, state.focus);
  const column = columnAt(screen, x, innerWidth);
  const [atColumn] = column === null ? stay(state) : goToColumn(state, screen, column);
  if (y < headerLines) return isDouble && column !== null ? act(atColumn, 'rows.sort') : [atColumn, []];
  const row = screen.top + y - headerLines;
  const { start, end } = reachableRows(screen);
  if (row < start || row >= end || y >= headerLines + gridHeight(state, screen)) return [atColumn, []];
  const moved = atColumn.screens.find(({ id }) => id === screen.id);
  if (moved?.type !== 'rows') return [atColumn, []];
  const [next, effects] = moveRow(atColumn, moved, row);
  if (!isDouble) return [next, effects];
  const [opened, opening] = act(next, 'rows.open');
  return [opened, [...effects, ...opening]];
}

/** The wheel moves the cursor; sideways, or with shift held, by columns. */
export function scrollRows(state: State, screen: RowsScreen, { action, shift }: MouseInput): Step {
  const isForward = action === 'wheel-down' || action === 'wheel-right';
  if (!isForward && action !== 'wheel-up' && action !== 'wheel-left') return stay(state);
  const isSideways = shift || action === 'wheel-left' || action === 'wheel-right';
  if (isSideways) return stepColumn(state, screen, isForward ? 1 : -1);
  const { start, end } = reachableRows(screen);
  if (start === end) return stay(state);
  const wanted = screen.cursor.row + (isForward ? linesPerNotch : -linesPerNotch);
  return moveRow(state, screen, Math.max(start, Math.min(wanted, end - 1)));
}

function columnAt(screen: RowsScreen, x: number, innerWidth: number): number | null {
  let edge = gutterWidth;
  for (const { index, isEdge } of visibleColumns(screen, innerWidth)) {
    edge += (screen.columns[index]?.width ?? 0) + (isEdge ? edgeGap : columnGap);
    if (x < edge) return index;
  }
  return null;
}
