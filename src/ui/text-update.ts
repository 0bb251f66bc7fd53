/** Typing: which line of text has the keys, and what accepting or leaving it does. */
import type { ActionId } from './actions.ts';
import type { TextFocus } from './contexts.ts';
import { isTypedOverlay, textFocus } from './contexts.ts';
import { typeInExport } from './exporting/update.ts';
import { typeInQuestion } from './overlays/agree.ts';
import { typeInList } from './overlays/update.ts';
import {
  acceptFilter as acceptCheckFilter,
  leaveFilter,
  moveInFilter,
  typeInChecks,
} from './screens/checks/filter.ts';
import { acceptEntryFind, findEntryAgain, leaveEntryFind, typeInEntryFind } from './screens/journal/find.ts';
import { leaveCode, pasteCode, typeInCode } from './screens/query/code-editing.ts';
import {
  acceptTyping,
  chooseInCompletion,
  completeQuery,
  leaveTyping,
  typeInQuery,
} from './screens/query/typing.ts';
import { acceptScopeArguments } from './screens/rows/scopes-update.ts';
import { chooseCandidate, takeCandidate, typeInFilter } from './screens/rows/completion.ts';
import { acceptFind, leaveFind, typeInFind } from './screens/rows/find.ts';
import { acceptPrompt, typeInPrompt } from './screens/rows/prompt.ts';
import type { RowsScreen } from './screens/rows/state.ts';
import { acceptFilter } from './screens/rows/update.ts';
import { acceptSchema, leaveSchemaTyping, moveInSchema, typeInSchema } from './screens/schema/update.ts';
import { updateReplKey } from './screens/repl/update.ts';
import { updateSqlKey } from './screens/sql/update.ts';
import { acceptSearch, endSearch, moveInSearch, searchSidebar } from './sidebar/update.ts';
import { currentScreen, type State } from './state.ts';
import { replaceScreen, stay, type Step } from './step.ts';
import type { Keystroke, Paste } from './terminal/key.ts';
import { editLine, emptyLine, type LineInput } from './terminal/line-input.ts';

type Focus = NonNullable<TextFocus>;

/** A key while text is typed: accept, leave, move in a list beside it, or edit. */
export function updateText(state: State, focus: Focus, action: ActionId | null, key: Keystroke): Step {
  if (focus === 'query-code') return updateCode(state, action, key);
  const shown = currentScreen(state);
  if (focus === 'repl') return shown.type === 'repl' ? updateReplKey(state, shown, action, key) : stay(state);
  if (focus === 'sql') return shown.type === 'sql' ? updateSqlKey(state, shown, action, key) : stay(state);
  switch (action) {
    case 'input.accept':
    case 'search.open':
      return accept(state, focus);
    case 'input.close': {
      const screen = currentScreen(state);
      return focus === 'entries' && screen.type === 'journal'
        ? leaveEntryFind(state, screen)
        : [leave(state, focus), []];
    }
    case 'filter.complete': {
      const screen = currentScreen(state);
      if (screen.type === 'query') return completeQuery(state, screen);
      return focus === 'filter' && screen.type === 'rows' ? takeCandidate(state, screen) : stay(state);
    }
    case 'input.up':
    case 'input.down':
      return move(state, focus, action === 'input.up' ? -1 : 1);
    default:
      return edit(state, focus, key);
  }
}

export function pasteText(state: State, paste: Paste): Step {
  const focus = textFocus(state);
  if (focus === 'query-code') return updateCode(state, null, paste);
  const screen = currentScreen(state);
  if (focus === 'sql' && screen.type === 'sql') return updateSqlKey(state, screen, null, paste);
  if (focus === 'repl' && screen.type === 'repl') return updateReplKey(state, screen, null, paste);
  if (focus !== null) return edit(state, focus, paste);
  const isOverQuery = screen.type === 'query' && state.focus === 'main' && state.overlay === null;
  return isOverQuery ? pasteCode(state, screen, paste) : stay(state);
}

function updateCode(state: State, action: ActionId | null, key: Keystroke | Paste): Step {
  const screen = currentScreen(state);
  if (screen.type !== 'query') return stay(state);
  return action === 'query-code.leave' ? leaveCode(state, screen) : typeInCode(state, screen, key);
}

