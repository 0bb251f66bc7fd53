/**
 * Where in a statement the server found fault: its `position` as line, column and a few words with a caret below.
 */

export interface StatementPlace {
  /** 1-based. */
  readonly line: number;
  /** 1-based, in characters. */
  readonly column: number;
  /** The line, cut to a window when long, and a caret under the place. */
  readonly excerpt: string;
}

const windowWidth = 100;

/**
 * `position` counts characters, not bytes or UTF-16 units, from 1 (PostgreSQL manual, 55.8). Null when it lies outside the
 * statement, which happens when the server saw another text than we did.
 */
export function statementPlace(statement: string, position: number): StatementPlace | null {
  const characters = Array.from(statement);
  if (!Number.isInteger(position) || position < 1 || position > characters.length + 1) return null;
  const before = characters.slice(0, position - 1);
  const lineStart = before.lastIndexOf('\n') + 1;
  const lineEnd = characters.indexOf('\n', position - 1);
  const line = characters.slice(lineStart, lineEnd === -1 ? undefined : lineEnd);
  const column = position - lineStart;
  return {
    line: before.filter((character) => character === '\n').length + 1,
    column,
    excerpt: excerptOf(line, column - 1),
  };
}

/** At most `windowWidth` characters of the line around `index`, tabs kept above and below so that the caret stays put. */
function excerptOf(line: readonly string[], index: number): string {
  const start = line.length <= windowWidth ? 0 : Math.max(0, index - Math.floor(windowWidth / 2));
  const end = Math.min(line.length, start + windowWidth);
  const head = start > 0 ? '…' : '';
  const tail = end < line.length ? '…' : '';
  const shown = line.slice(start, end).join('').trimEnd();
  const indent = line.slice(start, index).map((character) => (character === '\t' ? '\t' : ' '));
  return `${head}${shown}${tail}\n${' '.repeat(head.length)}${indent.join('')}^`;
}
