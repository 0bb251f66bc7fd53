/**
 * Makes any text fit a cell: sanitised, truncated and padded to an exact number of columns in one pass.
 * Whatever the text holds, it can neither move the cursor, nor style, nor reorder, nor leave its cell.
 */

import { moveToColumn } from './ansi.ts';
import {
  charClass,
  graphemes,
  graphemeWidth,
  isDisputed,
  joiningClass,
  pictureOf,
  unsafeClass,
  wideClass,
} from './char-width.ts';

export type Alignment = 'left' | 'right';

const asciiPattern = /^[\x20-\x7e]*$/;
const markPattern = /^\p{M}/u;
/** More code units in one grapheme are stacked marks made to deface the screen; the longest emoji has 15. */
const longestGrapheme = 32;

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
  if (asciiPattern.test(text)) {
    if (text.length > width) return text.slice(0, width - 1) + '…';
    return align === 'right' ? text.padStart(width) : text.padEnd(width);
  }
  const layout = layOut(text, width);
  const padding = ' '.repeat(width - layout.columns);
  return align === 'right' ? padding + layout.text : layout.text + padding;
}

/**
 * The same cell for a row of several: no width table agrees with every terminal, so a cell with wide characters or
 * emoji first blanks its place, and says where each doubtful grapheme and the next cell begin. `column` is the cell's
 * first column, 0-based and counted from the left of the region the row is painted in (the Screen adds the region's
 * place). Such a cell must stand at that column.
 */
export function anchoredCell(text: string, width: number, align: Alignment, column: number): string {
  if (width <= 0 || asciiPattern.test(text)) return fitCell(text, width, align);
  const layout = layOut(text, width);
  const padding = ' '.repeat(width - layout.columns);
  if (layout.certainty === 'narrow') return align === 'right' ? padding + layout.text : layout.text + padding;
  const start = align === 'right' ? column + padding.length : column;
  const body = layout.certainty === 'joined' ? anchorGraphemes(layout.text, start) : layout.text;
  return ' '.repeat(width) + moveToColumn(start) + body + moveToColumn(column + width);
}

/** Columns the text needs once sanitised; `fitCell(text, cellWidth(text))` truncates nothing. */
export function cellWidth(text: string): number {
  if (asciiPattern.test(text)) return text.length;
  return layOut(text, Number.MAX_SAFE_INTEGER).columns;
}

/** The text as a cell would show it, whole: for text that others lay out (an Ink `Text`). A line break becomes `⏎`. */
export function neutralise(text: string): string {
  return asciiPattern.test(text) ? text : layOut(text, Number.MAX_SAFE_INTEGER).text;
}

function layOut(text: string, width: number): Layout {
  const longest = width * 8 + 64;
  if (text.length <= longest) return layOutChars(text, width, false) ?? layOutGraphemes(text, width, false);
  const isSplit = (text.charCodeAt(longest - 1) & 0xfc00) === 0xd800;
  const start = text.slice(0, isSplit ? longest - 1 : longest);
  return layOutChars(start, width, true) ?? layOutGraphemes(start, width, true);
}

/** One code point a grapheme; null as soon as one of them may join its neighbours. */
function layOutChars(text: string, width: number, hasMore: boolean): Layout | null {
  let shown = '';
  let columns = 0;
  let cut = '';
  let cutColumns = 0;
  let isWide = false;
  for (let index = 0; index < text.length; index += 1) {
    const codePoint = text.codePointAt(index) ?? 0;
    const known = charClass(codePoint);
    if (known === joiningClass) return null;
    let char: string;
    if (known === unsafeClass) {
      if (codePoint === 0x0d && text.charCodeAt(index + 1) === 0x0a) continue;
      char = pictureOf(codePoint);
    } else {
      char = codePoint > 0xffff ? text.slice(index, index + 2) : text.charAt(index);
    }
    if (codePoint > 0xffff) index += 1;
    const charColumns = known === wideClass ? 2 : 1;
    if (columns + charColumns > width) return truncated(cut, cutColumns, isWide ? 'wide' : 'narrow');
    shown += char;
    columns += charColumns;
    isWide ||= charColumns === 2 || isDisputed(codePoint);
    if (columns < width) {
      cut = shown;
      cutColumns = columns;
    }
  }
  const certainty = isWide ? 'wide' : 'narrow';
  return hasMore ? truncated(cut, cutColumns, certainty) : { text: shown, columns, certainty };
}

function layOutGraphemes(text: string, width: number, hasMore: boolean): Layout {
  let shown = '';
  let columns = 0;
  let cut = '';
  let cutColumns = 0;
  for (const grapheme of graphemes(text)) {
    const safe = safeGrapheme(grapheme);
    const safeColumns = graphemeWidth(safe);
    if (columns + safeColumns > width) return truncated(cut, cutColumns, 'joined');
    shown += safe;
    columns += safeColumns;
    if (columns < width) {
      cut = shown;
      cutColumns = columns;
    }
  }
  return hasMore ? truncated(cut, cutColumns, 'joined') : { text: shown, columns, certainty: 'joined' };
}

function truncated(cut: string, cutColumns: number, certainty: Layout['certainty']): Layout {
  return { text: cut + '…', columns: cutColumns + 1, certainty };
}

/** The grapheme as it may be written: at least one column, and nothing in it that acts on the terminal or its neighbours. */
function safeGrapheme(grapheme: string): string {
  if (grapheme === '\r\n') return pictureOf(0x0a);
  const codePoint = grapheme.codePointAt(0) ?? 0;
  if (charClass(codePoint) === unsafeClass) return pictureOf(codePoint);
  const kept = grapheme.length > longestGrapheme ? wholeChars(grapheme.slice(0, longestGrapheme)) : grapheme;
  if (graphemeWidth(kept) > 0) return kept;
  return markPattern.test(kept) ? '◌' + kept : '·';
}

function wholeChars(text: string): string {
  return (text.charCodeAt(text.length - 1) & 0xfc00) === 0xd800 ? text.slice(0, -1) : text;
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
