/** What keys do to a text under edit: the one table of them. Accepting, leaving and completing are the caller's. */
import type { Key } from '../terminal/key.ts';
import { blankWordStart, nextOffset, previousOffset, wordEnd, wordStart } from '../terminal/text-motions.ts';
import {
  moveTo,
  redo,
  replaceText,
  selectionOf,
  undo,
  type EditKind,
  type TextEditor,
} from './text-editor.ts';
import { columnsOf, lineAt, lineBeside, offsetAtColumn } from './text-lines.ts';

/** Lines a page key moves over. */
const pageLines = 10;

/**
 * The editor after a key; the same object when the key means nothing to it. `enter` breaks the line, keeping its
 * indentation; a paste keeps line breaks and tabs and loses other controls. Tab, escape and mouse are the caller's.
 */
export function editText(editor: TextEditor, key: Key): TextEditor {
  if (key.type === 'mouse') return editor;
  if (key.type === 'paste') return insert(editor, pastedText(key.text), 'other');
  if (key.text !== undefined) return insert(editor, key.text, 'typing');
  const edit = edits[key.name];
  if (edit !== undefined) return edit(editor);
  const plain = key.name.replace('shift+', '');
  const motion = motions[plain];
  if (motion === undefined) return editor;
  const selects = plain !== key.name;
  return motion(editor, selects);
}

/** Puts text in at the cursor, in the place of what is selected. */
export function insert(editor: TextEditor, text: string, kind: EditKind = 'other'): TextEditor {
  const selection = selectionOf(editor);
  const place = selection ?? { from: editor.cursor, to: editor.cursor };
  return replaceText(editor, place, text, selection === null ? kind : 'other');
}

type Edit = (editor: TextEditor) => TextEditor;
type Motion = (editor: TextEditor, selects: boolean) => TextEditor;

const edits: Readonly<Record<string, Edit>> = {
  enter: breakLine,
  'alt+enter': breakLine,
  'shift+enter': breakLine,
  backspace: (editor) => cut(editor, characterBefore(editor), editor.cursor),
  'shift+backspace': (editor) => cut(editor, characterBefore(editor), editor.cursor),
  delete: (editor) => cut(editor, editor.cursor, characterBehind(editor)),
  'ctrl+d': (editor) => cut(editor, editor.cursor, characterBehind(editor)),
  'ctrl+u': (editor) => cut(editor, lineOf(editor).start, editor.cursor),
  'ctrl+k': cutLineEnd,
  'ctrl+w': (editor) => cut(editor, wordBefore(editor, blankWordStart), editor.cursor),
  'alt+backspace': (editor) => cut(editor, wordBefore(editor, wordStart), editor.cursor),
  'ctrl+backspace': (editor) => cut(editor, wordBefore(editor, wordStart), editor.cursor),
  'alt+d': (editor) => cut(editor, editor.cursor, wordBehind(editor)),
  'ctrl+delete': (editor) => cut(editor, editor.cursor, wordBehind(editor)),
  'ctrl+z': undo,
  'ctrl+_': undo,
  'ctrl+y': redo,
  'ctrl+shift+z': redo,
  'alt+a': (editor) => moveTo({ ...editor, anchor: 0, cursor: 0 }, editor.text.length, true),
};

/** Each also with shift, which selects. */
const motions: Readonly<Record<string, Motion>> = {
  left: (editor, selects) =>
    leave(editor, selects, 'from') ?? moveTo(editor, characterBefore(editor), selects),
  'ctrl+b': (editor, selects) => moveTo(editor, characterBefore(editor), selects),
  right: (editor, selects) =>
    leave(editor, selects, 'to') ?? moveTo(editor, characterBehind(editor), selects),
  'ctrl+f': (editor, selects) => moveTo(editor, characterBehind(editor), selects),
  up: (editor, selects) => moveLines(editor, -1, selects),
  down: (editor, selects) => moveLines(editor, 1, selects),
  pageup: (editor, selects) => moveLines(editor, -pageLines, selects),
  pagedown: (editor, selects) => moveLines(editor, pageLines, selects),
  home: (editor, selects) => moveTo(editor, indentedStart(editor), selects),
  'ctrl+a': (editor, selects) => moveTo(editor, lineOf(editor).start, selects),
  end: (editor, selects) => moveTo(editor, lineOf(editor).end, selects),
  'ctrl+e': (editor, selects) => moveTo(editor, lineOf(editor).end, selects),
  'ctrl+home': (editor, selects) => moveTo(editor, 0, selects),
  'ctrl+end': (editor, selects) => moveTo(editor, editor.text.length, selects),
  'ctrl+left': (editor, selects) => moveTo(editor, wordBefore(editor, wordStart), selects),
  'alt+left': (editor, selects) => moveTo(editor, wordBefore(editor, wordStart), selects),
  'alt+b': (editor, selects) => moveTo(editor, wordBefore(editor, wordStart), selects),
  'ctrl+right': (editor, selects) => moveTo(editor, wordBehind(editor), selects),
  'alt+right': (editor, selects) => moveTo(editor, wordBehind(editor), selects),
  'alt+f': (editor, selects) => moveTo(editor, wordBehind(editor), selects),
};

