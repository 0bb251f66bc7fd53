/** Finding a text in the rows that are here: as it is typed, and on to the next and the one before. Nothing is read for it. */
import { groupedDigits } from '../../../output/grouped-digits.ts';
import { cellText } from '../../../output/cell.ts';
import type { TimeZone } from '../../../output/instant-text.ts';
import type { Value } from '../../../queries/query-spec.ts';
import type { State } from '../../state.ts';
import { replaceScreen, withNotice, type Step } from '../../step.ts';
import { emptyLine, type LineInput } from '../../terminal/line-input.ts';
import { goToColumn } from './arrange-columns.ts';
import { shownColumns } from './column-view.ts';
import { moveRow } from './paging.ts';
import { reachableRows, rowAt, type GridColumn, type RowsScreen } from './state.ts';

interface Place {
  readonly row: number;
  readonly column: number;
}

/** Opens the line that is typed into; what was found before is looked for no more. */
export function openFind(state: State, screen: RowsScreen): Step {
  const finding = { line: emptyLine, origin: screen.cursor };
  return [replaceScreen(state, { ...screen, finding, found: '' }), []];
}

/** Goes to the first match from where the search began, or back there when there is none. */
export function typeInFind(state: State, screen: RowsScreen, line: LineInput): Step {
  const { finding } = screen;
  if (finding === null) return [state, []];
  const typed: RowsScreen = { ...screen, finding: { ...finding, line }, found: line.text };
  const place = line.text === '' ? null : nextMatch(state, typed, finding.origin, 1, true);
  return goTo(state, typed, place ?? finding.origin);
}

/** Keeps the match and the text for the keys that go on; says so where there is none. */
export function acceptFind(state: State, screen: RowsScreen): Step {
  const closed: RowsScreen = { ...screen, finding: null };
  const isFound = screen.found === '' || isMatchAt(state, closed, screen.cursor);
  const calm: State = { ...state, notice: null };
  return [replaceScreen(isFound ? calm : withNotice(calm, missText(closed), 'bad'), closed), []];
}

export function leaveFind(state: State, screen: RowsScreen): State {
  const origin = screen.finding?.origin ?? screen.cursor;
  return goTo(state, { ...screen, finding: null, found: '' }, origin)[0];
}

/** The next match in reading order, or the one before; past the last row that is here it begins again at the first. */
export function findAgain(state: State, screen: RowsScreen, by: 1 | -1): Step {
  if (screen.found === '')
    return [withNotice(state, 'Nothing was looked for yet: / finds a text in these rows.'), []];
  const place = nextMatch(state, screen, screen.cursor, by, false);
  if (place === null) return [withNotice(state, missText(screen), 'bad'), []];
  const isPast = by === 1 ? isBefore(screen, place, screen.cursor) : isBefore(screen, screen.cursor, place);
  const edge =
    by === 1
      ? 'The last one here; from the first one again.'
      : 'The first one here; from the last one again.';
  return goTo(isPast ? withNotice(state, edge) : state, screen, place);
}

/** In the text that is seen. Letters of either case match a text in small letters; a capital matches itself alone. */
export function matches(found: string, value: Value, column: GridColumn, timeZone: TimeZone): boolean {
  if (found === '') return false;
  const text = cellText(value, { kind: column.kind, timeZone });
  return found === found.toLowerCase() ? text.toLowerCase().includes(found) : text.includes(found);
}

function missText(screen: RowsScreen): string {
  const { start, end } = reachableRows(screen);
  const count = groupedDigits(Math.max(0, end - start));
  return `"${screen.found}" is not in the ${count} rows that are here. T searches the whole table.`;
}

function isMatchAt({ timeZone }: State, screen: RowsScreen, { row, column }: Place): boolean {
  const found = screen.columns[column];
  const values = rowAt(screen, row);
  return (
    found !== undefined && values !== null && matches(screen.found, values[column] ?? null, found, timeZone)
  );
}

/** Looks at every cell once, beginning beside `from` or on it, round the end. */
function nextMatch(
  state: State,
  screen: RowsScreen,
  from: Place,
  by: 1 | -1,
  isFromIncluded: boolean,
): Place | null {
  const shown = shownColumns(screen.columns, screen.columnView);
  const { start, end } = reachableRows(screen);
  const cells = (end - start) * shown.length;
  if (cells === 0) return null;
  const first = (from.row - start) * shown.length + Math.max(0, shown.indexOf(from.column));
  for (let step = isFromIncluded ? 0 : 1; step <= cells; step += 1) {
    const cell = (((first + by * step) % cells) + cells) % cells;
    const place = { row: start + Math.floor(cell / shown.length), column: shown[cell % shown.length] ?? 0 };
    if (isMatchAt(state, screen, place)) return place;
  }
  return null;
}

function isBefore(screen: RowsScreen, place: Place, other: Place): boolean {
  if (place.row !== other.row) return place.row < other.row;
  const shown = shownColumns(screen.columns, screen.columnView);
  return shown.indexOf(place.column) <= shown.indexOf(other.column);
}

function goTo(state: State, screen: RowsScreen, { row, column }: Place): Step {
  const [next] = goToColumn(state, screen, column);
  const moved = next.screens.find(({ id }) => id === screen.id);
  return moved?.type === 'rows' ? moveRow(next, moved, row) : [next, []];
}
