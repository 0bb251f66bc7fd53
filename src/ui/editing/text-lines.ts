/** The lines of an edited text, and where in them a cursor stands: by offset, by line, and by column on the screen. */
import { graphemes, graphemeWidth } from '../../text/char-width.ts';
import { neutralise } from '../../text/fit-cell.ts';

export interface LineSpan {
  /** Offsets of its first character and of its line break, or of the end. */
  readonly start: number;
  readonly end: number;
}

/** Where an offset stands, 0-based; `column` counts cells, as the line is painted. */
export interface CursorPlace {
  readonly line: number;
  readonly column: number;
}

/** The line that holds an offset. */
export function lineAt(text: string, offset: number): LineSpan {
  const start = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  return { start, end: end < 0 ? text.length : end };
}

/** The line `step` lines on, as far as there are any. */
export function lineBeside(text: string, offset: number, step: number): LineSpan {
  let line = lineAt(text, offset);
  for (let left = Math.abs(step); left > 0; left -= 1) {
    if (step < 0 ? line.start === 0 : line.end === text.length) return line;
    line = lineAt(text, step < 0 ? line.start - 1 : line.end + 1);
  }
  return line;
}

export function placeOf(text: string, offset: number): CursorPlace {
  const { start } = lineAt(text, offset);
  let line = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return { line, column: columnsOf(text.slice(start, offset)) };
}

/** Cells that a piece of a line takes. */
export function columnsOf(text: string): number {
  return graphemes(text).reduce((columns, grapheme) => columns + shownWidth(grapheme), 0);
}

/** The offset in a line whose column is the last at or before `column`. */
export function offsetAtColumn(text: string, line: LineSpan, column: number): number {
  let offset = line.start;
  let reached = 0;
  for (const grapheme of graphemes(text.slice(line.start, line.end))) {
    reached += shownWidth(grapheme);
    if (reached > column) return offset;
    offset += grapheme.length;
  }
  return offset;
}

/** The offset of a line and column; the nearest where there is none. What a mouse clicks on. */
export function offsetAt(text: string, { line, column }: CursorPlace): number {
  return offsetAtColumn(text, lineBeside(text, 0, line), column);
}

/** Columns a grapheme takes once it is made safe. */
function shownWidth(grapheme: string): number {
  return graphemeWidth(neutralise(grapheme));
}
