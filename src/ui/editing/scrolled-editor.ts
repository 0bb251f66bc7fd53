/** Keeps the cursor of a text under edit in view. */
import { scrolledTo } from '../scroll.ts';
import type { TextEditor } from './text-editor.ts';
import { placeOf } from './text-lines.ts';

export interface EditorRoom {
  readonly width: number;
  readonly height: number;
}

/** The editor moved just as far as its cursor has to be to be seen in that room; to be called after every change. */
export function scrolledEditor(editor: TextEditor, { width, height }: EditorRoom): TextEditor {
  const place = placeOf(editor.text, editor.cursor);
  const lineCount = editor.text.split('\n').length;
  const top = Math.min(scrolledTo(place.line, editor.top, height), Math.max(0, lineCount - height));
  const left = place.column < width - 1 ? 0 : scrolledTo(place.column, editor.left, width);
  return top === editor.top && left === editor.left ? editor : { ...editor, top, left };
}
