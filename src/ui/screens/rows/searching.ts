/**
 * A search through all rows as a rows screen of its own: what is found joins the rows that are here, Esc stops it, a key goes on.
 * Such a screen reads by searching alone: its spec has a text, and no page of it is asked for but that of one record.
 */
import type { Page } from '../../../queries/query-spec.ts';
import type { SearchOutcome, SearchProgress } from '../../../queries/search/search-request.ts';
import type { Effect } from '../../effects.ts';
import { layoutOf } from '../../layout.ts';
import type { State } from '../../state.ts';
import { pushScreen, replaceScreen, startRequest, takeId, withNotice, type Step } from '../../step.ts';
import { requestsOf } from '../requests.ts';
import { withChosenWidths } from './column-view.ts';
import { gridColumns } from './columns.ts';
import { nothingRead } from './nothing-read.ts';
import { notSearched, searchLimitMs, type SearchRun } from './search-state.ts';
import { idle, pageLength, type RowsScreen } from './state.ts';
import { windowFrom } from './window.ts';

/** Opens the rows of this screen that hold the text, above it, and begins to search. */
export function openSearch(state: State, screen: RowsScreen, text: string): Step {
  const [id, next] = takeId(state);
  const found: RowsScreen = {
    ...screen,
    ...nothingRead,
    id,
    label: `"${text}"`,
    spec: { ...screen.spec, search: text },
    cursor: { row: 0, column: screen.cursor.column },
    // In small letters both cases are found.
    found: text.toLowerCase(),
    search: notSearched,
  };
  return begin(pushScreen(next, found), found, notSearched);
}

/** What takes the place of reading a page: a search from the first row, or on from where it was. */
export function readBySearch(state: State, screen: RowsScreen, isSameRow: boolean): Step {
  const { search, window, isStale } = screen;
  if (window !== null && !isStale) {
    const isDone = isSameRow || search?.place == null;
    return isDone ? [replaceScreen(state, screen), []] : begin(state, screen, search);
  }
  return begin(state, screen, notSearched);
}

function begin(state: State, screen: RowsScreen, from: SearchRun): Step {
  const cancelled = requestsOf(screen).map((id): Effect => ({ type: 'cancel-request', requestId: id }));
  const [requestId, next] = startRequest(state);
  const searching: RowsScreen = {
    ...screen,
    loading: { ...idle, arrival: { requestId, landing: 'first-row' } },
    search: { ...from, stopped: null },
  };
  const request = {
    spec: { ...screen.spec, limit: pageLength },
    timeLimitMs: searchLimitMs,
    from: from.place,
  };
  return [
    replaceScreen(next, searching),
    [...cancelled, { type: 'search-rows', requestId, screenId: screen.id, request }],
  ];
}

/** A key: on from where the search stopped, or why not. */
export function continueSearch(state: State, screen: RowsScreen): Step {
  const { search } = screen;
  if (search === null) {
    return [
      withNotice(state, 'Nothing is being searched for here: T searches the whole table for a text.'),
      [],
    ];
  }
  if (screen.loading.arrival !== null) return [withNotice(state, 'It is searching: Esc stops it.'), []];
  if (search.place !== null) return begin(state, screen, search);
  return search.stopped === 'end'
    ? [withNotice(state, 'Every row was searched: r searches again.'), []]
    : [
        withNotice(
          state,
          'These rows cannot be divided, so it cannot go on: filter them first, or give a longer text.',
        ),
        [],
      ];
}

/** Takes in what was found since, unless nobody waits for it any more. */
export function receiveFound(
  state: State,
  screen: RowsScreen,
  requestId: number,
  progress: SearchProgress,
): State {
  if (screen.loading.arrival?.requestId !== requestId) return state;
  const { page, searchedRows, rowEstimate, place } = progress;
  const search: SearchRun = { ...(screen.search ?? notSearched), searchedRows, rowEstimate, place };
  const joined =
    screen.window === null || screen.isStale ? beginning(state, screen, page) : joining(state, screen, page);
  const { sql, shortSql, durationMs, paging } = page;
  return replaceScreen(state, { ...joined, search, statement: { sql, shortSql, durationMs, paging } });
}

