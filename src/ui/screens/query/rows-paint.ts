/** Paints the first rows of a query below it, or its groups with a bar for each number. */
import { groupedDigits } from '../../../output/grouped-digits.ts';
import { cellText } from '../../../output/cell.ts';
import type { Page, QuerySpec } from '../../../queries/query-spec.ts';
import { lineOn, rule, type Canvas } from '../../paint/canvas.ts';
import { errorLines } from '../../paint/error-lines.ts';
import { filledLines, Line } from '../../paint/line.ts';
import { rememberLast } from '../../paint/remember-last.ts';
import { theme } from '../../theme.ts';
import { alignOf, columnGap, gridColumns } from '../rows/columns.ts';
import { barLines } from './bars-paint.ts';
import type { GridColumn } from '../rows/state.ts';
import { previewRows, type QueryScreen } from './state.ts';

/** A rule that says what there is, and the rows. */
export function rowsBlock(canvas: Canvas, screen: QueryScreen): readonly string[] {
  const title = rule(canvas, rowsTitle(screen), screen.tab === 'rows' ? theme.heading : theme.muted);
  return [title, ...rowsBody({ ...canvas, height: canvas.height - 1 }, screen)];
}

export function rowsTitle({ spec, preview }: QueryScreen): string {
  const { value, isStale, requestId } = preview;
  const isGrouped = (spec.grouping ?? null) !== null;
  const noun = isGrouped ? 'groups' : 'rows';
  if (value === null) return requestId === null ? noun : `${noun} …`;
  if (isStale) return `${noun} … (before this change)`;
  const count = groupedDigits(value.rows.length);
  const isCut = value.hasAfter && (spec.limit === null || spec.limit > previewRows);
  const which = isCut ? `the first ${count} ${noun}` : `${count} ${noun}`;
  return `${which} · ${String(Math.round(value.durationMs))} ms`;
}

export function rowsBody(canvas: Canvas, screen: QueryScreen): readonly string[] {
  const { spec, preview, tab, tabTop } = screen;
  const { value, error, isStale } = preview;
  const { width, height } = canvas;
  if (error !== null) return filledLines(errorLines(canvas, error).slice(1), width, height);
  if (value === null) return filledLines([note(canvas, 'Reading …')], width, height);
  if (value.rows.length === 0) return filledLines([note(canvas, 'No rows.')], width, height);
  const grouping = spec.grouping ?? null;
  const isBars = grouping !== null && !isStale;
  const lines = isBars
    ? barLines(canvas, value, grouping.by.length)
    : tableLines(canvas.paint, width, canvas.state.timeZone, value, isStale, includedNames(spec));
  const [names = '', ...rows] = lines;
  const top = tab === 'rows' ? Math.min(tabTop, Math.max(0, rows.length - height + 1)) : 0;
  return filledLines([names, ...rows.slice(top)], width, height);
}

function note(canvas: Canvas, text: string): string {
  return lineOn(canvas).skip(1).fill(text, theme.muted).toString();
}

const tableLines = rememberLast(
  (
    paint: Canvas['paint'],
    width: number,
    timeZone: Canvas['state']['timeZone'],
    page: Page,
    isStale: boolean,
    included: string,
  ): readonly string[] => {
    const columns = shownFirst(gridColumns(page, width), included);
    const names = newLine(paint, width);
    for (const { column } of columns) {
      names
        .cell(column.name, column.width, isStale ? theme.muted : theme.strong, alignOf(column))
        .skip(columnGap);
    }
    const rows = page.rows.map((row) => {
      const line = newLine(paint, width);
      columns.forEach(({ column, index }) => {
        const value = row[index] ?? null;
        const style = isStale ? theme.muted : value === null || value === '' ? theme.null : theme.plain;
        const text = cellText(value, { kind: column.kind, maxLength: column.width * 2, timeZone });
        line.cell(text, column.width, style, alignOf(column)).skip(columnGap);
      });
      return line.toString();
    });
    return [names.toString(), ...rows];
  },
);

/** What was asked for beside the rows comes behind the key, where it is seen. */
function shownFirst(
  columns: readonly GridColumn[],
  included: string,
): readonly { readonly column: GridColumn; readonly index: number }[] {
  const names = included.split('\n');
  const rank = ({ isPrimaryKey, name }: GridColumn): number =>
    isPrimaryKey ? 0 : names.includes(name) ? 1 : 2;
  return columns
    .map((column, index) => ({ column, index }))
    .sort((one, other) => rank(one.column) - rank(other.column));
}

function includedNames({ includes = [] }: QuerySpec): string {
  return includes.map(({ association }) => association).join('\n');
}

function newLine(paint: Canvas['paint'], width: number): Line {
  return new Line(paint, width).skip(1);
}
