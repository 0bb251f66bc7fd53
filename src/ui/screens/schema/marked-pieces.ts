/** A text in pieces that matched and pieces that did not; no character is cut in two. */
import { graphemes } from '../../../text/char-width.ts';
import { cellWidth } from '../../../text/fit-cell.ts';

export interface MarkedPiece {
  readonly text: string;
  readonly isMarked: boolean;
}

/** `letters` are indexes of UTF-16 units, ascending. */
export function markedPieces(text: string, letters: readonly number[]): readonly MarkedPiece[] {
  if (letters.length === 0) return [{ text, isMarked: false }];
  const marked = new Set(letters);
  const pieces: { text: string; isMarked: boolean }[] = [];
  let at = 0;
  for (const character of text) {
    const isMarked = marked.has(at) || (character.length === 2 && marked.has(at + 1));
    const last = pieces.at(-1);
    // A mark, a joiner or a variation stays with what it changes.
    const isJoined =
      /^\p{M}/u.test(character) || character === '\u200d' || text.charCodeAt(at - 1) === 0x200d;
    if (last !== undefined && (last.isMarked === isMarked || isJoined)) last.text += character;
    else pieces.push({ text: character, isMarked });
    at += character.length;
  }
  return pieces;
}

/** Text before the first match that is seen with it. */
const lead = 8;

/** The whole text where its first match is seen in `room` columns, else `…` and what is from shortly before that match on. */
export function fromMatch(
  text: string,
  letters: readonly number[],
  room: number,
): { readonly text: string; readonly letters: readonly number[] } {
  const [first] = letters;
  const last = letters.at(-1);
  if (first === undefined || last === undefined) return { text, letters };
  if (cellWidth(text) <= room || cellWidth(text.slice(0, last + 1)) < room) return { text, letters };
  // A character is not cut in two.
  const from = graphemes(text.slice(0, first)).slice(0, -lead).join('').length;
  if (from === 0) return { text, letters };
  return { text: `…${text.slice(from)}`, letters: letters.map((at) => at - from + 1) };
}
