/**
 * One line of styled text as the screen handles it: cleaned of everything but text, SGR and column moves; cut to a
 * span of columns; its doubtful graphemes anchored. Column moves inside a line count from the line's own left edge.
 */

import { moveToColumn } from '../../text/move-to-column.ts';
import { graphemes, graphemeWidth, layoutWidth } from '../../text/char-width.ts';
import { neutralise } from '../../text/fit-cell.ts';

const unsafePattern =
  /[\x00-\x1a\x1c-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|\x1b(?!\[[0-9;:]*[mG])/;
/** What every terminal draws in one column: European letters, punctuation, arrows, control pictures, box and block drawing. */
const plainPattern =
  /^[\x1b\x20-\x7e\u00a1-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u058f\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u2190-\u2199\u23ce\u2400-\u2421\u2500-\u25cf\u2713\u2717\ufffd]*$/;
const tokenPattern = /\x1b\[([0-9;:]*)([mG])|[^\x1b]+/g;
const columnMovePattern = /\x1b\[(\d+)G/g;

/** A line that holds nothing but text, SGR and column moves; anything else in it is shown as a picture. */
export function safeLine(line: string): string {
  if (!unsafePattern.test(line)) return line;
  return mapTokens(line, (sequence) => sequence, neutralise);
}

/** Whether terminals may disagree on where this line's characters stand: wide characters, emoji, marks. */
export function isDoubtful(line: string): boolean {
  return !plainPattern.test(line);
}

/** The line with its column moves counted from column `x` of the screen. */
export function placedAt(line: string, x: number): string {
  if (x === 0 || !line.includes('G')) return line;
  return line.replace(columnMovePattern, (_, column: string) => moveToColumn(Number(column) - 1 + x));
}

/** A line laid out by Ink with each doubtful grapheme followed by a move to the column where Ink believes the next one stands. */
export function anchoredLine(line: string): string {
  if (!isDoubtful(line)) return line;
  let column = 0;
  return mapTokens(
    line,
    (sequence) => sequence,
    (text) => {
      if (!isDoubtful(text)) {
        column += text.length;
        return text;
      }
      let anchored = '';
      for (const grapheme of graphemes(text)) {
        column += layoutWidth(grapheme);
        anchored += isDoubtful(grapheme) ? grapheme + moveToColumn(column) : grapheme;
      }
      return anchored;
    },
  );
}

/**
 * Columns `from` (inclusive) to `to` (exclusive) of the line, with the styles that are on there; a wide character cut
 * by an edge becomes a blank, and a shorter line is padded. Column moves in the answer count from `from`.
 * `measure` is the width rule the line was laid out by.
 */
export function sliceLine(
  line: string,
  from: number,
  to: number,
  measure: (grapheme: string) => number = graphemeWidth,
): string {
  let styles = '';
  let sliced = '';
  let column = 0;
  // Where what is written next would stand, and how far anything was written.
  let position = from;
  let reached = from;
  for (const [token, parameters, final] of line.matchAll(tokenPattern)) {
    if (final === 'm') {
      styles = parameters === '' || parameters === '0' ? '' : styles + token;
      if (sliced !== '') sliced += token;
      continue;
    }
    if (final === 'G') {
      column = Math.max(0, Number(parameters) - 1);
      if (column >= from && column < to) {
        if (sliced === '') sliced = styles;
        sliced += moveToColumn(column - from);
        position = column;
        reached = Math.max(reached, column);
      }
      continue;
    }
    const pieces = isDoubtful(token) ? graphemes(token) : token;
    for (const piece of pieces) {
      const next = column + (piece.length === 1 && piece < '\u0300' ? 1 : measure(piece));
      if (next > from && column < to) {
        const start = Math.max(column, from);
        const end = Math.min(next, to);
        if (sliced === '') sliced = styles;
        // A move back to before the edge wrote nothing: what it leads to begins at the edge.
        if (start !== position) sliced += moveToColumn(start - from);
        sliced += column >= from && next <= to ? piece : ' '.repeat(end - start);
        position = end;
        reached = Math.max(reached, end);
      }
      column = next;
    }
  }
  if (reached >= to) return sliced;
  const move = position === reached ? '' : moveToColumn(reached - from);
  return `${sliced}${move}\u001B[0m${' '.repeat(to - reached)}`;
}

/**
 * The line cut to `width` columns when it is longer; cheap for the usual line of plain characters. A doubtful line is
 * left as it is: no width is certain, and what stands to its right is painted again anyway.
 */
export function clipLine(line: string, width: number): string {
  if (line.length <= width || isDoubtful(line)) return line;
  let columns = 0;
  for (const [token, , final] of line.matchAll(tokenPattern)) {
    if (final === undefined) columns += token.length;
  }
  return columns > width ? sliceLine(line, 0, width) : line;
}

function mapTokens(
  line: string,
  mapSequence: (sequence: string) => string,
  mapText: (text: string) => string,
): string {
  return line.replace(/(\x1b\[[0-9;:]*[mG])|(?:(?!\x1b\[[0-9;:]*[mG])[^])+/g, (token, sequence?: string) =>
    sequence === undefined ? mapText(token) : mapSequence(sequence),
  );
}
