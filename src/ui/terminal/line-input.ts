/** One line of text under edit, by graphemes: pure, so that a screen keeps the state and the tests need no terminal. */

import { graphemes, graphemeWidth } from '../../text/char-width.ts';
import { fitCell, neutralise } from '../../text/fit-cell.ts';
import type { Key } from './keys.ts';
import {
  blankWordStart,
  boundaryAt,
  nextOffset,
  previousOffset,
  wordEnd,
  wordStart,
} from './text-motions.ts';

export interface LineInput {
  readonly text: string;
  /** Code units before the cursor; always between two graphemes. */
  readonly cursor: number;
}

export const emptyLine: LineInput = { text: '', cursor: 0 };

/** The text with the cursor behind it. */
export function lineOf(text: string): LineInput {
  return { text, cursor: text.length };
}

/**
 * The line after that key; the same object when the key means nothing to it (enter, tab, escape, up, down: the caller's).
 * Pasted line breaks and tabs become one space each, other controls are dropped.
 */
export function editLine(line: LineInput, key: Key): LineInput {
  if (key.type === 'mouse') return line;
  if (key.type === 'paste') return insert(line, oneLine(key.text));
  if (key.text !== undefined) return insert(line, key.text);
  return edits[key.name]?.(line) ?? line;
}

const edits: Readonly<Record<string, (line: LineInput) => LineInput>> = {
  left: (line) => move(line, previousOffset(line)),
  'ctrl+b': (line) => move(line, previousOffset(line)),
  right: (line) => move(line, nextOffset(line)),
  'ctrl+f': (line) => move(line, nextOffset(line)),
  home: (line) => move(line, 0),
  'ctrl+a': (line) => move(line, 0),
  end: (line) => move(line, line.text.length),
  'ctrl+e': (line) => move(line, line.text.length),
  'alt+b': (line) => move(line, wordStart(line)),
  'alt+left': (line) => move(line, wordStart(line)),
  'ctrl+left': (line) => move(line, wordStart(line)),
  'alt+f': (line) => move(line, wordEnd(line)),
  'alt+right': (line) => move(line, wordEnd(line)),
  'ctrl+right': (line) => move(line, wordEnd(line)),
  backspace: (line) => cut(line, previousOffset(line), line.cursor),
  'shift+backspace': (line) => cut(line, previousOffset(line), line.cursor),
  delete: (line) => cut(line, line.cursor, nextOffset(line)),
  'ctrl+d': (line) => cut(line, line.cursor, nextOffset(line)),
  'ctrl+u': (line) => cut(line, 0, line.cursor),
  'ctrl+k': (line) => cut(line, line.cursor, line.text.length),
  'ctrl+w': (line) => cut(line, blankWordStart(line), line.cursor),
  'alt+backspace': (line) => cut(line, wordStart(line), line.cursor),
  'alt+d': (line) => cut(line, line.cursor, wordEnd(line)),
};

export interface VisibleLine {
  /** Exactly `width` columns, sanitised. */
  readonly text: string;
  /** Where the cursor stands in it, 0-based, always less than `width`. */
  readonly cursorColumn: number;
}

/** The part of the line an input of `width` columns (at least 1) shows: scrolled just far enough to hold the cursor. */
export function visibleLine(line: LineInput, width: number): VisibleLine {
  const before = cells(line.text.slice(0, line.cursor));
  let cursorColumn = before.reduce((columns, cell) => columns + cell.width, 0);
  let hidden = 0;
  while (cursorColumn >= width && hidden < before.length) {
    cursorColumn -= before[hidden]?.width ?? 0;
    hidden += 1;
  }
  let text = '';
  let columns = 0;
  for (const cell of [...before.slice(hidden), ...cells(line.text.slice(line.cursor))]) {
    if (columns + cell.width > width) break;
    text += cell.text;
    columns += cell.width;
  }
  return { text: fitCell(text, width), cursorColumn };
}

function cells(text: string): { text: string; width: number }[] {
  return graphemes(text).map((grapheme) => {
    const safe = neutralise(grapheme);
    return { text: safe, width: graphemeWidth(safe) };
  });
}

function insert(line: LineInput, text: string): LineInput {
  if (text === '') return line;
  const before = line.text.slice(0, line.cursor) + text;
  const whole = before + line.text.slice(line.cursor);
  return { text: whole, cursor: boundaryAt(whole, before.length) };
}

function move(line: LineInput, cursor: number): LineInput {
  return cursor === line.cursor ? line : { ...line, cursor };
}

function cut(line: LineInput, from: number, to: number): LineInput {
  if (from === to) return line;
  const text = line.text.slice(0, from) + line.text.slice(to);
  return { text, cursor: boundaryAt(text, from) };
}

function oneLine(text: string): string {
  return text.replace(/\r\n|[\r\n\t\u2028\u2029]/g, ' ').replace(/[\x00-\x1f\x7f-\x9f]/g, '');
}