function beginning(state: State, screen: RowsScreen, page: Page): RowsScreen {
  const { innerWidth } = layoutOf(state.size, state.focus);
  const columns = withChosenWidths(gridColumns(page, innerWidth), screen.columnView);
  const column = Math.max(0, Math.min(screen.cursor.column, columns.length - 1));
  return {
    ...screen,
    window: windowFrom('start', page),
    columns,
    isStale: false,
    error: null,
    cursor: { row: 0, column },
    top: 0,
  };
}

/** No page is let go, so that a search that went on shows all that it found. */
function joining(state: State, screen: RowsScreen, page: Page): RowsScreen {
  const { window } = screen;
  if (window === null || page.rows.length === 0) return screen;
  const isFirst = window.pages.every(({ rows }) => rows.length === 0);
  if (isFirst) return beginning(state, screen, page);
  const [first] = window.pages;
  const own = first === undefined ? page : aligned(page, first);
  const last = window.pages.at(-1);
  const pages =
    last === undefined || last.rows.length + own.rows.length > pageLength
      ? [...window.pages, own]
      : [...window.pages.slice(0, -1), merged(last, own)];
  const joined: RowsScreen = { ...screen, window: { ...window, pages } };
  // Widths are those of a page's rows, which come one by one.
  const [beginningPage] = pages;
  if (beginningPage === undefined || pages.length > 1) return joined;
  const { innerWidth } = layoutOf(state.size, state.focus);
  return { ...joined, columns: withChosenWidths(gridColumns(beginningPage, innerWidth), screen.columnView) };
}

function merged(page: Page, next: Page): Page {
  const clipped = next.clipped.map((cell) => ({ ...cell, row: cell.row + page.rows.length }));
  return {
    ...next,
    rows: [...page.rows, ...next.rows],
    bookmarks: [...page.bookmarks, ...next.bookmarks],
    clipped: [...page.clipped, ...clipped],
  };
}

/** A model's page has the attributes that its instances have: not all of them have the same, nor in the same places. */
function aligned(page: Page, { columns }: Page): Page {
  const places = columns.map(({ name }) => page.columns.findIndex((column) => column.name === name));
  if (places.length === page.columns.length && places.every((place, index) => place === index)) return page;
  return {
    ...page,
    columns,
    rows: page.rows.map((row) => places.map((place) => row[place] ?? null)),
    clipped: page.clipped.flatMap((cell) => {
      const column = places.indexOf(cell.column);
      return column < 0 ? [] : [{ ...cell, column }];
    }),
  };
}

/** The search came to its end or to one of its limits. */
export function endSearchRun(
  state: State,
  screen: RowsScreen,
  requestId: number,
  outcome: SearchOutcome,
): State {
  if (screen.loading.arrival?.requestId !== requestId) return state;
  const { searchedRows, rowEstimate, place, stopped, order } = outcome;
  const told = screen.search ?? notSearched;
  const search: SearchRun = {
    searchedRows: searchedRows ?? told.searchedRows,
    rowEstimate: rowEstimate ?? told.rowEstimate,
    place,
    stopped,
    order,
  };
  return replaceScreen(state, { ...settled(screen), search });
}

/** A key cut it short: what was found stays. */
export function stopSearch(state: State, screen: RowsScreen): State {
  return withNotice(replaceScreen(state, settled(screen)), 'The search was stopped.');
}

/** Not searching, and with rows, if only none: a screen without any would begin to search by itself. */
function settled(screen: RowsScreen): RowsScreen {
  const nothing: Page = {
    columns: [],
    rows: [],
    bookmarks: [],
    clipped: [],
    hasBefore: false,
    hasAfter: false,
    paging: { method: 'keys' },
    sql: '',
    shortSql: '',
    durationMs: 0,
  };
  const window = screen.window === null || screen.isStale ? windowFrom('start', nothing) : screen.window;
  return { ...screen, loading: idle, isStale: false, window };
}
