/** Paints the status line: the keys that wait, the latest notice, or where the cursor is and what the rows are made of; time at the right. */
import type { JournalKind } from '../../journal/journal.ts';
import { groupedDigits } from '../../output/grouped-digits.ts';
import { exportingText } from '../exporting/paint.ts';
import { heldText } from '../held-keys.ts';
import { problemsOf, problemsText } from '../problems.ts';
import { estimateText } from '../sidebar/items.ts';
import { entryWidths } from '../screens/journal/layout.ts';
import { expectedTotal, knownTotal, type RowsScreen } from '../screens/rows/state.ts';
import { windowTotal } from '../screens/rows/window.ts';
import { scopesText } from '../screens/rows/scopes.ts';
import { foundCount, searchParts } from '../screens/rows/search-text.ts';
import { watchParts } from '../screens/rows/watch-text.ts';
import { hiddenCount } from '../screens/rows/column-view.ts';
import { orderText } from '../screens/rows/sorting.ts';
import { hasInstants } from '../screens/value/instants.ts';
import { currentScreen, type ScreenState, type State } from '../state.ts';
import { cellWidth } from '../../text/fit-cell.ts';
import { theme } from '../theme.ts';
import { lineOn, type Canvas } from './canvas.ts';

const noticeStyles = { plain: theme.plain, good: theme.good, bad: theme.bad } as const;

export function paintStatusLine(canvas: Canvas): readonly string[] {
  const { state } = canvas;
  const screen = currentScreen(state);
  const { held } = state;
  const isBusy = state.running.size > 0 && held === null && !isToldBesideRows(screen);
  const aside =
    state.loss !== null
      ? 'reconnecting …  r tries now '
      : state.exporting !== null
        ? exportingText(state.exporting, state)
        : isBusy
          ? 'working …  ^c cancels '
          : asideOf(state, screen);
  const problems = problemsText(problemsOf(state));
  const problemsAside = problems === '' ? '' : ` ${problems}: P `;
  const line = lineOn(canvas).skip(1);
  const room = Math.max(0, line.room - cellWidth(aside) - cellWidth(problemsAside) - 1);
  if (held !== null) line.cell(heldText(held), room);
  else if (state.notice !== null) line.cell(state.notice.text, room, noticeStyles[state.notice.tone]);
  else if (state.loss !== null) line.cell(state.loss.report.message, room, theme.bad);
  else if (screen.type === 'rows') line.cell(rowsText(canvas, screen), room, theme.muted);
  else if (screen.type === 'sql' && screen.watch !== null)
    line.cell('Esc ends the watch.', room, theme.muted);
  else line.skip(room);
  line.cell(problemsAside, cellWidth(problemsAside), theme.warning);
  return [line.fill(aside, state.loss !== null || isBusy ? theme.warning : theme.muted, 'right').toString()];
}

/** A search and a watch, and what the server is busy with, say themselves what they do. */
function isToldBesideRows(screen: ScreenState): boolean {
  if (screen.type === 'activity') return true;
  if (screen.type === 'sql') return screen.watch !== null;
  return screen.type === 'rows' && (screen.search !== null || screen.watch !== null);
}

/** Where times are told, when there are any, and how long reading took. */
function asideOf(state: State, screen: ScreenState): string {
  const { timeZone } = state;
  if (screen.type === 'journal') return journalZone(state, screen.kind);
  if (screen.type !== 'rows' && screen.type !== 'record' && screen.type !== 'value') return '';
  const hasTimes =
    screen.type === 'value'
      ? hasInstants(screen)
      : screen.columns.some(({ type }) => type.startsWith('timestamptz'));
  // A search has many statements: what the last one took says nothing.
  const statement = screen.type === 'rows' && screen.search === null ? screen.statement : null;
  const parts = [
    ...(hasTimes ? [timeZone === 'utc' ? 'UTC' : 'local time'] : []),
    ...(statement === null ? [] : [`${String(Math.round(statement.durationMs))} ms`]),
  ];
  return parts.length === 0 ? '' : `${parts.join(' · ')} `;
}

/** Where the times of a history are told. */
function journalZone({ journals, timeZone }: State, kind: JournalKind): string {
  const journal = journals[kind];
  const hasTimes = journal.status === 'ready' && entryWidths(journal.value.entries).hasHistory;
  return hasTimes ? `${timeZone === 'utc' ? 'UTC' : 'local time'} ` : '';
}

function rowsText(canvas: Canvas, screen: RowsScreen): string {
  const { spec } = screen;
  const parts = [
    screen.search !== null && foundCount(screen) === 0
      ? '0 found'
      : `${positionText(screen)}${totalText(canvas, screen)}${screen.search === null ? '' : ' found'}`,
    ...searchParts(screen),
    ...watchParts(screen, canvas.state.timeZone),
  ];
  const column = screen.columns[screen.cursor.column];
  if (column !== undefined) parts.push(column.name);
  if (spec.scopes.length > 0 || spec.isUnscoped) parts.push(scopesText(spec));
  const marked = screen.marks.rows.size;
  if (marked > 0) parts.splice(1, 0, `${groupedDigits(marked)} marked`);
  const hidden = hiddenCount(screen.columns, screen.columnView);
  if (hidden > 0) parts.push(`${String(hidden)} hidden`);
  const order = orderText(spec.order);
  if (order !== '') parts.push(order);
  if (spec.filter !== '') parts.push(`filter ${spec.filter}`);
  if (spec.softDeleted === 'shown') parts.push('soft-deleted shown');
  if (isCountedOff(screen)) parts.push('pages by OFFSET');
  return parts.join(' · ');
}

/** Whether a page further on costs more than the first: Q says why. Of one page nobody needs to know. */
function isCountedOff({ statement, window }: RowsScreen): boolean {
  return statement?.paging.method === 'offset' && window !== null && windowTotal(window) === null;
}

/** Which row the cursor is on, as far as it is known: from the end it is counted back. */
function positionText(screen: RowsScreen): string {
  const { window, cursor } = screen;
  const total = knownTotal(screen);
  const number = (position: number): string => groupedDigits(position + 1);
  if (total === 0) return 'row 0';
  if (window?.countedFrom === 'middle') return `row ~${number(cursor.row)}`;
  if (window?.countedFrom !== 'end') return `row ${number(cursor.row)}`;
  if (total !== null) return `row ${number(total + cursor.row)}`;
  return cursor.row === -1 ? 'last row' : `row ${groupedDigits(-1 - cursor.row)} before the last`;
}

/** The exact number where it is known, otherwise the planner's: of these rows, until that is here of the whole table. */
function totalText(canvas: Canvas, screen: RowsScreen): string {
  if (screen.count.status === 'counting') return ' of …';
  const total = knownTotal(screen);
  if (total !== null) return ` of ${groupedDigits(total)}`;
  const expected = expectedTotal(screen);
  if (expected !== null) return ` of ${expected}`;
  const { source, filter, scopes, relatedTo } = screen.spec;
  const { tables } = canvas.state;
  if (filter !== '' || scopes.length > 0 || relatedTo !== null || tables.status !== 'ready') return '';
  const table = tables.value.find((candidate) =>
    source.type === 'model'
      ? candidate.model === source.name
      : source.type === 'table' && candidate.schema === source.schema && candidate.name === source.name,
  );
  const estimate = estimateText(table?.rowEstimate);
  return estimate === '' ? '' : ` of ${estimate}`;
}
