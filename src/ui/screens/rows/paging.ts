/** Which pages a rows screen needs for where its cursor is, and what happens when they arrive or the spec changes. */
import type { Page, QuerySpec } from '../../../queries/query-spec.ts';
import type { Effect } from '../../effects.ts';
import { layoutOf } from '../../layout.ts';
import { scrolledTo } from '../../scroll.ts';
import type { State } from '../../state.ts';
import { replaceScreen, startRequest, type Step } from '../../step.ts';
import { gridColumns, leftFor } from './columns.ts';
import { scopesPanelHeight } from './scopes.ts';
import { pageLength, pagesKept, reachableRows, type RowsScreen } from './state.ts';

/** Lines above the rows: attribute names, types. */
export const headerLines = 2;

/** Rows that fit below the header, the scopes panel and an error. */
export function gridHeight(state: State, screen: RowsScreen): number {
  const layout = layoutOf(state.size, state.focus);
  const taken = headerLines + scopesPanelHeight(state, screen) + (screen.filterInput === null ? 0 : 1);
  return Math.max(1, layout.innerHeight - taken);
}

/** Asks for every page that is in view, and for the next one when the end of what is here comes near. */
export function requestPages(state: State, screen: RowsScreen): Step {
  const height = gridHeight(state, screen);
  const lastRow = Math.max(0, (screen.total ?? Number.POSITIVE_INFINITY) - 1);
  const from = Math.floor(screen.top / pageLength);
  const to = Math.floor(Math.min(lastRow, screen.top + height + pageLength / 4) / pageLength);
  let next = state;
  const effects: Effect[] = [];
  const requests = new Map(screen.requests);
  for (let page = from; page <= to; page += 1) {
    if ((screen.pages.has(page) && !screen.isStale) || requests.has(page)) continue;
    if (page > 0 && !screen.isStale && page * pageLength >= reachableRows(screen)) continue;
    if (page > 0 && screen.isStale) continue;
    const [requestId, started] = startRequest(next);
    next = started;
    requests.set(page, requestId);
    const spec = { ...screen.spec, offset: page * pageLength, limit: pageLength };
    effects.push({ type: 'load-page', requestId, screenId: screen.id, page, spec });
  }
  return [replaceScreen(next, { ...screen, requests }), effects];
}

/** Moves the row cursor, keeps it in view and asks for what is missing there. */
export function moveRow(state: State, screen: RowsScreen, row: number): Step {
  const height = gridHeight(state, screen);
  const top = scrolledTo(row, screen.top, height);
  const moved: RowsScreen = { ...screen, cursor: { ...screen.cursor, row }, top };
  return top === screen.top ? [replaceScreen(state, moved), []] : requestPages(state, moved);
}

/** Reads the same screen by another spec from its first row; what is shown stays until the answer is here. */
export function changeSpec(state: State, screen: RowsScreen, spec: QuerySpec): Step {
  const counting = screen.count.status === 'counting' ? [screen.count.requestId] : [];
  const cancelled: Effect[] = [...screen.requests.values(), ...counting].map((requestId) => ({
    type: 'cancel-request',
    requestId,
  }));
  const changed: RowsScreen = {
    ...screen,
    spec,
    requests: new Map(),
    isStale: true,
    cursor: { ...screen.cursor, row: 0 },
    top: 0,
    total: null,
    count: { status: 'unknown' },
    error: null,
  };
  const [next, effects] = requestPages({ ...state, notice: null }, changed);
  return [next, [...cancelled, ...effects]];
}

/** Takes a page in, unless it answers a question that is no longer asked. */
export function receivePage(
  state: State,
  screen: RowsScreen,
  number: number,
  requestId: number,
  page: Page,
): Step {
  if (screen.requests.get(number) !== requestId) return [state, []];
  const requests = new Map(screen.requests);
  requests.delete(number);
  const kept = screen.isStale ? new Map<number, Page>() : withoutFurthest(screen, number);
  const pages = new Map(kept).set(number, page);
  const total = page.hasMore ? (screen.isStale ? null : screen.total) : page.offset + page.rows.length;
  const columns =
    screen.isStale || screen.columns.length === 0
      ? gridColumns(page, layoutOf(state.size, state.focus).innerWidth)
      : screen.columns;
  const statement = number === 0 || screen.statement === null ? page : screen.statement;
  const received: RowsScreen = {
    ...screen,
    requests,
    pages,
    total,
    columns,
    isStale: false,
    error: null,
    statement: { sql: statement.sql, durationMs: statement.durationMs },
    cursor: {
      row: total === null ? screen.cursor.row : Math.max(0, Math.min(screen.cursor.row, total - 1)),
      column: Math.max(0, Math.min(screen.cursor.column, columns.length - 1)),
    },
    left: Math.min(screen.left, Math.max(0, columns.length - 1)),
  };
  return requestPages(state, received);
}

function withoutFurthest(screen: RowsScreen, arriving: number): Map<number, Page> {
  const pages = new Map(screen.pages);
  while (pages.size >= pagesKept) {
    const furthest = [...pages.keys()].reduce((a, b) =>
      Math.abs(a - arriving) >= Math.abs(b - arriving) ? a : b,
    );
    pages.delete(furthest);
  }
  return pages;
}

/** The size changed: widths and what is in view are made anew for every rows screen, and read for the one shown. */
export function resizedRows(state: State): Step {
  const { innerWidth } = layoutOf(state.size, state.focus);
  let next = state;
  for (const screen of state.screens) {
    if (screen.type !== 'rows') continue;
    const page = screen.pages.values().next().value;
    const columns = page === undefined ? screen.columns : gridColumns(page, innerWidth);
    const top = scrolledTo(screen.cursor.row, screen.top, gridHeight(state, screen));
    const left = leftFor(columns, screen.cursor.column, screen.left, innerWidth);
    next = replaceScreen(next, { ...screen, columns, top, left });
  }
  return returnToRows(next);
}

/** A rows screen that is shown again reads what it misses: rows that a step may have changed, lines a larger terminal has. */
export function returnToRows(state: State): Step {
  const screen = state.screens.at(-1);
  return screen?.type === 'rows' && screen.error === null ? requestPages(state, screen) : [state, []];
}
