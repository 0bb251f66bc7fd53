/** How wide the columns of a page are, and which of them fit from a given one on. */
import { cellText } from '../../../output/cell.ts';
import type { Page, PageColumn, Value } from '../../../queries/query-spec.ts';
import { cellWidth } from '../../../text/fit-cell.ts';
import type { GridColumn } from './state.ts';

/** Cells between two columns. */
export const columnGap = 2;
/** Cells of the mark before the cursor's row. */
export const gutterWidth = 2;
/** Room kept in a header for the sort mark. */
const sortMarkWidth = 2;
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

function widthLimit(column: PageColumn, innerWidth: number): number {
  const isNarrow = innerWidth < 120;
  if (column.kind === 'uuid') return isNarrow ? 13 : 36;
  if (column.kind === 'json' || column.kind === 'array') return isNarrow ? 24 : 40;
  // An instant with microseconds and its zone.
  if (column.kind === 'date') return 32;
  return isNarrow ? 28 : 40;
}

/** Indexes of the columns that are painted from `left` on; the last one may be cut at the edge. */
export function visibleColumns(
  columns: readonly GridColumn[],
  left: number,
  innerWidth: number,
): readonly number[] {
  const visible: number[] = [];
  let used = gutterWidth;
  for (let index = left; index < columns.length; index += 1) {
    const column = columns[index];
    if (column === undefined || used >= innerWidth) break;
    visible.push(index);
    used += column.width + columnGap;
  }
  return visible;
}

/** The first painted column that brings `cursor` wholly into view, moving as little as possible. */
export function leftFor(
  columns: readonly GridColumn[],
  cursor: number,
  left: number,
  innerWidth: number,
): number {
  if (cursor < left) return cursor;
  let first = left;
  while (first < cursor && rightEdge(columns, first, cursor) > innerWidth) first += 1;
  return first;
}

function rightEdge(columns: readonly GridColumn[], first: number, last: number): number {
  let edge = gutterWidth;
  for (let index = first; index <= last; index += 1) edge += (columns[index]?.width ?? 0) + columnGap;
  return edge - columnGap;
}
