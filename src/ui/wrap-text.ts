/** Wraps text to a width in cells: at spaces where there are some, inside a word where it is longer than the line. */
import { cellWidth } from '../text/fit-cell.ts';

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Lines of at most `width` cells, at most `limit` of them. Line breaks of the text are kept; tabs become two spaces. */
export function wrapText(text: string, width: number, limit = Number.POSITIVE_INFINITY): readonly string[] {
  const lines: string[] = [];
  for (const line of text.split(/\r\n|\n|\r/)) {
    for (const part of wrapLine(line.replaceAll('\t', '  '), Math.max(1, width))) {
      lines.push(part);
      if (lines.length >= limit) return lines;
    }
  }
  return lines;
}

function isPrintableAscii(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}

function* wrapLine(line: string, width: number): Generator<string> {
  if (line.length <= width && cellWidth(line) <= width) {
    yield line;
    return;
  }
  let current = '';
  let used = 0;
  for (const word of line.split(/(?<=\s)/)) {
    const wordWidth = cellWidth(word.trimEnd());
    if (used > 0 && used + wordWidth > width) {
      yield current.trimEnd();
      current = '';
      used = 0;
    }
    if (wordWidth <= width) {
      current += word;
      used += cellWidth(word);
      continue;
    }
    if (isPrintableAscii(word)) {
      // One character a cell: a megabyte without blanks is cut up in no time.
      let start = 0;
      for (let room = width - used; word.length - start > room; room = width) {
        yield current + word.slice(start, start + room);
        start += room;
        current = '';
      }
      current += word.slice(start);
      used = current.length;
      continue;
    }
    for (const { segment } of segmenter.segment(word)) {
      const segmentWidth = cellWidth(segment);
      if (used + segmentWidth > width) {
        yield current;
        current = '';
        used = 0;
      }
      current += segment;
      used += segmentWidth;
    }
  }
  yield current.trimEnd();
}
