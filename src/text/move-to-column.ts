/** The one control sequence that text may carry: a move within its line (CHA, ECMA-48 8.3.9). */

/** 0-based column of the current line. */
export function moveToColumn(x: number): string {
  return `\u001B[${String(x + 1)}G`;
}
