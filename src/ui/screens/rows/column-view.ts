/**
 * Which columns of a page are seen, in what order and how wide: a matter of the view alone. What is read does not depend on
 * it, so no key of it asks the database again. Columns are named, for the next page may have others.
 */
import type { PageColumn } from '../../../queries/query-spec.ts';
import type { ViewColumns } from '../../../queries/views/saved-view.ts';

export type ColumnView = ViewColumns;

/** Every column as it was read. */
export const plainView: ColumnView = { order: [], hidden: [], frozen: 0, widths: [] };

/** Indexes of the seen columns in the page, in the order of the view; what the view does not know follows at the end. */
export function shownColumns(columns: readonly PageColumn[], view: ColumnView): readonly number[] {
  const indexes = columns.map((_, index) => index);
  if (view.order.length === 0 && view.hidden.length === 0) return indexes;
  const places = new Map(view.order.map((name, place) => [name, place]));
  const hidden = new Set(view.hidden);
  const placeOf = (index: number): number => places.get(columns[index]?.name ?? '') ?? places.size + index;
  const shown = indexes.filter((index) => !hidden.has(columns[index]?.name ?? ''));
  const sorted = (shown.length === 0 ? indexes : shown).sort((a, b) => placeOf(a) - placeOf(b));
  return sorted;
}

/** The column the cursor is on: the one it was on while that is seen, else the nearest one. */
export function seenColumn(columns: readonly PageColumn[], view: ColumnView, column: number): number {
  const shown = shownColumns(columns, view);
  if (shown.includes(column)) return column;
  const nearest = [...shown].sort((a, b) => Math.abs(a - column) - Math.abs(b - column));
  return nearest[0] ?? 0;
}

/** How many columns of the page are not seen. */
export function hiddenCount(columns: readonly PageColumn[], view: ColumnView): number {
  return columns.length - shownColumns(columns, view).length;
}

/** The columns with the widths that were chosen for them. */
export function withChosenWidths<Column extends PageColumn & { readonly width: number }>(
  columns: readonly Column[],
  { widths }: ColumnView,
): readonly Column[] {
  if (widths.length === 0) return columns;
  const chosen = new Map(widths.map(({ name, width }) => [name, width]));
  return columns.map((column) => ({ ...column, width: chosen.get(column.name) ?? column.width }));
}

/** Hides a column; null when it is the last one that is seen. */
export function hideColumn(
  columns: readonly PageColumn[],
  view: ColumnView,
  name: string,
): ColumnView | null {
  if (shownColumns(columns, view).length < 2) return null;
  return { ...view, hidden: [...view.hidden, name] };
}

export function showColumn(view: ColumnView, name: string): ColumnView {
  return { ...view, hidden: view.hidden.filter((other) => other !== name) };
}

/** Moves a seen column past its seen neighbour; null at the edge. */
export function slideColumn(
  columns: readonly PageColumn[],
  view: ColumnView,
  index: number,
  by: 1 | -1,
): ColumnView | null {
  const shown = shownColumns(columns, view);
  const neighbour = shown[shown.indexOf(index) + by];
  const name = columns[index]?.name;
  const other = neighbour === undefined ? undefined : columns[neighbour]?.name;
  if (name === undefined || other === undefined) return null;
  // Hidden columns keep their places: the whole order is written down.
  const order = shownColumns(columns, { ...view, hidden: [] }).map((place) => columns[place]?.name ?? '');
  const without = order.filter((candidate) => candidate !== name);
  without.splice(without.indexOf(other) + (by === 1 ? 1 : 0), 0, name);
  return { ...view, order: without };
}

/** Sets a width, or with null gives the choice back. */
export function setWidth(view: ColumnView, name: string, width: number | null): ColumnView {
  const others = view.widths.filter((chosen) => chosen.name !== name);
  return { ...view, widths: width === null ? others : [...others, { name, width }] };
}
