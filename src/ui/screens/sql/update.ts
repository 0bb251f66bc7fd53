/** What keys do in the SQL screen: most type. */
import { splitSql } from '../../../session.ts';
import type { ActionId } from '../../actions.ts';
import { editText } from '../../editing/edit-text.ts';
import { replaceAllText } from '../../editing/text-editor.ts';
import { goBack } from '../../history.ts';
import type { State } from '../../state.ts';
import { pushScreen, stay, takeId, withNotice, type Step } from '../../step.ts';
import type { Keystroke, Paste } from '../../terminal/key.ts';
import { chosenPieces, chosenStatements, isToRun } from './choose-pieces.ts';
import { expand } from './commands.ts';
import { askCompletion, chooseCandidate, takeCandidate } from './completing.ts';
import { withEditor, withSql } from './keeping.ts';
import { beginSql, typeParameter } from './parameters.ts';
import { scrollResult, scrollSideways } from './scrolling.ts';
import type { SqlScreen } from './state.ts';
import { endWatch } from './watching.ts';

export function updateSqlKey(
  state: State,
  screen: SqlScreen,
  action: ActionId | null,
  key: Keystroke | Paste,
): Step {
  const calm: State = { ...state, notice: null };
  if (screen.asked !== null) return typeParameter(calm, screen, action, key);
  switch (action) {
    case 'sql.enter':
      return pressEnter(calm, screen, key);
    case 'sql.run':
      return beginSql(calm, screen, chosenPieces(screen.editor));
    case 'sql.run-all':
      return beginSql(calm, screen, splitSql(screen.editor.text));
    case 'sql.explain':
      return explainChosen(calm, screen);
    case 'sql.complete':
      return screen.completion === null ? askCompletion(calm, screen) : takeCandidate(calm, screen);
    case 'sql.grid':
      return openGrid(calm, screen);
    case 'sql.expanded': {
      const { screen: expanded, told } = expand(screen, !screen.isExpanded);
      return stay(withNotice(withSql(calm, expanded), told ?? ''));
    }
    case 'sql.older':
      return lookBack(calm, screen, 1);
    case 'sql.newer':
      return lookBack(calm, screen, -1);
    case 'sql.next-tab':
      return showTab(calm, screen, 1);
    case 'sql.previous-tab':
      return showTab(calm, screen, -1);
    case 'sql.page-down':
      return scrollResult(calm, screen, 1, 'page');
    case 'sql.page-up':
      return scrollResult(calm, screen, -1, 'page');
    case 'sql.columns-right':
      return scrollSideways(calm, screen, 1);
    case 'sql.columns-left':
      return scrollSideways(calm, screen, -1);
    case 'sql.help':
      return [{ ...calm, overlay: { type: 'help', top: 0 } }, []];
    case 'sql.close':
    case 'sql.cancel':
      return leave(calm, screen);
    default:
      return typeText(calm, screen, key);
  }
}

/** Takes what was gone to in the list, runs what is ended, or breaks the line. */
function pressEnter(state: State, screen: SqlScreen, key: Keystroke | Paste): Step {
  if (screen.completion !== null && screen.isChoosing) return takeCandidate(state, screen);
  if (isToRun(screen.editor)) return beginSql(state, screen, chosenPieces(screen.editor));
  return typeText(state, screen, key);
}

function typeText(state: State, screen: SqlScreen, key: Keystroke | Paste): Step {
  const { completion, editor } = screen;
  if (key.type === 'key' && completion !== null && (key.name === 'up' || key.name === 'down')) {
    return chooseCandidate(state, screen, key.name === 'up' ? -1 : 1);
  }
  const edited = editText(editor, key);
  if (edited === editor) return stay(state);
  const typed = withEditor(state, { ...screen, completion: null, isChoosing: false }, edited);
  const isName = key.type === 'key' && key.text !== undefined && /[\p{L}\p{N}_."\\]/u.test(key.text);
  const goesOn = isName || (key.type === 'key' && key.name === 'backspace' && completion !== null);
  if (!goesOn) return [withSql(state, typed), []];
  // The list before stays until the next one is here, so that nothing flickers.
  return askCompletion(state, { ...typed, completion });
}

function explainChosen(state: State, screen: SqlScreen): Step {
  const statements = chosenStatements(screen.editor);
  return statements.length === 0
    ? [withNotice(state, 'There is no statement to explain.'), []]
    : beginSql(state, screen, statements, 'plan');
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

/** The list goes first, then what is watched or runs, then the screen. */
function leave(state: State, screen: SqlScreen): Step {
  if (screen.completion !== null) {
    return [withSql(state, { ...screen, completion: null, isChoosing: false }), []];
  }
  if (screen.watch !== null) return endWatch(state, screen);
  if (screen.requestId !== null) {
    return [withNotice(state, 'Cancelling …'), [{ type: 'cancel-request', requestId: screen.requestId }]];
  }
  return goBack(state);
}
