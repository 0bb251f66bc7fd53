/** How a watched row shows what changed since it was read before: marked in the gutter too, where there is no colour. */
import type { TextStyle } from '../../terminal/style.ts';
import { theme } from '../../theme.ts';
import type { RowsScreen } from './state.ts';
import { rowKey } from './watch-changes.ts';
import { placeInWindow } from './window.ts';

export interface RowChange {
  readonly mark: '+' | '~';
  readonly isChanged: (column: string) => boolean;
}

/** Null for a row that is as it was. */
export function rowChange({ watch, window }: RowsScreen, position: number): RowChange | null {
  if (watch === null || window === null) return null;
  const place = placeInWindow(window, position);
  const key = place === null ? null : rowKey(place.page, place.index);
  if (key === null) return null;
  if (watch.changes.added.has(key)) return { mark: '+', isChanged: () => true };
  const cells = watch.changes.cells.get(key);
  return cells === undefined ? null : { mark: '~', isChanged: (column) => cells.has(column) };
}

/** A new row is marked in the gutter; its cells are not underlined one by one. */
export function changeStyle(change: RowChange | null, column: string): TextStyle {
  if (change?.isChanged(column) !== true) return theme.plain;
  return change.mark === '+' ? theme.good : theme.changed;
}
