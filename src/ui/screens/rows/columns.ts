/** How wide the columns of a page are, and which of them fit from a given one on. */
import { cellText } from '../../../output/cell.ts';
import type { Page, PageColumn, Value } from '../../../queries/query-spec.ts';
import { cellWidth } from '../../../text/fit-cell.ts';
import { shownColumns } from './column-view.ts';
import type { GridColumn, RowsScreen } from './state.ts';

/** Cells between two columns. */
export const columnGap = 2;
/** Cells around the rule after the columns that stay. */
export const edgeGap = 3;
/** Part of the width that columns which stay may take. */
const mostFrozen = 0.6;
/** Cells of the mark before the cursor's row. */
export const gutterWidth = 2;
/** Room kept in a header for the sort mark. */
const sortMarkWidth = 3;
const narrowest = 4;

/** Widths that show the page's values whole where they are short, and a fair part of them where they are long. */
export function gridColumns(page: Page, innerWidth: number): readonly GridColumn[] {
  return page.columns.map((column, index) => {
    const limit = widthLimit(column, innerWidth);
    let width = Math.max(cellWidth(column.name) + sortMarkWidth, cellWidth(columnTypeText(column)));
    for (const row of page.rows) {
      if (width >= limit) break;
      width = Math.max(width, valueWidth(row[index] ?? null, column, limit));
    }
    return { ...column, width: Math.max(narrowest, Math.min(width, limit)) };
  });
}

/** Instants have room in either zone, so that nothing moves when the other one is chosen. */
function valueWidth(value: Value, { kind }: PageColumn, limit: number): number {
  const options = { kind, maxLength: limit + 1 };
  const width = cellWidth(cellText(value, options));
  if (kind !== 'date') return width;
  return Math.max(width, cellWidth(cellText(value, { ...options, timeZone: 'local' })));
}

/** What stands under a column's name: its type, or that code of the model makes its values; the record says both. */
export function columnTypeText({ type, isVirtual, hasGetter }: PageColumn): string {
  if (hasGetter !== true) return type;
  return isVirtual ? 'virtual' : 'getter';
}

export function alignOf({ kind }: PageColumn): 'left' | 'right' {
  return kind === 'number' ? 'right' : 'left';
}

function widthLimit(column: PageColumn, innerWidth: number): number {
  const isNarrow = innerWidth < 120;
  if (column.kind === 'uuid') return isNarrow ? 13 : 36;
  if (column.kind === 'json' || column.kind === 'array') return isNarrow ? 24 : 40;
  // An instant with microseconds and its zone.
  if (column.kind === 'date') return 32;
  return isNarrow ? 28 : 40;
}

/** What decides which columns are painted. */
export type ColumnsScreen = Pick<RowsScreen, 'columns' | 'columnView' | 'left'>;

export interface PaintedColumn {
  /** In the page. */
  readonly index: number;
  /** True for the last of the columns that stay: a rule follows it. */
  readonly isEdge: boolean;
}

/** Columns that stay at the left, then those from `left` on; the last one may be cut at the edge. */
export function visibleColumns(screen: ColumnsScreen, innerWidth: number): readonly PaintedColumn[] {
  const shown = shownColumns(screen.columns, screen.columnView);
  const frozen = frozenCount(screen, shown, innerWidth);
  const visible: PaintedColumn[] = [];
  let used = gutterWidth;
  const places = [...Array(frozen).keys(), ...placesFrom(Math.max(screen.left, frozen), shown.length)];
  for (const place of places) {
    const index = shown[place];
    if (index === undefined || used >= innerWidth) break;
    const isEdge = place === frozen - 1;
    visible.push({ index, isEdge });
    used += widthAt(screen, index) + (isEdge ? edgeGap : columnGap);
  }
  return visible;
}

/** The place, among the seen columns, of the first scrolled one that brings `cursor` wholly into view, moving as little as possible. */
export function leftFor(screen: ColumnsScreen, cursor: number, innerWidth: number): number {
  const shown = shownColumns(screen.columns, screen.columnView);
  const frozen = frozenCount(screen, shown, innerWidth);
  const place = shown.indexOf(cursor);
  const left = Math.max(frozen, Math.min(screen.left, shown.length - 1));
  if (place < frozen) return left;
  if (place < left) return place;
  const start = shown.slice(0, frozen).reduce((sum, index) => sum + widthAt(screen, index) + columnGap, 0);
  const room = innerWidth - gutterWidth - start - (frozen > 0 ? edgeGap - columnGap : 0);
  let first = left;
  while (first < place && spanOf(screen, shown.slice(first, place + 1)) > room) first += 1;
  return first;
}

/** Columns that stay, as many of the wanted ones as leave the others room to scroll in. */
function frozenCount(screen: ColumnsScreen, shown: readonly number[], innerWidth: number): number {
  const wanted = Math.min(screen.columnView.frozen, shown.length - 1);
  let used = gutterWidth;
  for (let count = 0; count < wanted; count += 1) {
    used += widthAt(screen, shown[count] ?? 0) + columnGap;
    if (used > innerWidth * mostFrozen) return count;
  }
  return Math.max(0, wanted);
}

function placesFrom(first: number, end: number): readonly number[] {
  return Array.from({ length: Math.max(0, end - first) }, (_, offset) => first + offset);
}

function spanOf(screen: ColumnsScreen, indexes: readonly number[]): number {
  return indexes.reduce((sum, index) => sum + widthAt(screen, index) + columnGap, -columnGap);
}

function widthAt({ columns }: ColumnsScreen, index: number): number {
  return columns[index]?.width ?? 0;
}
