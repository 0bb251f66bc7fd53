/** A text with pieces put in and replaced, that still knows where each of its characters came from. No edit may add a line. */

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Of two insertions at one place the one with the lower rank comes first. */
  readonly rank: number;
}

/** More than one text has edits. */
const outermost = 1_000_000_000;

export interface EditedText {
  readonly text: string;
  /** The offset in the text as it was; for what was put in, the place where it was put. */
  readonly originalOffset: (offset: number) => number;
}

/** Collects edits of one text; they must not overlap. */
export class TextEdits {
  readonly #edits: Edit[] = [];

  insert(at: number, text: string): void {
    this.replace(at, at, text);
  }

  /** Before what opens at the same place; of two that close there, the one that was asked for later is the inner one. */
  close(at: number, text: string): void {
    this.#edits.push({ start: at, end: at, text, rank: -outermost - this.#edits.length });
  }

  /** Around everything that is put in between. */
  enclose(start: number, end: number, before: string, after: string): void {
    this.#edits.push({ start, end: start, text: before, rank: -1 });
    this.#edits.push({ start: end, end, text: after, rank: -outermost + 1 });
  }

  replace(start: number, end: number, text: string): void {
    this.#edits.push({ start, end, text, rank: this.#edits.length });
  }

  applyTo(original: string): EditedText {
    const edits = this.#edits.toSorted((a, b) => a.start - b.start || a.rank - b.rank);
    const pieces: { readonly from: number; readonly to: number; readonly isCopied: boolean }[] = [];
    let text = '';
    let at = 0;
    const copyUpTo = (end: number): void => {
      if (end <= at) return;
      pieces.push({ from: text.length, to: at, isCopied: true });
      text += original.slice(at, end);
      at = end;
    };
    for (const edit of edits) {
      copyUpTo(edit.start);
      pieces.push({ from: text.length, to: edit.start, isCopied: false });
      text += edit.text;
      at = Math.max(at, edit.end);
    }
    copyUpTo(original.length);
    return {
      text,
      originalOffset(offset) {
        const piece = pieces.findLast(({ from }) => from <= offset);
        if (piece === undefined) return offset;
        return piece.isCopied ? piece.to + offset - piece.from : piece.to;
      },
    };
  }
}
