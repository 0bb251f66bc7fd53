/**
 * Several lines of text under edit: what is typed, where the cursor is, what is selected, and how to undo it. Pure, so
 * that a screen keeps the value and tests need no terminal. Offsets are code units between two graphemes.
 */
import { boundaryAt } from '../terminal/text-motions.ts';

export interface TextEditor {
  /** Line breaks are `\n`. */
  readonly text: string;
  readonly cursor: number;
  /** The other end of the selection; null where nothing is selected. */
  readonly anchor: number | null;
  /** The column that up and down keep to; null when the cursor's own is meant. */
  readonly column: number | null;
  /** First line and first column that are shown. */
  readonly top: number;
  readonly left: number;
  /** What can be undone, the last first; what was undone, the last first. */
  readonly undone: readonly TextBefore[];
  readonly before: readonly TextBefore[];
  /** The kind of the last edit: typing on is undone in one. */
  readonly lastEdit: EditKind | null;
}

interface TextBefore {
  readonly text: string;
  readonly cursor: number;
}

export type EditKind = 'typing' | 'deleting' | 'other';

const mostUndone = 200;

/** The text with the cursor behind it and nothing to undo. */
export function editorOf(text: string): TextEditor {
  const whole = text.replace(/\r\n?/g, '\n');
  return {
    text: whole,
    cursor: whole.length,
    anchor: null,
    column: null,
    top: 0,
    left: 0,
    before: [],
    undone: [],
    lastEdit: null,
  };
}

export const emptyEditor: TextEditor = editorOf('');

/** Offsets of what is selected, `from` before `to`; null where nothing is. */
export function selectionOf({
  cursor,
  anchor,
}: TextEditor): { readonly from: number; readonly to: number } | null {
  if (anchor === null || anchor === cursor) return null;
  return { from: Math.min(cursor, anchor), to: Math.max(cursor, anchor) };
}

export function selectedText(editor: TextEditor): string {
  const selection = selectionOf(editor);
  return selection === null ? '' : editor.text.slice(selection.from, selection.to);
}

/**
 * Puts `text` in the place of what stands between two offsets, the cursor behind it: what a candidate does, or a line of
 * the history. One step to undo; edits of the same kind as the last, other than `other`, join its step.
 */
export function replaceText(
  editor: TextEditor,
  { from, to }: { readonly from: number; readonly to: number },
  text: string,
  kind: EditKind = 'other',
): TextEditor {
  if (from === to && text === '') return editor;
  const start = editor.text.slice(0, from) + text;
  const whole = start + editor.text.slice(to);
  const joins = kind !== 'other' && kind === editor.lastEdit;
  const { before } = editor;
  return {
    ...editor,
    text: whole,
    cursor: settled(whole, start.length),
    anchor: null,
    column: null,
    before: joins ? before : [{ text: editor.text, cursor: editor.cursor }, ...before].slice(0, mostUndone),
    undone: [],
    lastEdit: kind,
  };
}

/** The whole text anew, to be undone in one step. */
export function replaceAllText(editor: TextEditor, text: string): TextEditor {
  return replaceText(editor, { from: 0, to: editor.text.length }, text.replace(/\r\n?/g, '\n'));
}

/** What was typed may have joined the text behind it into one grapheme, of the same line. */
function settled(text: string, position: number): number {
  const start = text.lastIndexOf('\n', position - 1) + 1;
  const end = text.indexOf('\n', position);
  const line = text.slice(start, end < 0 ? text.length : end);
  return start + boundaryAt(line, position - start);
}

/** Moves the cursor, and with `selects` the end of the selection. The same object when nothing changes. */
export function moveTo(
  editor: TextEditor,
  cursor: number,
  selects = false,
  column: number | null = null,
): TextEditor {
  const anchor = selects ? (editor.anchor ?? editor.cursor) : null;
  if (cursor === editor.cursor && anchor === editor.anchor && column === editor.column) return editor;
  return { ...editor, cursor, anchor, column, lastEdit: null };
}

export function undo(editor: TextEditor): TextEditor {
  const [last, ...before] = editor.before;
  if (last === undefined) return editor;
  const undone = [{ text: editor.text, cursor: editor.cursor }, ...editor.undone];
  return { ...editor, ...last, anchor: null, column: null, before, undone, lastEdit: null };
}

export function redo(editor: TextEditor): TextEditor {
  const [last, ...undone] = editor.undone;
  if (last === undefined) return editor;
  const before = [{ text: editor.text, cursor: editor.cursor }, ...editor.before];
  return { ...editor, ...last, anchor: null, column: null, before, undone, lastEdit: null };
}
