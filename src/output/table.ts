/**
 * Tables for people: as wide as the screen allows, one line a row. Where the columns cannot all be given a readable width,
 * the rows are printed as records, one attribute a line. Never wider than `width`, except that a header may force a record.
 */
import Table from 'cli-table3';
import type { Value, ValueKind } from '../queries/query-spec.ts';
import { cellText } from './cell.ts';
import type { RowSet } from './json.ts';
import { sanitiseLine } from './sanitise.ts';
import { fitText, padText, textWidth } from './text-width.ts';

export interface TableStyle {
  /** Cells of the screen; null when the output is no screen: then only single cells are limited. */
  readonly width: number | null;
  readonly hasColor: boolean;
}

/** A column narrower than this says nothing: rather print records. */
const readableWidth = 8;
/** A cell's limit where no screen gives one. */
const unlimitedCellWidth = 100;

interface Cell {
  readonly text: string;
  readonly isNull: boolean;
}

export function tableText(set: RowSet, style: TableStyle): string {
  if (set.columns.length === 0) return '';
  const heads = set.columns.map((column) => sanitiseLine(column.name));
  const maxLength = Math.max(unlimitedCellWidth, style.width ?? 0);
  const rows = set.rows.map((row) =>
    set.columns.map((column, index) => makeCell(row[index] ?? null, column.kind, maxLength)),
  );
  const natural = heads.map((head, index) =>
    rows.reduce((widest, row) => Math.max(widest, textWidth(row[index]?.text ?? '')), textWidth(head)),
  );
  const widths = columnWidths(natural, style.width);
  if (widths === null) return recordsText(heads, rows, style);
  const kinds = set.columns.map((column) => column.kind);
  return drawTable(heads, kinds, rows, widths, style);
}

function makeCell(value: Value, kind: ValueKind, maxLength: number): Cell {
  return { text: cellText(value, { kind, maxLength }), isNull: value === null };
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
  const alignOf = (index: number) => (kinds[index] === 'number' ? 'end' : 'start');
  // Padded here, so that widths are measured in one place and cli-table3 draws but never cuts.
  const fill = (text: string, index: number) =>
    padText(fitText(text, widths[index] ?? 0), widths[index] ?? 0, alignOf(index));
  const table = new Table({
    head: heads.map((head, index) => paint(fill(head, index), 'bold', style)),
    style: { head: [], border: [], compact: true },
  });
  for (const row of rows) {
    table.push(
      row.map(({ text, isNull }, index) => {
        const filled = fill(text, index);
        return isNull ? paint(filled, 'dim', style) : filled;
      }),
    );
  }
  return `${table.toString()}\n`;
}

function recordsText(
  heads: readonly string[],
  rows: readonly (readonly Cell[])[],
  style: TableStyle,
): string {
  const width = style.width ?? unlimitedCellWidth;
  const labelWidth = Math.max(...heads.map(textWidth));
  const records = rows.map((row, rowIndex) => {
    const title = padRule(`─[ ${String(rowIndex + 1)} ]`, width);
    const lines = row.map(({ text, isNull }, index) => {
      const value = fitText(text, Math.max(readableWidth, width - labelWidth - 3));
      const label = paint(padText(heads[index] ?? '', labelWidth), 'bold', style);
      return `${label} │ ${isNull ? paint(value, 'dim', style) : value}`.trimEnd();
    });
    return [title, ...lines].map((line) => `${line}\n`).join('');
  });
  return records.join('');
}

function padRule(title: string, width: number): string {
  return title + '─'.repeat(Math.max(0, width - textWidth(title)));
}

function paint(text: string, how: 'bold' | 'dim', style: TableStyle): string {
  if (!style.hasColor) return text;
  return how === 'bold' ? `\u001b[1m${text}\u001b[22m` : `\u001b[2m${text}\u001b[22m`;
}
