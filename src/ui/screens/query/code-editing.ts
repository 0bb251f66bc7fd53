/** The code form under edit: pasted or typed, read by the session, and followed by the screen as far as it says a query. */
import type { CodeSpec } from '../../../queries/code/code.ts';
import { editText } from '../../editing/edit-text.ts';
import { scrolledEditor } from '../../editing/scrolled-editor.ts';
import { editorOf, replaceAllText, type TextEditor } from '../../editing/text-editor.ts';
import type { Effect } from '../../effects.ts';
import type { State } from '../../state.ts';
import { endRequest, replaceScreen, startRequest, stay, withNotice, type Step } from '../../step.ts';
import type { Keystroke, Paste } from '../../terminal/key.ts';
import { askAll } from './asking.ts';
import { changeQuery, isSameSpec } from './change.ts';
import { formText } from './form-lines.ts';
import { editorRoom } from './layout.ts';
import type { CodeEditing, QueryScreen } from './state.ts';

/** The code as it is written, to be changed. */
export function editCode(state: State, screen: QueryScreen): Step {
  const text = formText(screen, 'code');
  if (text === null || screen.forms.isStale) return [withNotice(state, 'It is not written yet.', 'bad'), []];
  const editor = { ...editorOf(text), cursor: 0 };
  return [replaceScreen(state, { ...screen, tab: 'code', editing: editingOf(editor) }), []];
}

/** Pasted over the query: its code is replaced by what was pasted. */
export function pasteCode(state: State, screen: QueryScreen, { text }: Paste): Step {
  const before = editorOf(formText(screen, 'code') ?? '');
  const editor = replaceAllText(before, text.trimEnd());
  const opened: QueryScreen = { ...screen, tab: 'code', editing: editingOf(editor) };
  return readCode(replaceScreen(state, opened), opened, editingOf(scrolled(state, opened, editor)));
}

function editingOf(editor: TextEditor): CodeEditing {
  return { editor, requestId: null, problem: null, warnings: [], hasChanged: false, isClosing: false };
}

export function typeInCode(state: State, screen: QueryScreen, key: Keystroke | Paste): Step {
  const { editing } = screen;
  if (editing === null) return stay(state);
  const typed = editText(editing.editor, key);
  const editor = scrolled(state, screen, typed);
  if (editor === editing.editor) return stay(state);
  if (editor.text === editing.editor.text) {
    return [replaceScreen(state, { ...screen, editing: { ...editing, editor } }), []];
  }
  return readCode(state, screen, { ...editing, editor, isClosing: false });
}

function scrolled(state: State, screen: QueryScreen, editor: TextEditor): TextEditor {
  return scrolledEditor(editor, editorRoom(state, screen));
}

/** Has the text read once typing rests; a reading under way is of a text that is no more. */
function readCode(state: State, screen: QueryScreen, editing: CodeEditing): Step {
  const before = editing.requestId;
  const [requestId, next] = startRequest(before === null ? state : endRequest(state, before));
  const cancelled: readonly Effect[] = before === null ? [] : [{ type: 'cancel-request', requestId: before }];
  return [
    replaceScreen(next, { ...screen, editing: { ...editing, requestId } }),
    [...cancelled, { type: 'read-query-code', requestId, screenId: screen.id, text: editing.editor.text }],
  ];
}

/** The query that the code says; all that one edit makes of it is taken back at once. */
export function receiveCode(
  state: State,
  screen: QueryScreen,
  requestId: number,
  { spec, warnings }: CodeSpec,
): Step {
  const ended = endRequest(state, requestId);
  const { editing } = screen;
  if (editing?.requestId !== requestId) return stay(ended);
  const read: CodeEditing = {
    ...editing,
    requestId: null,
    problem: null,
    warnings: warnings.map(({ message, line }) => `line ${String(line)}: ${message}`),
    hasChanged: true,
  };
  const followed: QueryScreen = { ...screen, editing: editing.isClosing ? null : read };
  if (isSameSpec(spec, screen.spec)) return [replaceScreen(ended, followed), []];
  if (!editing.hasChanged) return changeQuery(ended, followed, spec);
  return askAll(ended, { ...followed, spec, natural: null });
}

/** The screen stays as far as it followed, and the code is written from it again. What is being read is read to its end. */
export function leaveCode(state: State, screen: QueryScreen): Step {
  const { editing } = screen;
  if (editing === null) return stay(state);
  const isRead = editing.requestId === null || editing.isClosing;
  return [
    replaceScreen(state, { ...screen, editing: isRead ? null : { ...editing, isClosing: true } }),
    isRead && editing.requestId !== null ? [{ type: 'cancel-request', requestId: editing.requestId }] : [],
  ];
}