/** An arrow without shift goes to the edge of what is selected. */
function leave(editor: TextEditor, selects: boolean, edge: 'from' | 'to'): TextEditor | null {
  const selection = selects ? null : selectionOf(editor);
  return selection === null ? null : moveTo(editor, selection[edge]);
}

/** Above the first line is the start of the text, below the last its end. */
function moveLines(editor: TextEditor, step: number, selects: boolean): TextEditor {
  const { text, cursor } = editor;
  const here = lineAt(text, cursor);
  const column = editor.column ?? columnsOf(text.slice(here.start, cursor));
  const there = lineBeside(text, cursor, step);
  if (there.start === here.start) return moveTo(editor, step < 0 ? 0 : text.length, selects, column);
  return moveTo(editor, offsetAtColumn(text, there, column), selects, column);
}

function breakLine(editor: TextEditor): TextEditor {
  const from = selectionOf(editor)?.from ?? editor.cursor;
  const { start } = lineAt(editor.text, from);
  const indentation = /^[ \t]*/.exec(editor.text.slice(start, from))?.[0] ?? '';
  return insert(editor, `\n${indentation}`);
}

/** What is selected goes first, whatever key it was. */
function cut(editor: TextEditor, from: number, to: number): TextEditor {
  const selection = selectionOf(editor);
  return replaceText(editor, selection ?? { from, to }, '', selection === null ? 'deleting' : 'other');
}

/** At the end of a line the line break goes. */
function cutLineEnd(editor: TextEditor): TextEditor {
  const { end } = lineOf(editor);
  return cut(editor, editor.cursor, end === editor.cursor ? characterBehind(editor) : end);
}

function lineOf({ text, cursor }: TextEditor): { readonly start: number; readonly end: number } {
  return lineAt(text, cursor);
}

/** Before the first character that is no blank; there already, at the very start. */
function indentedStart(editor: TextEditor): number {
  const { start, end } = lineOf(editor);
  const indented = start + (/^[ \t]*/.exec(editor.text.slice(start, end))?.[0].length ?? 0);
  return editor.cursor === indented ? start : indented;
}

function characterBefore(editor: TextEditor): number {
  const { start } = lineOf(editor);
  if (editor.cursor === start) return Math.max(0, start - 1);
  return start + previousOffset(lineBefore(editor, start));
}

function characterBehind(editor: TextEditor): number {
  const { start, end } = lineOf(editor);
  if (editor.cursor === end) return Math.min(editor.text.length, end + 1);
  return start + nextOffset(inLine(editor, start, end));
}

/** At the start of a line, the end of the line before. */
function wordBefore(editor: TextEditor, startOf: typeof wordStart): number {
  const { start } = lineOf(editor);
  if (editor.cursor === start) return Math.max(0, start - 1);
  return start + startOf(lineBefore(editor, start));
}

function wordBehind(editor: TextEditor): number {
  const { start, end } = lineOf(editor);
  if (editor.cursor === end) return Math.min(editor.text.length, end + 1);
  return start + wordEnd(inLine(editor, start, end));
}

function lineBefore({ text, cursor }: TextEditor, start: number): { text: string; cursor: number } {
  return { text: text.slice(start, cursor), cursor: cursor - start };
}

function inLine({ text, cursor }: TextEditor, start: number, end: number): { text: string; cursor: number } {
  return { text: text.slice(start, end), cursor: cursor - start };
}

function pastedText(text: string): string {
  return text.replace(/\r\n?|[\u2028\u2029]/g, '\n').replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/g, '');
}
