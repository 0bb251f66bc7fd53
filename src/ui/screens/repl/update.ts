/** What keys do in the REPL screen: most type. */
import { wantsMoreLines } from '../../../session.ts';
import type { ActionId } from '../../actions.ts';
import { choosing, withCandidate } from '../../editing/candidates.ts';
import { editText } from '../../editing/edit-text.ts';
import { emptyEditor, type TextEditor } from '../../editing/text-editor.ts';
import { goBack } from '../../history.ts';
import { layoutOf } from '../../layout.ts';
import { currentScreen, type State } from '../../state.ts';
import { pushScreen, stay, takeId, withNotice, type Step } from '../../step.ts';
import type { Keystroke, Paste } from '../../terminal/key.ts';
import { listInputs, lookBack, withEditor } from './history.ts';
import { runTyped, withRepl } from './running.ts';
import { emptyRepl, replEditorHeight, type ReplScreen } from './state.ts';
import { transcriptLines } from './transcript.ts';

/** The one there was before, with its transcript. */
export function openRepl(state: State): Step {
  if (currentScreen(state).type === 'repl') return [{ ...state, focus: 'main' }, []];
  const [id, next] = takeId(state);
  const kept = state.repl.last ?? emptyRepl(id);
  // What was left while it ran was interrupted then.
  const screen: ReplScreen = { ...kept, id, running: null, completion: null };
  const opened = { ...next, repl: { ...next.repl, last: screen } };
  // Underneath another screen it would be there twice.
  const [first = opened.screens[0], ...rest] = opened.screens.filter(({ type }) => type !== 'repl');
  const isFresh = kept.inputs.length === 0 && !state.repl.hasSandbox;
  const effects = [
    ...(state.repl.history === null ? [{ type: 'read-code-history' } as const] : []),
    ...(isFresh ? [{ type: 'warm-up-evaluator', id } as const] : []),
  ];
  return [pushScreen({ ...opened, screens: [first, ...rest] }, screen), effects];
}

export function updateReplKey(
  state: State,
  screen: ReplScreen,
  action: ActionId | null,
  key: Keystroke | Paste,
): Step {
  const calm: State = { ...state, notice: null };
  const { completion } = screen;
  switch (action) {
    case 'repl.run':
      return runTyped(calm, screen);
    case 'repl.complete':
      if (completion === null) return askCompletion(calm, screen);
      return stay(withEditor(calm, screen, withCandidate(screen.editor, completion)));
    case 'repl.open':
      return openLast(calm, screen);
    case 'repl.view':
      return stay(withRepl(calm, { ...screen, view: screen.view === 'table' ? 'tree' : 'table' }));
    case 'repl.older':
      return stay(lookBack(calm, screen, 1));
    case 'repl.newer':
      return stay(lookBack(calm, screen, -1));
    case 'repl.search':
      return listInputs(calm);
    case 'repl.page-up':
      return stay(scrolled(calm, screen, 1));
    case 'repl.page-down':
      return stay(scrolled(calm, screen, -1));
    case 'repl.clear':
      return stay(withRepl(calm, { ...screen, entries: [], back: 0 }));
    case 'repl.help':
      return [{ ...calm, overlay: { type: 'help', top: 0 } }, []];
    case 'repl.close':
    case 'repl.cancel':
      return leave(calm, screen, action);
    default:
      return typeText(calm, screen, key);
  }
}

function typeText(state: State, screen: ReplScreen, key: Keystroke | Paste): Step {
  const { completion, editor } = screen;
  if (key.type === 'key' && (key.name === 'up' || key.name === 'down')) {
    const step = key.name === 'up' ? -1 : 1;
    if (completion !== null) {
      return stay(withRepl(state, { ...screen, completion: choosing(completion, step) }));
    }
    const beyond = step < 0 ? editor.text.slice(0, editor.cursor) : editor.text.slice(editor.cursor);
    if (!beyond.includes('\n')) return stay(lookBack(state, screen, step < 0 ? 1 : -1));
  }
  if (key.type === 'key' && key.name === 'enter' && isWhole(editor)) return runTyped(state, screen);
  const edited = editText(editor, key);
  if (edited === editor) return stay(state);
  const isName = key.type === 'key' && key.text !== undefined && /[\p{L}\p{N}_.$]/u.test(key.text);
  const goesOn = isName || (key.type === 'key' && key.name === 'backspace' && completion !== null);
  const typed = withEditor(state, screen, edited);
  if (!goesOn || screen.running !== null) return stay(typed);
  const next = { ...screen, editor: edited };
  // The list before stays until the next one is here, so that nothing flickers.
  return [withRepl(typed, { ...(typed.repl.last ?? next), completion }), completionOf(next)];
}

/** Every bracket is closed and the cursor in the last line; a line that says nothing ends what wants more all the same. */
function isWhole({ text, cursor }: TextEditor): boolean {
  if (text.slice(cursor).includes('\n')) return false;
  return !wantsMoreLines(text) || /\n[ \t]*$/.test(text);
}

function askCompletion(state: State, screen: ReplScreen): Step {
  if (screen.running !== null) return [withNotice(state, 'A line is running: Esc interrupts it.'), []];
  return [withRepl(state, screen), completionOf(screen)];
}

function completionOf({ id, editor }: ReplScreen) {
  return [{ type: 'complete-code', screenId: id, text: editor.text, cursor: editor.cursor } as const];
}

function scrolled(state: State, screen: ReplScreen, step: 1 | -1): State {
  const { innerHeight, innerWidth } = layoutOf(state.size, 'main');
  const room = innerHeight - replEditorHeight(screen, innerHeight) - 1;
  const lines = transcriptLines(screen.entries, innerWidth - 2, screen.view).length;
  const back = screen.back + step * Math.max(1, room - 1);
  return withRepl(state, { ...screen, back: Math.max(0, Math.min(lines - room, back)) });
}

function openLast(state: State, screen: ReplScreen): Step {
  const { last } = screen;
  if (last?.status !== 'done') return [withNotice(state, 'There is no value to open.'), []];
  const { value, name } = last;
  if (value.type === 'table') {
    const { innerWidth } = layoutOf(state.size, 'main');
    return [
      state,
      [{ type: 'read-evaluated', screenId: screen.id, name: name ?? '_', width: innerWidth - 2 }],
    ];
  }
  const text = value.parts.map((part) => part.text).join('');
  const [id, next] = takeId(state);
  return [
    pushScreen(next, { type: 'value', id, title: name ?? 'value', text, language: 'text', top: 0 }),
    [],
  ];
}

/** The list goes first, then what runs, then with Ctrl-C what is typed, then the screen. */
function leave(state: State, screen: ReplScreen, action: 'repl.close' | 'repl.cancel'): Step {
  if (screen.completion !== null) return stay(withRepl(state, { ...screen, completion: null }));
  if (screen.running !== null) {
    const { requestId } = screen.running;
    return [withNotice(state, 'Interrupting …'), [{ type: 'cancel-request', requestId }]];
  }
  if (action === 'repl.cancel' && screen.editor.text !== '') {
    return stay(withRepl(state, { ...screen, editor: emptyEditor, past: null, draft: '' }));
  }
  return goBack(state);
}
