/** What was typed before, in the editor again: step by step, or found by letters of it. */
import type { Choice } from '../../overlays/state.ts';
import { scrolledEditor } from '../../editing/scrolled-editor.ts';
import { editorOf, type TextEditor } from '../../editing/text-editor.ts';
import { layoutOf } from '../../layout.ts';
import { currentScreen, type State } from '../../state.ts';
import { stay, withNotice, type Step } from '../../step.ts';
import { emptyLine } from '../../terminal/line-input.ts';
import { withRepl } from './running.ts';
import { replEditorHeight, type ReplScreen } from './state.ts';

export function lookBack(state: State, screen: ReplScreen, step: 1 | -1): State {
  const history = state.repl.history ?? [];
  const past = (screen.past ?? 0) + step;
  if (past < 0 || past > history.length) return state;
  const draft = screen.past === null ? screen.editor.text : screen.draft;
  const text = past === 0 ? draft : (history[past - 1] ?? '');
  return withEditor(state, { ...screen, draft, past: past === 0 ? null : past }, editorOf(text));
}

/** All inputs, the newest first: an input of several lines in one. */
export function listInputs(state: State): Step {
  const choices = (state.repl.history ?? []).map((entry): Choice => {
    const [first = '', ...more] = entry.split('\n').map((line) => line.trim());
    const aside = more.length === 0 ? '' : `${String(more.length + 1)} lines`;
    return { type: 'in-repl', entry, title: [first, ...more].join(' ↵ '), aside };
  });
  if (choices.length === 0) return [withNotice(state, 'Nothing was typed here before.'), []];
  const overlay = { type: 'list', title: 'Former input', line: emptyLine, choices, cursor: 0 } as const;
  return stay({ ...state, overlay });
}

/** To be edited, or evaluated as it is. */
export function recallInput(state: State, entry: string): Step {
  const screen = currentScreen(state);
  if (screen.type !== 'repl') return stay(state);
  return stay(withEditor(state, { ...screen, past: null, draft: '' }, editorOf(entry)));
}

export function withEditor(state: State, screen: ReplScreen, editor: TextEditor): State {
  const { innerHeight, innerWidth } = layoutOf(state.size, 'main');
  const room = { width: innerWidth - 3, height: replEditorHeight({ editor }, innerHeight) };
  return withRepl(state, { ...screen, completion: null, editor: scrolledEditor(editor, room) });
}
