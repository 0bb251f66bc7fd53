/** A peeked record laid out: names and values, beside one another in two halves where the terminal is wide enough. */
import { cellText } from '../../../output/cell.ts';
import type { Peek } from '../../overlays/state.ts';
import type { Size } from '../../state.ts';
import { cellWidth } from '../../../text/fit-cell.ts';

export interface PeekCell {
  readonly name: string;
  readonly text: string;
  readonly isNull: boolean;
}

/** Cells between what stands beside one another. */
export const peekGap = 2;
const roomForHalves = 130;
/** Shorter records stay in one column. */
const fewAttributes = 8;
const longestName = 24;
const longestValue = 60;

/** Each line's cells, one or two. */
export function peekLines({ record }: Peek, { columns }: Size): readonly (readonly PeekCell[])[] {
  const cells = (record?.columns ?? []).map(({ name, kind }, index): PeekCell => {
    const value = record?.values[index] ?? null;
    const rest = record?.clipped.has(index) === true ? '…' : '';
    return { name, text: `${cellText(value, { kind, maxLength: 200 })}${rest}`, isNull: value === null };
  });
  if (columns < roomForHalves || cells.length <= fewAttributes) return cells.map((cell) => [cell]);
  const half = Math.ceil(cells.length / 2);
  return cells.slice(0, half).map((cell, index) => {
    const beside = cells[half + index];
    return beside === undefined ? [cell] : [cell, beside];
  });
}

/** Cells of a name and of a value in each half, so that the longest fit as far as the room goes. */
export function peekWidths(peek: Peek, size: Size): { readonly name: number; readonly value: number } {
  const lines = peekLines(peek, size);
  const cells = lines.flat();
  const name = Math.min(longestName, Math.max(4, ...cells.map((cell) => cellWidth(cell.name))));
  const halves = Math.max(1, ...lines.map((line) => line.length));
  const room = Math.floor((size.columns - 6 - (halves - 1) * peekGap) / halves) - name - peekGap;
  const wanted = Math.min(longestValue, Math.max(30, ...cells.map((cell) => cellWidth(cell.text))));
  return { name, value: Math.max(8, Math.min(room, wanted)) };
}

/** What the box would like to be. */
export function peekSize(peek: Peek, size: Size): Size {
  if (peek.record === null) {
    return { columns: Math.max(40, cellWidth(peek.note), cellWidth(peek.title) + 4), rows: 1 };
  }
  const { name, value } = peekWidths(peek, size);
  const lines = peekLines(peek, size);
  const halves = Math.max(1, ...lines.map((line) => line.length));
  const columns = halves * (name + peekGap + value) + (halves - 1) * peekGap;
  return { columns: Math.max(columns, cellWidth(peek.title) + 4), rows: lines.length };
}
