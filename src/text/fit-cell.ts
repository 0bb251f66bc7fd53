/**
 * Makes any text fit a cell: sanitised, truncated and padded to an exact number of columns in one pass.
 * Whatever the text holds, it can neither move the cursor, nor style, nor reorder, nor leave its cell.
 */

import { moveToColumn } from './move-to-column.ts';
import {
  charClass,
  graphemeEnd,
  graphemes,
  graphemeWidth,
  isDisputed,
  joiningClass,
  pictureOf,
  unsafeClass,
  wideClass,
} from './char-width.ts';

export type Alignment = 'left' | 'right';

const markPattern = /^\p{M}/u;

interface Layout {
  readonly text: string;
  readonly columns: number;
  /** How far terminals agree on the width: fully on `narrow`, on the order of things at least on `wide`. */
  readonly certainty: 'narrow' | 'wide' | 'joined';
}

/**
 * `text` in exactly `width` columns (`''` when that is 0 or less), cut with `…` when it is longer. Controls become
 * pictures (`⏎ → ␛`), C1 and lone surrogates `�`, bidi controls and invisible characters `·`; graphemes stay whole.
 */
export function fitCell(text: string, width: number, align: Alignment = 'left'): string {
  if (width <= 0) return '';
  if (isPlain(text, width)) return fitPlain(text, width, align);
  const layout = layOut(text, width);
  return aligned(layout.text, width - layout.columns, align);
}

/**
 * The same cell for a row of several: no width table agrees with every terminal, so a cell with wide characters or
 * emoji first blanks its place, and says where each doubtful grapheme and the next cell begin. `column` is the cell's
 * first column, 0-based and counted from the left of the region the row is painted in (the Screen adds the region's
 * place). Such a cell must stand at that column.
 */
export function anchoredCell(text: string, width: number, align: Alignment, column: number): string {
  if (width <= 0) return '';
  if (isPlain(text, width)) return fitPlain(text, width, align);
  const layout = layOut(text, width);
  const padding = width - layout.columns;
  if (layout.certainty === 'narrow') return aligned(layout.text, padding, align);
  const start = align === 'right' ? column + padding : column;
  const body = layout.certainty === 'joined' ? anchorGraphemes(layout.text, start) : layout.text;
  return blanks(width) + moveToColumn(start) + body + moveToColumn(column + width);
}

/** Columns the text needs once sanitised; `fitCell(text, cellWidth(text))` truncates nothing. */
export function cellWidth(text: string): number {
  return isPlain(text, text.length) ? text.length : layOut(text, Number.MAX_SAFE_INTEGER).columns;
}

/** The text as a cell would show it, whole: for text that others lay out (an Ink `Text`). A line break becomes `⏎`. */
export function neutralise(text: string): string {
  return isPlain(text, text.length) ? text : layOut(text, Number.MAX_SAFE_INTEGER).text;
}

/** Whether the first `width` characters are printable ASCII; of a longer text no more is looked at, for the last of them becomes `…`. */
function isPlain(text: string, width: number): boolean {
  const end = Math.min(text.length, width);
  for (let index = 0; index < end; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 0x20 || code > 0x7e) return false;
  }
  return true;
}

function fitPlain(text: string, width: number, align: Alignment): string {
  if (text.length > width) return text.slice(0, width - 1) + '…';
  return aligned(text, width - text.length, align);
}

function aligned(text: string, padding: number, align: Alignment): string {
  return align === 'right' ? blanks(padding) + text : text + blanks(padding);
}

const blankRuns: string[] = [];

function blanks(count: number): string {
  return (blankRuns[count] ??= ' '.repeat(count));
}

/** The text up to `width` columns, grapheme by grapheme; reads no further than it shows. */
function layOut(text: string, width: number): Layout {
  let shown = '';
  let columns = 0;
  let cut = '';
  let cutColumns = 0;
  let certainty: Layout['certainty'] = 'narrow';
  for (let start = 0; start < text.length;) {
    const end = graphemeEnd(text, start);
    const codePoint = text.codePointAt(start) ?? 0;
    const known = charClass(codePoint);
    const isSingle = known !== joiningClass && end - start === (codePoint > 0xffff ? 2 : 1);
    const grapheme =
      isSingle && known !== unsafeClass ? text.slice(start, end) : safeGrapheme(text.slice(start, end));
    const graphemeColumns = isSingle ? (known === wideClass ? 2 : 1) : graphemeWidth(grapheme);
    if (columns + graphemeColumns > width) return { text: cut + '…', columns: cutColumns + 1, certainty };
    shown += grapheme;
    columns += graphemeColumns;
    start = end;
    if (!isSingle) certainty = 'joined';
    else if (certainty === 'narrow' && (known === wideClass || isDisputed(codePoint))) certainty = 'wide';
    if (columns < width) {
      cut = shown;
      cutColumns = columns;
    }
  }
  return { text: shown, columns, certainty };
}

/** The grapheme as it may be written: at least one column, and nothing in it that acts on the terminal or its neighbours. */
function safeGrapheme(grapheme: string): string {
  if (grapheme === '\r\n') return pictureOf(0x0a);
  const codePoint = grapheme.codePointAt(0) ?? 0;
  if (charClass(codePoint) === unsafeClass) return pictureOf(codePoint);
  if (graphemeWidth(grapheme) > 0) return grapheme;
  return markPattern.test(grapheme) ? '◌' + grapheme : '·';
}

/** Safe text whose first column is `column`, with the cursor put right after every grapheme terminals disagree on. */
function anchorGraphemes(text: string, column: number): string {
  let anchored = '';
  let next = column;
  for (const grapheme of graphemes(text)) {
    next += graphemeWidth(grapheme);
    const isJoined = charClass(grapheme.codePointAt(0) ?? 0) === joiningClass || grapheme.length > 2;
    anchored += isJoined ? grapheme + moveToColumn(next) : grapheme;
  }
  return anchored;
}
