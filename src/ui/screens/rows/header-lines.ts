/** Paints the two lines above the rows: names of the columns with the marks of the order, and types. */
import { cellWidth } from '../../../text/fit-cell.ts';
import type { Canvas } from '../../paint/canvas.ts';
import { Line } from '../../paint/line.ts';
import { rememberLast } from '../../paint/remember-last.ts';
import type { TextStyle } from '../../terminal/style.ts';
import { theme } from '../../theme.ts';
import { alignOf, columnTypeText, gutterWidth, visibleColumns } from './columns.ts';
import { addGap } from './row-line.ts';
import { sortMark } from './sorting.ts';
import type { GridColumn, RowsScreen } from './state.ts';

export function headerOf({ state, paint, width }: Canvas, screen: RowsScreen): readonly string[] {
  const { columns, columnView, left, spec, cursor } = screen;
  const current = state.focus === 'main' ? cursor.column : null;
  return paintHeader(paint, width, columns, columnView, left, spec.order, current);
}

/** Only a move to the side changes them. */
const paintHeader = rememberLast(
  (
    paint: Canvas['paint'],
    width: number,
    columns: RowsScreen['columns'],
    columnView: RowsScreen['columnView'],
    left: number,
    order: RowsScreen['spec']['order'],
    current: number | null,
  ): readonly string[] => {
    const names = new Line(paint, width).skip(gutterWidth);
    const types = new Line(paint, width).skip(gutterWidth);
    for (const { index, isEdge } of visibleColumns({ columns, columnView, left }, width)) {
      const column = columns[index];
      if (column === undefined) continue;
      const style: TextStyle = {
        ...(index === current ? theme.heading : theme.strong),
        underline: column.isPrimaryKey,
      };
      addName(names, column, sortMark(order, column.name), style);
      types.cell(columnTypeText(column), column.width, theme.muted, alignOf(column));
      addGap(names, isEdge);
      addGap(types, isEdge);
    }
    return [names.toString(), types.toString()];
  },
);

/** The mark of the order is seen whole, however long the name is. */
function addName(line: Line, column: GridColumn, mark: string, style: TextStyle): void {
  const markWidth = mark === '' ? 0 : Math.min(cellWidth(mark) + 1, column.width);
  const width = column.width - markWidth;
  if (alignOf(column) === 'right') {
    line.cell(column.name, width, style, 'right').cell(mark, markWidth, style, 'right');
    return;
  }
  const nameWidth = Math.min(width, cellWidth(column.name));
  line.cell(column.name, nameWidth, style).cell(mark, markWidth, style, 'right');
  line.skip(width - nameWidth);
}
