/** Which statements and commands of the text a key means. Pure. */
import type { SqlPiece } from '../../../queries/sql/split.ts';
import { endsWhole, pieceAt, piecesIn, splitSql } from '../../../session.ts';
import { selectionOf, type TextEditor } from '../../editing/text-editor.ts';

/** What is selected, or the statement at the cursor; `\watch` takes along the statement that it stands behind. */
export function chosenPieces(editor: TextEditor): readonly SqlPiece[] {
  const { text, cursor } = editor;
  const selection = selectionOf(editor);
  if (selection !== null) return piecesIn(text, selection);
  const pieces = splitSql(text);
  const piece = pieceAt(pieces, text, cursor);
  if (piece === null) return [];
  const before = pieces[pieces.indexOf(piece) - 1];
  const takesBefore = isWatch(piece) && before?.type === 'statement';
  return takesBefore ? [before, piece] : [piece];
}

/** Statements alone: what can be explained. */
export function chosenStatements(editor: TextEditor): readonly SqlPiece[] {
  return chosenPieces(editor).filter(({ type }) => type === 'statement');
}

/**
 * Whether Enter runs: behind a statement that is ended, at the end of the text, where psql would send it; and anywhere in the line of
 * a command.
 */
export function isToRun({ text, cursor, anchor }: TextEditor): boolean {
  if (anchor !== null && anchor !== cursor) return false;
  const isInCommand = splitSql(text).some(
    ({ type, start }) => type === 'command' && start <= cursor && !text.slice(start, cursor).includes('\n'),
  );
  if (isInCommand) return true;
  return text.slice(cursor).trim() === '' && endsWhole(text);
}

export function isWatch({ type, text }: SqlPiece): boolean {
  return type === 'command' && /^\\watch\b/.test(text);
}

/** True for what changes nothing but how results look: those that are there stay. */
export function isSwitch({ type, text }: SqlPiece): boolean {
  return type === 'command' && /^\\(?:x|timing|q)(?:\s|;|$)/.test(text);
}
