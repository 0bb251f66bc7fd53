/** A text in pieces that matched and pieces that did not; no character is cut in two. */

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
