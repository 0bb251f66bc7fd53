/** Which pages a rows screen needs for where its cursor is, and what happens when they arrive or the spec changes. */
import type { Page, PagePlace, QuerySpec } from '../../../queries/query-spec.ts';
import type { Effect } from '../../effects.ts';
import { layoutOf } from '../../layout.ts';
import { scrolledTo } from '../../scroll.ts';
import type { State } from '../../state.ts';
import { replaceScreen, startRequest, type Step } from '../../step.ts';
import { seenColumn, withChosenWidths } from './column-view.ts';
import { gridColumns, leftFor } from './columns.ts';
import { forgetTotals, withEstimate } from './counting.ts';
import { noMarks } from './marked-rows.ts';
import { readStatementOf } from './read-statement.ts';
import { scopesPanelHeight } from './scopes.ts';
import { readBySearch } from './searching.ts';
import { idle, pageLength, reachableRows, type Arrival, type RowsScreen } from './state.ts';
import {
  hasAfter,
  hasBefore,
  joined,
  windowBookmark,
  windowEnd,
  windowFrom,
  type RowWindow,
} from './window.ts';

/** Lines above the rows: attribute names, types. */
export const headerLines = 2;

/** Rows that fit below the header, the scopes panel and an error. */
export function gridHeight(state: State, screen: RowsScreen): number {
  const layout = layoutOf(state.size, state.focus);
  const taken = headerLines + scopesPanelHeight(state, screen) + (hasBar(screen) ? 1 : 0);
  return Math.max(1, layout.innerHeight - taken);
}

/** Whether a line above the header is typed into. */
function hasBar({ filterInput, finding, prompt }: RowsScreen): boolean {
  return filterInput !== null || finding !== null || prompt !== null;
}

/** Asks for the first page where none is here, and for the neighbours of what is in view before they are needed. */
export function requestPages(state: State, screen: RowsScreen): Step {
  if (screen.loading.arrival !== null || screen.error !== null) return [replaceScreen(state, screen), []];
  const { window } = screen;
  if (window === null || screen.isStale) return arriveAt(state, screen, 'first-row');
  const from = Math.min(screen.top, screen.cursor.row);
  const to = Math.max(screen.top + gridHeight(state, screen), screen.cursor.row);
  const end = windowEnd(window);
  // What is read again and again is not read further than one sees.
  const ahead = screen.watch === null ? pageLength : 1;
  const wants = {
    after: hasAfter(window) && screen.loading.after === null && end - to < ahead,
    before: hasBefore(window) && screen.loading.before === null && from - window.start < ahead,
  };
  let step: Step = [replaceScreen(state, screen), []];
  if (wants.after) step = joinPage(step, screen.id, 'after', windowBookmark(window, end - 1));
  if (wants.before) step = joinPage(step, screen.id, 'before', windowBookmark(window, window.start));
  return step;
}

function joinPage(
  [state, effects]: Step,
  screenId: number,
  side: 'before' | 'after',
  bookmark: ReturnType<typeof windowBookmark>,
): Step {
  const screen = state.screens.find((candidate) => candidate.id === screenId);
  if (bookmark === null || screen?.type !== 'rows') return [state, effects];
  const [requestId, next] = startRequest(state);
  const loading = { ...screen.loading, [side]: requestId };
  return [
    replaceScreen(next, { ...screen, loading }),
    [...effects, loadPage(screen, requestId, { type: side, bookmark })],
  ];
}

function loadPage(screen: RowsScreen, requestId: number, place: PagePlace): Effect {
  const spec = { ...screen.spec, limit: screen.rowLimit ?? pageLength, place };
  return { type: 'load-page', requestId, screenId: screen.id, spec };
}

/** Reads anew from an end of the rows, or from the row at the top; what is shown stays until the answer is here. */
export function arriveAt(state: State, screen: RowsScreen, landing: Arrival['landing']): Step {
  if (screen.search !== null) return readBySearch(state, screen, landing === 'same-row');
  const { arrival, before, after } = screen.loading;
  const stopped = [arrival?.requestId ?? null, before, after].filter((requestId) => requestId !== null);
  const [requestId, next] = startRequest(state);
  const asked: RowsScreen = { ...screen, loading: { ...idle, arrival: { requestId, landing } } };
  return [
    replaceScreen(next, asked),
    [
      ...stopped.map((id): Effect => ({ type: 'cancel-request', requestId: id })),
      loadPage(screen, requestId, placeOf(screen, landing)),
    ],
  ];
}

function placeOf({ window, top, rowLimit }: RowsScreen, landing: Arrival['landing']): PagePlace {
  if (rowLimit !== null) return { type: 'start' };
  if (landing === 'last-row') return { type: 'end' };
  if (landing === 'first-row' || window === null) return { type: 'start' };
  const isAtStart = top === 0 && window.countedFrom === 'start';
  const bookmark = isAtStart ? null : windowBookmark(window, Math.max(top, window.start));
  return bookmark === null ? { type: 'start' } : { type: 'from', bookmark };
}

/** Moves the row cursor, keeps it in view and asks for what is missing there. */
export function moveRow(state: State, screen: RowsScreen, row: number): Step {
  const height = gridHeight(state, screen);
  const top = scrolledTo(row, screen.top, height);
  const moved: RowsScreen = { ...screen, cursor: { ...screen.cursor, row }, top };
  return top === screen.top ? [replaceScreen(state, moved), []] : requestPages(state, moved);
}