function accept(state: State, focus: Focus): Step {
  const screen = currentScreen(state);
  if (focus === 'search') return acceptSearch(state);
  if (screen.type === 'journal') return acceptEntryFind(state, screen);
  if (screen.type === 'query') return acceptTyping(state, screen);
  if (screen.type === 'schema') return acceptSchema(state, screen);
  if (screen.type === 'checks') return acceptCheckFilter(state, screen);
  if (screen.type !== 'rows') return stay(state);
  if (focus === 'find') return acceptFind(state, screen);
  if (focus === 'prompt') return acceptPrompt(state, screen);
  return focus === 'filter' ? acceptFilter(state, screen) : acceptScopeArguments(state, screen);
}

function move(state: State, focus: Focus, step: 1 | -1): Step {
  const screen = currentScreen(state);
  if (focus === 'search') return [moveInSearch(state, step), []];
  if (screen.type === 'journal') return findEntryAgain(state, screen, step);
  if (screen.type === 'query') return chooseInCompletion(state, screen, step);
  if (screen.type === 'schema') return moveInSchema(state, screen, step);
  if (screen.type === 'checks') return moveInFilter(state, screen, step);
  return focus === 'filter' && screen.type === 'rows' ? chooseCandidate(state, screen, step) : stay(state);
}

/** The list beside what is typed is left first. */
function leave(state: State, focus: Focus): State {
  const screen = currentScreen(state);
  if (focus === 'search') return endSearch(state);
  if (screen.type === 'query') return leaveTyping(state, screen);
  if (screen.type === 'schema') return leaveSchemaTyping(state, screen);
  if (screen.type === 'checks') return leaveFilter(state, screen);
  if (screen.type !== 'rows') return state;
  if (focus === 'find') return leaveFind(state, screen);
  if (focus === 'prompt') return typeInPrompt(state, screen, null);
  if (focus === 'filter') {
    const filterInput = screen.completion === null ? null : screen.filterInput;
    return replaceScreen(state, { ...screen, filterInput, completion: null });
  }
  return withArgument(state, screen, null);
}

/** The line that has the keys. */
export function focusedLine(state: State, focus: Focus): LineInput {
  if (focus === 'search') return state.sidebar.search;
  if (isTypedOverlay(focus)) {
    return state.overlay?.type === focus ? state.overlay.line : emptyLine;
  }
  const screen = currentScreen(state);
  if (screen.type === 'journal') return screen.finding?.line ?? emptyLine;
  if (screen.type === 'query') return screen.typing?.line ?? emptyLine;
  if (screen.type === 'schema') return screen.line;
  if (screen.type === 'checks') return screen.filter;
  if (screen.type !== 'rows') return emptyLine;
  if (focus === 'find') return screen.finding?.line ?? emptyLine;
  if (focus === 'prompt') return screen.prompt?.line ?? emptyLine;
  return (focus === 'filter' ? screen.filterInput : screen.scopesPanel?.argument?.line) ?? emptyLine;
}

/** What was said of the text before is not true of this one. */
function edit(before: State, focus: Focus, key: Keystroke | Paste): Step {
  const state: State = { ...before, notice: null };
  const line = editLine(focusedLine(state, focus), key);
  if (focus === 'search') return [searchSidebar(state, line), []];
  if (focus === 'list') return [typeInList(state, line), []];
  if (focus === 'export') return [typeInExport(state, line), []];
  if (focus === 'typed-confirm') return [typeInQuestion(state, line), []];
  const screen = currentScreen(state);
  if (screen.type === 'journal') return typeInEntryFind(state, screen, line);
  if (screen.type === 'query') return typeInQuery(state, screen, line);
  if (screen.type === 'schema') return typeInSchema(state, screen, line);
  if (screen.type === 'checks') return typeInChecks(state, screen, line);
  if (screen.type !== 'rows') return stay(state);
  if (focus === 'find') return typeInFind(state, screen, line);
  if (focus === 'prompt') return [typeInPrompt(state, screen, line), []];
  return focus === 'filter' ? typeInFilter(state, screen, line) : [withArgument(state, screen, line), []];
}

function withArgument(state: State, screen: RowsScreen, line: LineInput | null): State {
  const panel = screen.scopesPanel;
  if (panel?.argument == null) return state;
  const argument = line === null ? null : { ...panel.argument, line };
  return replaceScreen(state, { ...screen, scopesPanel: { ...panel, argument } });
}
