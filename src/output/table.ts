/**
 * Tables for people: as wide as the screen allows, one line a row. Where the columns cannot all be given a readable width,
 * the rows are printed as records, one attribute a line. Never wider than `width`, except that a header may force a record.
 */
import Table from 'cli-table3';
import type { Value, ValueKind } from '../queries/query-spec.ts';
import { anchoredCell, cellWidth, fitCell, type Alignment } from '../text/fit-cell.ts';
import { cellText, type CellOptions } from './cell.ts';
import type { RowSet } from './json.ts';

export interface TableStyle {
  /** Cells of the screen; null when the output is no screen: then only single cells are limited. */
  readonly width: number | null;
  readonly hasColor: boolean;
  /**
   * True where the output obeys moves within a line: then borders stand where they belong even where the terminal draws a
   * character in other widths than ours.
   */
  readonly isAnchored: boolean;
}

/** A column narrower than this says nothing: rather print records. */
const readableWidth = 8;
/** A cell's limit where no screen gives one. */
const unlimitedCellWidth = 100;

/**
 * Stands for a cell while cli-table3 draws the frame around it, as often as the cell is wide: of a private use area, one
 * column to everybody.
 */
const placeholder = '\uE000';
const placeholders = new RegExp(`${placeholder}+`, 'gu');

/** A terminal that draws a character too wide must neither wrap nor scroll (DECAWM). */
const stopWrapping = '\u001b[?7l';
const wrapAgain = '\u001b[?7h';

interface Cell {
  readonly text: string;
  /** True for NULL and for the mark of the empty string. */
  readonly isMuted: boolean;
}

/** `emptyText` stands for the empty string; by default its mark. */
export function tableText(set: RowSet, style: TableStyle, emptyText?: string): string {
  if (set.columns.length === 0) return '';
  const heads = set.columns.map((column) => column.name);
  const maxLength = Math.max(unlimitedCellWidth, style.width ?? 0);
  const rows = set.rows.map((row) =>
    set.columns.map((column, index) =>
      makeCell(row[index] ?? null, { kind: column.kind, maxLength, emptyText }),
    ),
  );
  const natural = heads.map((head, index) =>
    rows.reduce(
      (widest, row) => Math.max(widest, cellWidth(row[index]?.text ?? '')),
      Math.max(1, cellWidth(head)),
    ),
  );
  const widths = columnWidths(natural, style.width);
  if (widths === null) return recordsText(heads, rows, style);
  const kinds = set.columns.map((column) => column.kind);
  return drawTable(heads, kinds, rows, widths, style);
}

/** One attribute a line, whatever would fit beside it. */
export function expandedText(set: RowSet, style: TableStyle): string {
  const heads = set.columns.map((column) => column.name);
  const maxLength = Math.max(unlimitedCellWidth, style.width ?? 0);
  const rows = set.rows.map((row) =>
    set.columns.map(({ kind }, index) => makeCell(row[index] ?? null, { kind, maxLength })),
  );
  return recordsText(heads, rows, style);
}

function makeCell(value: Value, options: CellOptions): Cell {
  return { text: cellText(value, options), isMuted: value === null || value === '' };
}

/** Narrow columns keep their width, the wide ones share what is left; null when a share would not be readable. */
function columnWidths(natural: readonly number[], width: number | null): readonly number[] | null {
  if (width === null) return natural;
  const available = width - (3 * natural.length + 1);
  let open = natural.map((_, index) => index);
  let rest = available;
  for (;;) {
    const share = Math.floor(rest / Math.max(1, open.length));
    const narrow = open.filter((index) => (natural[index] ?? 0) <= share);
    if (open.length === 0) return natural;
    if (narrow.length === 0) {
      if (share < readableWidth) return null;
      const wide = new Set(open);
      return natural.map((own, index) => (wide.has(index) ? share : own));
    }
    for (const index of narrow) rest -= natural[index] ?? 0;
    open = open.filter((index) => !narrow.includes(index));
  }
}

function drawTable(
  heads: readonly string[],
  kinds: readonly ValueKind[],
  rows: readonly (readonly Cell[])[],
  widths: readonly number[],
  style: TableStyle,
): string {
  const starts = columnStarts(widths);
  const draw = (text: string, index: number): string => {
    const align = kinds[index] === 'number' ? 'right' : 'left';
    return fitted(text, widths[index] ?? 0, align, starts[index] ?? 0, style);
  };
  // cli-table3 draws the frame; text is measured, cut and put in here, in one place.
  const blanks = widths.map((width) => placeholder.repeat(width));
  const table = new Table({ head: [...blanks], style: { head: [], border: [], compact: true } });
  table.push(...rows.map(() => [...blanks]));
  const cells = [
    ...heads.map((head, index) => paint(draw(head, index), 'bold', style)),
    ...rows.flatMap((row) =>
      row.map(({ text, isMuted }, index) => {
        const drawn = draw(text, index);
        return isMuted ? paint(drawn, 'dim', style) : drawn;
      }),
    ),
  ];
  let next = 0;
  const lines = table.toString().split('\n');
  return lines.map((line) => unwrapped(line.replace(placeholders, () => cells[next++] ?? ''))).join('');
}

/** The first column of each cell: a border and a blank stand before it, and a blank behind. */
function columnStarts(widths: readonly number[]): readonly number[] {
  let start = 2;
  return widths.map((width) => {
    const own = start;
    start += width + 3;
    return own;
  });
}

function fitted(text: string, width: number, align: Alignment, column: number, style: TableStyle): string {
  return style.isAnchored ? anchoredCell(text, width, align, column) : fitCell(text, width, align);
}

/** A line with moves in it, without wrapping while it is drawn. */
function unwrapped(line: string): string {
  return /\u001b\[\d+G/.test(line) ? `${stopWrapping}${line}${wrapAgain}\n` : `${line}\n`;
}

function recordsText(
  heads: readonly string[],
  rows: readonly (readonly Cell[])[],
  style: TableStyle,
): string {
  const width = style.width ?? unlimitedCellWidth;
  const labelWidth = Math.max(...heads.map((head) => cellWidth(head)));
  const valueWidth = Math.max(readableWidth, width - labelWidth - 3);
  const labels = heads.map((head) => paint(fitted(head, labelWidth, 'left', 0, style), 'bold', style));
  const records = rows.map((row, rowIndex) => {
    const title = `─[ ${String(rowIndex + 1)} ]`;
    const lines = row.map(({ text, isMuted }, index) => {
      const room = Math.min(valueWidth, cellWidth(text));
      const value = fitted(text, room, 'left', labelWidth + 3, style);
      return `${labels[index] ?? ''} │ ${isMuted ? paint(value, 'dim', style) : value}`.trimEnd();
    });
    return [title + '─'.repeat(Math.max(0, width - title.length)), ...lines].map(unwrapped).join('');
  });
  return records.join('');
}

function paint(text: string, how: 'bold' | 'dim', style: TableStyle): string {
  if (!style.hasColor || text === '') return text;
  return how === 'bold' ? `\u001b[1m${text}\u001b[22m` : `\u001b[2m${text}\u001b[22m`;
}
