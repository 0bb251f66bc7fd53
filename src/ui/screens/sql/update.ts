/** What keys do in the SQL screen: most type. */
import type { SqlCompletion } from '../../../queries/sql/completion/complete-sql.ts';
import { pieceAt, piecesIn, splitSql } from '../../../session.ts';
import type { ActionId } from '../../actions.ts';
import { candidateList, choosing, withCandidate } from '../../editing/candidates.ts';
import { editText } from '../../editing/edit-text.ts';
import { replaceAllText, selectionOf, type TextEditor } from '../../editing/text-editor.ts';
import { scrolledEditor } from '../../editing/scrolled-editor.ts';
import { goBack } from '../../history.ts';
import { layoutOf } from '../../layout.ts';
import { currentScreen, type State } from '../../state.ts';
import { pushScreen, stay, takeId, withNotice, type Step } from '../../step.ts';
import type { Keystroke, Paste } from '../../terminal/key.ts';
import { editLine } from '../../terminal/line-input.ts';
import { acceptParameter, beginSql, withSql } from './running.ts';
import { editorHeight, emptySql, type SqlScreen } from './state.ts';

/** The one there was before, with its text and results. */
export function openSql(state: State): Step {
  if (currentScreen(state).type === 'sql') return [{ ...state, focus: 'main' }, []];
  const [id, next] = takeId(state);
  const screen: SqlScreen = {
    ...(state.sql.last ?? emptySql(id)),
    id,
    requestId: null,
    queue: [],
    completion: null,
  };
  const opened = { ...next, sql: { ...next.sql, last: screen } };
  // Underneath another screen it would be there twice.
  const screens = opened.screens.filter(({ type }) => type !== 'sql');
  const [first = opened.screens[0], ...rest] = screens;
  const effects = state.sql.history === null ? [{ type: 'read-sql-history' } as const] : [];
  return [pushScreen({ ...opened, screens: [first, ...rest] }, screen), effects];
}

export function updateSqlKey(
  state: State,
  screen: SqlScreen,
  action: ActionId | null,
  key: Keystroke | Paste,
): Step {
  const calm: State = { ...state, notice: null };
  if (screen.asked !== null) return typeParameter(calm, screen, action, key);
  const { completion } = screen;
  switch (action) {
    case 'sql.run':
      return beginSql(calm, screen, chosenPieces(screen));
    case 'sql.run-all':
      return beginSql(calm, screen, splitSql(screen.editor.text));
    case 'sql.complete':
      return completion === null ? askCompletion(calm, screen) : takeCandidate(calm, screen, completion);
    case 'sql.grid':
      return openGrid(calm, screen);
    case 'sql.older':
      return lookBack(calm, screen, 1);
    case 'sql.newer':
      return lookBack(calm, screen, -1);
    case 'sql.next-tab':
      return showTab(calm, screen, 1);
    case 'sql.previous-tab':
      return showTab(calm, screen, -1);
    case 'sql.help':
      return [{ ...calm, overlay: { type: 'help', top: 0 } }, []];
    case 'sql.close':
    case 'sql.cancel':
      return leave(calm, screen);
    default:
      return typeText(calm, screen, key);
  }
}

