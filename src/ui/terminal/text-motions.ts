/** Where the cursor goes in a text: by graphemes and by words. Offsets are code units, always between two graphemes. */

import { graphemes } from '../../text/char-width.ts';

/** A text and the cursor in it. A `LineInput` is one. */
export interface TextPlace {
  readonly text: string;
  readonly cursor: number;
}

/** The text before and behind a cursor is looked at no further than given: hand over one line of a long text. */
export function previousOffset({ text, cursor }: TextPlace): number {
  return cursor - (graphemes(text.slice(0, cursor)).at(-1)?.length ?? 0);
}

export function nextOffset({ text, cursor }: TextPlace): number {
  return cursor + (graphemes(text.slice(cursor))[0]?.length ?? 0);
}

/** Letters, digits and underscores make a word; what stands between it and the cursor is passed over. */
export function wordStart({ text, cursor }: TextPlace): number {
  return lengthOf(/^.*?(?=[\p{L}\p{N}_]*[^\p{L}\p{N}_]*$)/su, text.slice(0, cursor));
}

/** Blanks alone end a word, as a shell's Ctrl-W has it. */
export function blankWordStart({ text, cursor }: TextPlace): number {
  return lengthOf(/^.*?(?=\S*\s*$)/su, text.slice(0, cursor));
}

export function wordEnd({ text, cursor }: TextPlace): number {
  return cursor + lengthOf(/^[^\p{L}\p{N}_]*[\p{L}\p{N}\p{M}_]*/u, text.slice(cursor));
}

/** The first grapheme boundary at or behind `position`: what was inserted may have joined the text behind it. */
export function boundaryAt(text: string, position: number): number {
  let end = 0;
  for (const grapheme of graphemes(text)) {
    if (end >= position) return end;
    end += grapheme.length;
  }
  return end;
}

function lengthOf(pattern: RegExp, text: string): number {
  return pattern.exec(text)?.[0].length ?? 0;
}
