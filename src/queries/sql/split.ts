/**
 * A text of several statements → its pieces. A semicolon ends a statement where psql ends one too: outside of strings,
 * comments, parentheses and the body of a function in standard SQL. A backslash begins a command, which ends with its line.
 */
import { isSymbol, isWord, scanSql, type SqlToken } from './scan.ts';

export interface SqlPiece {
  readonly type: 'statement' | 'command';
  /** Offsets of all of it, blanks and semicolon included: a piece begins where the one before it ends. */
  readonly from: number;
  readonly to: number;
  /** Where its first token stands that is no blank and no comment, and the end of the last. */
  readonly start: number;
  readonly end: number;
  /** The text between these; without the semicolon, never empty. */
  readonly text: string;
  /** True for a command, and for a statement with a semicolon behind it. */
  readonly isEnded: boolean;
}

/** Pieces with something in them; what follows the last of them are blanks, comments and semicolons. */
export function splitSql(text: string): readonly SqlPiece[] {
  const pieces: SqlPiece[] = [];
  for (let from = 0; from < text.length;) {
    const found = splitUntilCommand(text.slice(from));
    pieces.push(...found.pieces.map((piece) => moved(piece, from)));
    from += found.length;
  }
  return pieces;
}

/** Up to the end of the first command: a quote in a command is none of SQL, so what is behind it is looked at anew. */
function splitUntilCommand(text: string): { readonly pieces: readonly SqlPiece[]; readonly length: number } {
  const pieces: SqlPiece[] = [];
  let from = 0;
  let open = openStatement();
  const close = (to: number, isEnded: boolean): void => {
    const { first, last } = open;
    open = openStatement();
    if (first === null || last === null) return;
    const [start, end] = [first.from, last.to];
    pieces.push({ type: 'statement', from, to, start, end, text: text.slice(start, end), isEnded });
    from = to;
  };
  for (const token of scanSql(text)) {
    if (isSymbol(token, '\\')) {
      close(token.from, false);
      const to = endOfLine(text, token.from);
      const command = text.slice(token.from, to).trimEnd();
      const end = token.from + command.length;
      pieces.push({ type: 'command', from, to, start: token.from, end, text: command, isEnded: true });
      return { pieces, length: to };
    }
    if (isSymbol(token, ';') && open.isOutermost()) close(token.to, true);
    else open.see(token);
  }
  close(text.length, false);
  return { pieces, length: text.length };
}

/**
 * The piece that a cursor is in: behind a semicolon still the one that it ends, until the line does. Null where there is
 * none.
 */
export function pieceAt(pieces: readonly SqlPiece[], text: string, cursor: number): SqlPiece | null {
  const behind = pieces.findLast(({ start }) => start <= cursor) ?? null;
  const next = pieces.find(({ start }) => start > cursor) ?? null;
  if (behind === null || next === null) return behind ?? next;
  if (cursor <= behind.to || !text.slice(behind.to, cursor).includes('\n')) return behind;
  return next;
}

/** True where psql would send what was typed: the last piece is ended, and no quote or comment behind it is open. */
export function endsWhole(text: string): boolean {
  const last = splitSql(text).at(-1);
  return last?.isEnded === true && scanSql(text.slice(last.to)).at(-1)?.isClosed !== false;
}

/** The part of the pieces that lies in a selection, as it is selected. */
export function piecesIn(
  text: string,
  { from, to }: { readonly from: number; readonly to: number },
): readonly SqlPiece[] {
  return splitSql(text.slice(from, to)).map((piece) => moved(piece, from));
}

function moved(piece: SqlPiece, by: number): SqlPiece {
  const { from, to, start, end } = piece;
  return { ...piece, from: from + by, to: to + by, start: start + by, end: end + by };
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end + 1;
}

/** A statement as far as it was read. */
function openStatement() {
  let first: SqlToken | null = null;
  let last: SqlToken | null = null;
  let depth = 0;
  let isRoutine = false;
  let wordCount = 0;
  /** Of BEGIN ATOMIC and the CASEs in it, each of which has an END (PostgreSQL 14, CREATE FUNCTION). */
  let blocks = 0;
  let lastWord: SqlToken | undefined;

  function see(token: SqlToken): void {
    if (token.type === 'space' || token.type === 'comment') return;
    first ??= token;
    last = token;
    if (isSymbol(token, '(', '[')) depth += 1;
    else if (isSymbol(token, ')', ']')) depth = Math.max(0, depth - 1);
    else if (token.type === 'word') seeWord(token);
  }

  function seeWord(token: SqlToken): void {
    wordCount += 1;
    // CREATE [OR REPLACE] FUNCTION
    if (wordCount <= 4 && isWord(first ?? undefined, 'CREATE') && isWord(token, 'FUNCTION', 'PROCEDURE'))
      isRoutine = true;
    if (isRoutine) {
      if (blocks === 0 ? isWord(token, 'ATOMIC') && isWord(lastWord, 'BEGIN') : isWord(token, 'CASE'))
        blocks += 1;
      else if (blocks > 0 && isWord(token, 'END')) blocks -= 1;
    }
    lastWord = token;
  }

  return {
    get first() {
      return first;
    },
    get last() {
      return last;
    },
    see,
    isOutermost: () => depth === 0 && blocks === 0,
  };
}
