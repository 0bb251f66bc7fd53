/** Marking rows with the keys, and finding the marked ones again. */
import type { State } from '../../state.ts';
import { replaceScreen, withNotice, type Step } from '../../step.ts';
import { noMarks, type RowHere } from './marked-rows.ts';
import { moveRow } from './paging.ts';
import { reachableRows, rowAt, type RowsScreen } from './state.ts';
import { windowBookmark, windowClips } from './window.ts';

/** Null where no row is here, or it cannot be found again. */
export function rowHere(screen: RowsScreen, position: number): RowHere | null {
  const { window } = screen;
  const values = rowAt(screen, position);
  const bookmark = window === null ? null : windowBookmark(window, position);
  if (window === null || values === null || bookmark === null) return null;
  return { position, bookmark, values, clips: windowClips(window, position) };
}

export function markName({ bookmark }: Pick<RowHere, 'bookmark'>): string {
  return bookmark.type === 'keys' ? JSON.stringify(bookmark.keys) : String(bookmark.offset);
}

/** Asked for every painted row: nothing is looked up where nothing is marked. */
export function isMarked({ marks, window }: RowsScreen, position: number): boolean {
  if (marks.rows.size === 0 || window === null) return false;
  const bookmark = windowBookmark(window, position);
  return bookmark !== null && marks.rows.has(markName({ bookmark }));
}

/** Every row that is here, in order. */
export function rowsHere(screen: RowsScreen): readonly RowHere[] {
  const { start, end } = reachableRows(screen);
  return Array.from({ length: end - start }, (_, index) => rowHere(screen, start + index)).filter(
    (row) => row !== null,
  );
}

/** The marked rows in the order of the table; as they are on the screen where they are on it. */
export function markedRows(screen: RowsScreen): readonly RowHere[] {
  if (screen.marks.rows.size === 0) return [];
  const here = new Map(rowsHere(screen).map((row) => [markName(row), row]));
  return [...screen.marks.rows]
    .map(([name, row]) => here.get(name) ?? row)
    .sort((a, b) => a.position - b.position);
}

/** Marks the row under the cursor or takes its mark off, and goes on to the next one. */
export function toggleMark(state: State, screen: RowsScreen): Step {
  const row = rowHere(screen, screen.cursor.row);
  if (row === null) return [withNotice(state, 'There is no row here to mark.'), []];
  const name = markName(row);
  const rows = new Map(screen.marks.rows);
  if (!rows.delete(name)) rows.set(name, row);
  const marked: RowsScreen = { ...screen, marks: { rows, anchor: name } };
  const next = Math.min(screen.cursor.row + 1, reachableRows(screen).end - 1);
  return moveRow(state, marked, next);
}

/** Marks every row from the one marked last to the one under the cursor. */
export function markRange(state: State, screen: RowsScreen): Step {
  const { marks, cursor } = screen;
  if (marks.anchor === null) return toggleMark(state, screen);
  const from = rowsHere(screen).find((row) => markName(row) === marks.anchor)?.position;
  if (from === undefined) {
    return [withNotice(state, 'The row marked last is not here any more; mark one that is.', 'bad'), []];
  }
  const rows = new Map(marks.rows);
  for (let position = Math.min(from, cursor.row); position <= Math.max(from, cursor.row); position += 1) {
    const row = rowHere(screen, position);
    if (row !== null) rows.set(markName(row), row);
  }
  const last = rowHere(screen, cursor.row);
  const anchor = last === null ? marks.anchor : markName(last);
  return [replaceScreen(state, { ...screen, marks: { rows, anchor } }), []];
}

export function clearMarks(state: State, screen: RowsScreen): Step {
  return [replaceScreen(state, { ...screen, marks: noMarks }), []];
}