function typeText(state: State, screen: SqlScreen, key: Keystroke | Paste): Step {
  const { completion, editor } = screen;
  if (key.type === 'key' && completion !== null && (key.name === 'up' || key.name === 'down')) {
    return [withSql(state, { ...screen, completion: choosing(completion, key.name === 'up' ? -1 : 1) }), []];
  }
  if (key.type === 'key' && key.name === 'enter' && isComplete(editor)) {
    return beginSql(state, screen, chosenPieces(screen));
  }
  const edited = editText(editor, key);
  if (edited === editor) return stay(state);
  const typed = withEditor(state, { ...screen, completion: null }, edited);
  const isName = key.type === 'key' && key.text !== undefined && /[\p{L}\p{N}_."\\]/u.test(key.text);
  const goesOn = isName || (key.type === 'key' && key.name === 'backspace' && completion !== null);
  if (!goesOn) return [withSql(state, typed), []];
  // The list before stays until the next one is here, so that nothing flickers.
  return askCompletion(state, { ...typed, completion });
}

/** Enter behind a semicolon, or in the line of a command, runs it, as in psql. */
function isComplete({ text, cursor, anchor }: TextEditor): boolean {
  if (anchor !== null || text.slice(cursor).trim() !== '') return false;
  const before = text.trimEnd();
  return before.endsWith(';') || /(?:^|\n)\s*\\[^\n]*$/.test(before);
}

function chosenPieces({ editor }: SqlScreen) {
  const { text, cursor } = editor;
  const selection = selectionOf(editor);
  if (selection !== null) return piecesIn(text, selection);
  const piece = pieceAt(splitSql(text), text, cursor);
  return piece === null ? [] : [piece];
}

function withEditor(state: State, screen: SqlScreen, editor: TextEditor): SqlScreen {
  const { innerHeight, innerWidth } = layoutOf(state.size, 'main');
  const room = { width: innerWidth - 2, height: editorHeight({ ...screen, editor }, innerHeight) };
  return { ...screen, editor: scrolledEditor(editor, room) };
}

function askCompletion(state: State, screen: SqlScreen): Step {
  const { text, cursor } = screen.editor;
  return [withSql(state, screen), [{ type: 'complete-sql', screenId: screen.id, text, cursor }]];
}

/** An answer to what is no longer typed is dropped. */
export function receiveSqlCompletion(
  state: State,
  screen: SqlScreen,
  asked: { readonly text: string; readonly cursor: number },
  found: SqlCompletion,
): Step {
  const { editor } = screen;
  if (editor.text !== asked.text || editor.cursor !== asked.cursor) return stay(state);
  const isTyped = found.candidates.some(({ text }) => text === editor.text.slice(found.from, found.to));
  return [withSql(state, { ...screen, completion: isTyped ? null : candidateList(found) }), []];
}

function takeCandidate(
  state: State,
  screen: SqlScreen,
  completion: NonNullable<SqlScreen['completion']>,
): Step {
  const edited = withCandidate(screen.editor, completion);
  return [withSql(state, withEditor(state, { ...screen, completion: null }, edited)), []];
}

function typeParameter(
  state: State,
  screen: SqlScreen,
  action: ActionId | null,
  key: Keystroke | Paste,
): Step {
  const { asked } = screen;
  if (asked === null) return stay(state);
  if (action === 'sql.close' || action === 'sql.cancel') {
    return [withSql(state, { ...screen, asked: null }), []];
  }
  if (key.type === 'key' && key.name === 'enter') return acceptParameter(state, screen);
  return [withSql(state, { ...screen, asked: { ...asked, line: editLine(asked.line, key) } }), []];
}

function openGrid(state: State, screen: SqlScreen): Step {
  const tab = screen.tabs[screen.active];
  if (tab?.type !== 'rows') return [withNotice(state, 'There are no rows to open.'), []];
  const [id, next] = takeId(state);
  return [pushScreen(next, { ...tab.rows, id }), []];
}

function showTab(state: State, screen: SqlScreen, step: 1 | -1): Step {
  const count = screen.tabs.length;
  if (count === 0) return stay(state);
  return [withSql(state, { ...screen, active: (screen.active + step + count) % count }), []];
}

function lookBack(state: State, screen: SqlScreen, step: 1 | -1): Step {
  const history = state.sql.history ?? [];
  const past = (screen.past ?? 0) + step;
  if (past < 0 || past > history.length) return stay(state);
  const draft = screen.past === null ? screen.editor.text : screen.draft;
  const text = past === 0 ? draft : (history.at(-past) ?? '');
  const edited = replaceAllText(screen.editor, text);
  const shown = { ...screen, draft, past: past === 0 ? null : past, completion: null };
  return [withSql(state, withEditor(state, shown, edited)), []];
}

/** The list goes first, then what runs, then the screen. */
function leave(state: State, screen: SqlScreen): Step {
  if (screen.completion !== null) return [withSql(state, { ...screen, completion: null }), []];
  if (screen.requestId !== null) {
    return [withNotice(state, 'Cancelling …'), [{ type: 'cancel-request', requestId: screen.requestId }]];
  }
  return goBack(state);
}
