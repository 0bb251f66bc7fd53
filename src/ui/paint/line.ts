/** Builds one painted line out of cells: whatever is put in, the line is exactly as wide as it was promised to be. */
import { anchoredCell, cellWidth, type Alignment } from '../../text/fit-cell.ts';
import type { Painter, TextStyle } from '../terminal/style.ts';
import { placedAt } from '../terminal/styled-line.ts';

export class Line {
  readonly #paint: Painter;
  readonly #width: number;
  #column = 0;
  #text = '';

  constructor(paint: Painter, width: number) {
    this.#paint = paint;
    this.#width = width;
  }

  /** Columns left. */
  get room(): number {
    return this.#width - this.#column;
  }

  /** A cell of exactly `width` columns, or of what room is left. */
  cell(text: string, width: number, style: TextStyle = {}, align: Alignment = 'left'): this {
    const fitted = Math.min(width, this.room);
    if (fitted <= 0) return this;
    this.#text += this.#paint(anchoredCell(text, fitted, align, this.#column), style);
    this.#column += fitted;
    return this;
  }

  /** The text as wide as it is, cut at the end of the line. */
  add(text: string, style: TextStyle = {}): this {
    return this.cell(text, cellWidth(text), style);
  }

  /** What is painted already and exactly `width` columns wide; its column moves are counted from its own edge. */
  put(painted: string, width: number): this {
    this.#text += placedAt(painted, this.#column);
    this.#column += width;
    return this;
  }

  /** Empty columns. */
  skip(columns: number): this {
    return this.cell('', columns);
  }

  /** The rest of the line, aligned right when asked. */
  fill(text = '', style: TextStyle = {}, align: Alignment = 'left'): this {
    return this.cell(text, this.room, style, align);
  }

  toString(): string {
    return this.#text + ' '.repeat(Math.max(0, this.room));
  }
}

/** Exactly `height` lines: cut at the end, or followed by blank ones. */
export function filledLines(lines: readonly string[], width: number, height: number): readonly string[] {
  const blank = ' '.repeat(width);
  return Array.from({ length: height }, (_, index) => lines[index] ?? blank);
}
