/** Text made safe and broken into lines that fit the screen. */
import { graphemes } from '../text/char-width.ts';
import { cellWidth } from '../text/fit-cell.ts';
import { sanitiseLine } from './sanitise.ts';

const indent = '  ';

/**
 * Broken between words; what goes on is two cells further in. A word longer than the line is broken where the line ends. Each line begins
 * with `start`; a null width is a pipe, where nothing is broken.
 */
export function wrapped(
  text: string,
  start: string,
  { width }: { readonly width: number | null },
): readonly string[] {
  const safe = sanitiseLine(text);
  const room = width === null ? Number.POSITIVE_INFINITY : Math.max(20, width - start.length);
  if (cellWidth(safe) <= room) return [`${start}${safe}`];
  const [own = ''] = /^ */.exec(safe) ?? [];
  const lines: string[] = [];
  let line = own;
  const further = `${own}${indent}`;
  const blank = () => line.trim() === '';
  for (const word of safe
    .trim()
    .split(' ')
    .flatMap((one) => pieces(one, room - further.length))) {
    const joined = blank() ? `${line}${word}` : `${line} ${word}`;
    if (!blank() && cellWidth(joined) > room) {
      lines.push(line);
      line = `${further}${word}`;
    } else line = joined;
  }
  return [...lines, line].map((each) => `${start}${each}`);
}

function pieces(word: string, room: number): readonly string[] {
  if (cellWidth(word) <= room) return [word];
  const found: string[] = [];
  let piece = '';
  for (const segment of graphemes(word)) {
    if (cellWidth(piece + segment) > room) {
      found.push(piece);
      piece = '';
    }
    piece += segment;
  }
  return [...found, piece];
}