/** Goes to an end of the rows: at once where it is here, else by reading from there. */
export function moveToEnd(state: State, screen: RowsScreen, end: 'first' | 'last'): Step {
  const { window } = screen;
  const { start, end: after } = reachableRows(screen);
  const isHere =
    window !== null && !screen.isStale && !(end === 'first' ? hasBefore(window) : hasAfter(window));
  if (!isHere) return arriveAt(state, screen, end === 'first' ? 'first-row' : 'last-row');
  return moveRow(state, screen, end === 'first' ? start : Math.max(start, after - 1));
}

/** Reads the same screen by another spec from its first row; what is shown stays until the answer is here. */
export function changeSpec(state: State, screen: RowsScreen, spec: QuerySpec): Step {
  const [forgotten, cancelled] = forgetTotals(screen);
  const changed: RowsScreen = { ...forgotten, spec, isStale: true, marks: noMarks, error: null };
  const [next, effects] = arriveAt({ ...state, notice: null }, changed, 'first-row');
  return [next, [...cancelled, ...effects]];
}

/** Reads the rows in view again; the cursor stays where it is. */
export function refresh(state: State, screen: RowsScreen): Step {
  const landing = screen.window === null || screen.isStale ? 'first-row' : 'same-row';
  const [forgotten, cancelled] = forgetTotals(screen);
  const [next, effects] = arriveAt({ ...state, notice: null }, { ...forgotten, error: null }, landing);
  return [next, [...cancelled, ...effects]];
}

/** Takes a page in, unless it answers a question that is no longer asked. */
export function receivePage(state: State, screen: RowsScreen, requestId: number, page: Page): Step {
  const { arrival, before, after } = screen.loading;
  const statement = readStatementOf(page);
  if (arrival?.requestId === requestId) {
    const [next, received] = arrived(state, { ...screen, statement }, arrival, page);
    return withEstimate(requestPages(next, received), screen.id);
  }
  const side = requestId === before ? 'before' : requestId === after ? 'after' : null;
  if (side === null || screen.window === null) return [state, []];
  const window = joined(screen.window, side, page);
  // Positions change once, when the first row of all comes in.
  const moved = side === 'before' ? window.start - (screen.window.start - page.rows.length) : 0;
  const received: RowsScreen = {
    ...screen,
    window,
    statement,
    loading: { ...screen.loading, [side]: null },
    cursor: { ...screen.cursor, row: within(screen.cursor.row + moved, window) },
    top: screen.top + moved,
  };
  return requestPages(state, received);
}

function arrived(
  state: State,
  screen: RowsScreen,
  { landing }: Arrival,
  page: Page,
): readonly [State, RowsScreen] {
  const isWhole = screen.rowLimit !== null;
  const window = arrivalWindow(
    screen,
    isWhole ? 'first-row' : landing,
    isWhole ? { ...page, hasAfter: false } : page,
  );
  const isNewSpec = screen.isStale || screen.columns.length === 0;
  const columns = isNewSpec
    ? withChosenWidths(gridColumns(page, layoutOf(state.size, state.focus).innerWidth), screen.columnView)
    : screen.columns;
  const height = gridHeight(state, screen);
  const last = Math.max(window.start, windowEnd(window) - 1);
  const row =
    landing === 'first-row'
      ? window.start
      : landing === 'last-row'
        ? last
        : within(screen.cursor.row, window);
  const top =
    landing === 'first-row'
      ? window.start
      : landing === 'last-row'
        ? Math.max(window.start, last - height + 1)
        : scrolledTo(row, Math.max(window.start, screen.top), height);
  const received: RowsScreen = {
    ...screen,
    window,
    columns,
    loading: idle,
    isStale: false,
    error: null,
    cursor: { row, column: seenColumn(columns, screen.columnView, screen.cursor.column) },
    top,
    left: Math.min(screen.left, Math.max(0, columns.length - 1)),
  };
  return [replaceScreen(state, received), received];
}

function arrivalWindow(screen: RowsScreen, landing: Arrival['landing'], page: Page): RowWindow {
  if (landing === 'last-row') return windowFrom('end', page);
  const isFromStart = landing === 'first-row' || screen.window === null || !page.hasBefore;
  if (isFromStart) return windowFrom('start', page);
  return { pages: [page], start: screen.top, countedFrom: 'middle' };
}

function within(row: number, window: RowWindow): number {
  const end = windowEnd(window) + (hasAfter(window) ? 1 : 0);
  const start = window.start - (hasBefore(window) ? 1 : 0);
  return Math.max(start, Math.min(row, end - 1));
}

/** The size changed: widths and what is in view are made anew for every rows screen, and read for the one shown. */
export function resizedRows(state: State): Step {
  const { innerWidth } = layoutOf(state.size, state.focus);
  let next = state;
  for (const screen of state.screens) {
    if (screen.type !== 'rows') continue;
    const page = screen.window?.pages[0];
    const columns =
      page === undefined
        ? screen.columns
        : withChosenWidths(gridColumns(page, innerWidth), screen.columnView);
    const top = scrolledTo(screen.cursor.row, screen.top, gridHeight(state, screen));
    const left = leftFor({ ...screen, columns }, screen.cursor.column, innerWidth);
    next = replaceScreen(next, { ...screen, columns, top, left });
  }
  return returnToRows(next);
}

/** A rows screen that is shown again reads what it misses: rows that a step may have changed, lines a larger terminal has. */
export function returnToRows(state: State): Step {
  const screen = state.screens.at(-1);
  return screen?.type === 'rows' && screen.error === null ? requestPages(state, screen) : [state, []];
}
