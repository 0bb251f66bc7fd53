/** The cursor in a text of several lines. Pure. */

/** Where it lies a line above (-1) or below (1), in the same column or at the line's end; null where no line is. */
export function cursorInLine(text: string, cursor: number, step: 1 | -1): number | null {
  const start = lineStart(text, cursor);
  const column = cursor - start;
  if (step < 0) {
    if (start === 0) return null;
    return Math.min(lineStart(text, start - 1) + column, start - 1);
  }
  const end = text.indexOf('\n', cursor);
  if (end < 0) return null;
  const next = text.indexOf('\n', end + 1);
  return Math.min(end + 1 + column, next < 0 ? text.length : next);
}

function lineStart(text: string, cursor: number): number {
  return text.slice(0, cursor).lastIndexOf('\n') + 1;
}

/** As a text is pasted: line ends of any system, a tab as two blanks, nothing else that a terminal would act on, no end of line last. */
export function pastedText(text: string): string {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll('\t', '  ')
    .replaceAll(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, '')
    .replace(/\n+$/, '');
}
