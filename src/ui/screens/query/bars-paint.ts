/** Paints groups: what they are grouped by, and each number with a bar as long as it is large beside the others. */
import { cellText } from '../../../output/cell.ts';
import type { Page, Value } from '../../../queries/query-spec.ts';
import type { Canvas } from '../../paint/canvas.ts';
import { Line } from '../../paint/line.ts';
import { theme } from '../../theme.ts';
import { alignOf, columnGap, gridColumns, type ColumnsScreen } from '../rows/columns.ts';

const narrowestBar = 6;
const widestBar = 40;
const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** The first `groupCount` columns name the group; the others are its aggregates. */
export function barLines(canvas: Canvas, page: Page, groupCount: number): readonly string[] {
  const { paint, width, state } = canvas;
  const columns = gridColumns(page, width);
  const bars = barWidths(columns, groupCount, width);
  const largest = columns.map((_, index) =>
    page.rows.reduce((most, row) => Math.max(most, Math.abs(numberOf(row[index] ?? null) ?? 0)), 0),
  );
  const names = new Line(paint, width).skip(1);
  columns.forEach((column, index) => {
    names.cell(column.name, column.width, theme.strong, alignOf(column)).skip(columnGap);
    names.skip((bars[index] ?? 0) === 0 ? 0 : (bars[index] ?? 0) + columnGap);
  });
  const rows = page.rows.map((row) => {
    const line = new Line(paint, width).skip(1);
    columns.forEach((column, index) => {
      const value = row[index] ?? null;
      const text = cellText(value, {
        kind: column.kind,
        maxLength: column.width * 2,
        timeZone: state.timeZone,
      });
      line
        .cell(text, column.width, value === null ? theme.null : theme.plain, alignOf(column))
        .skip(columnGap);
      const bar = bars[index] ?? 0;
      const number = numberOf(value);
      if (bar === 0) return;
      const painted = number === null ? '' : barText(Math.abs(number), largest[index] ?? 0, bar);
      line.cell(painted, bar, number !== null && number < 0 ? theme.bad : theme.number).skip(columnGap);
    });
    return line.toString();
  });
  return [names.toString(), ...rows];
}

/** As long as `most` is for the largest; never nothing for what is not zero. Blocks of an eighth: U+2588 to U+258F. */
export function barText(number: number, largest: number, most: number): string {
  if (largest <= 0 || number <= 0) return '';
  const parts = Math.max(1, Math.round((number / largest) * most * 8));
  return '█'.repeat(Math.floor(parts / 8)) + (eighths[parts % 8] ?? '');
}

/** Cells for the bar after each column; 0 where it is no number, or there is no room. */
function barWidths(columns: ColumnsScreen['columns'], groupCount: number, width: number): readonly number[] {
  const isNumber = columns.map(({ kind }, index) => index >= groupCount && kind === 'number');
  const used = columns.reduce((sum, column) => sum + column.width + columnGap, 1);
  const count = isNumber.filter(Boolean).length;
  const room = count === 0 ? 0 : Math.floor((width - used) / count) - columnGap;
  const bar = room < narrowestBar ? 0 : Math.min(widestBar, room);
  return isNumber.map((isBar) => (isBar ? bar : 0));
}

/** Numbers come as text where JavaScript could not hold them. */
function numberOf(value: Value): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number === 'bigint') return Number(number);
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}
