/** What the keys do to the columns of the grid: go to one, hide, slide, freeze and size them. */
import { cellText } from '../../../output/cell.ts';
import { layoutOf } from '../../layout.ts';
import type { Choice } from '../../overlays/state.ts';
import type { State } from '../../state.ts';
import { replaceScreen, stay, withNotice, type Step } from '../../step.ts';
import { cellWidth } from '../../../text/fit-cell.ts';
import { emptyLine } from '../../terminal/line-input.ts';
import {
  hideColumn,
  plainView,
  seenColumn,
  setWidth,
  showColumn,
  shownColumns,
  slideColumn,
  withChosenWidths,
  type ColumnView,
} from './column-view.ts';
import { gridColumns, gutterWidth, leftFor } from './columns.ts';
import type { RowsScreen } from './state.ts';

const widthStep = 4;
const narrowest = 4;

/** Puts the cursor on a column of the page and brings it into view. */
export function goToColumn(state: State, screen: RowsScreen, column: number): Step {
  const { innerWidth } = layoutOf(state.size, state.focus);
  const left = leftFor(screen, column, innerWidth);
  return [replaceScreen(state, { ...screen, cursor: { ...screen.cursor, column }, left }), []];
}

/** So many seen columns to the right, stopping at the edges. */
export function stepColumn(state: State, screen: RowsScreen, by: number): Step {
  const shown = shownColumns(screen.columns, screen.columnView);
  const place = shown.indexOf(screen.cursor.column) + by;
  const column = shown[Math.max(0, Math.min(place, shown.length - 1))];
  return column === undefined ? stay(state) : goToColumn(state, screen, column);
}

/** Offers every column by its name, hidden ones too. */
export function chooseColumn(state: State, screen: RowsScreen): Step {
  const { columns, columnView: view } = screen;
  if (columns.length === 0) return stay(state);
  const ordered = shownColumns(columns, { ...view, hidden: [] });
  const choices = ordered.flatMap((index): readonly Choice[] => {
    const column = columns[index];
    if (column === undefined) return [];
    const { name, type, isPrimaryKey } = column;
    const aside = [type, isPrimaryKey ? 'key' : '', view.hidden.includes(name) ? 'hidden' : ''];
    return [
      {
        type: 'in-rows',
        choice: { type: 'column', name },
        title: name,
        aside: aside.filter((part) => part !== '').join(' · '),
      },
    ];
  });
  return [{ ...state, overlay: { type: 'list', title: 'Columns', line: emptyLine, choices, cursor: 0 } }, []];
}

/** Goes to the column of that name, and shows it where it was hidden. */
export function goToNamedColumn(state: State, screen: RowsScreen, name: string): Step {
  const column = screen.columns.findIndex((candidate) => candidate.name === name);
  if (column < 0) return stay(state);
  return goToColumn(state, { ...screen, columnView: showColumn(screen.columnView, name) }, column);
}

export function hideUnderCursor(state: State, screen: RowsScreen): Step {
  const { columns, columnView, cursor } = screen;
  const name = columns[cursor.column]?.name;
  if (name === undefined) return stay(state);
  const view = hideColumn(columns, columnView, name);
  if (view === null) return [withNotice(state, 'The last column that is seen stays.'), []];
  const shown = shownColumns(columns, columnView);
  const place = shown.indexOf(cursor.column);
  const next = shown[place + 1] ?? shown[place - 1] ?? cursor.column;
  const frozen = place < view.frozen ? view.frozen - 1 : view.frozen;
  return goToColumn(state, { ...screen, columnView: { ...view, frozen } }, next);
}

/** Shows every column again, in the order they were read. */
export function showEveryColumn(state: State, screen: RowsScreen): Step {
  const { frozen, widths } = screen.columnView;
  return withView(state, screen, { ...plainView, frozen, widths });
}

export function slideUnderCursor(state: State, screen: RowsScreen, by: 1 | -1): Step {
  const view = slideColumn(screen.columns, screen.columnView, screen.cursor.column, by);
  return view === null ? stay(state) : withView(state, screen, view);
}

/** Lets the columns up to the cursor stay when the others scroll; on the last one that stays lets them all go. */
export function freezeToCursor(state: State, screen: RowsScreen): Step {
  const place = shownColumns(screen.columns, screen.columnView).indexOf(screen.cursor.column);
  const frozen = screen.columnView.frozen === place + 1 ? 0 : place + 1;
  return withView(state, screen, { ...screen.columnView, frozen });
}

export function resizeUnderCursor(state: State, screen: RowsScreen, how: 'wider' | 'narrower'): Step {
  const column = screen.columns[screen.cursor.column];
  if (column === undefined) return stay(state);
  const { innerWidth } = layoutOf(state.size, state.focus);
  const wanted = column.width + (how === 'wider' ? widthStep : -widthStep);
  const width = Math.max(narrowest, Math.min(wanted, innerWidth - gutterWidth));
  return withView(state, screen, setWidth(screen.columnView, column.name, width));
}

/** As wide as what is here needs; where it is so already, as wide as it was at first. */
export function fitUnderCursor(state: State, screen: RowsScreen): Step {
  const { columns, columnView, cursor } = screen;
  const column = columns[cursor.column];
  if (column === undefined) return stay(state);
  const width = neededWidth(state, screen, cursor.column);
  const isFitted = columnView.widths.some((chosen) => chosen.name === column.name && chosen.width === width);
  return withView(state, screen, setWidth(columnView, column.name, isFitted ? null : width));
}

function neededWidth(state: State, { window, columns }: RowsScreen, index: number): number {
  const column = columns[index];
  const most = layoutOf(state.size, state.focus).innerWidth - gutterWidth;
  if (column === undefined) return narrowest;
  let width = Math.max(narrowest, cellWidth(column.name), cellWidth(column.type));
  for (const page of window?.pages ?? []) {
    for (const row of page.rows) {
      const text = cellText(row[index] ?? null, { kind: column.kind, maxLength: most + 1 });
      width = Math.max(width, cellWidth(text));
    }
  }
  return Math.min(width, most);
}

/** Sees the columns by another view: nothing is read for it. */
export function withView(state: State, screen: RowsScreen, columnView: ColumnView): Step {
  const { innerWidth } = layoutOf(state.size, state.focus);
  const page = screen.window?.pages[0];
  const columns =
    page === undefined ? screen.columns : withChosenWidths(gridColumns(page, innerWidth), columnView);
  const column = seenColumn(columns, columnView, screen.cursor.column);
  return goToColumn(state, { ...screen, columnView, columns }, column);
}
