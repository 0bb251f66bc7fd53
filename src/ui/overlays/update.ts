/** What the keys of an open overlay do: choose, agree, refuse, close. */
import type { ActionId } from '../actions.ts';
import { actionsIn, keyLabel } from '../keymap.ts';
import { contextsOf } from '../contexts.ts';
import { updateExportForm } from '../exporting/update.ts';
import { fuzzyMatches } from '../fuzzy-match.ts';
import { layoutOf } from '../layout.ts';
import { movedCursor } from '../scroll.ts';
import { openGraph } from '../screens/graph/open.ts';
import { chooseInJournal } from '../screens/journal/choices.ts';
import { chooseInQuery } from '../screens/query/choices.ts';
import { recallInput } from '../screens/repl/history.ts';
import { chooseInRows } from '../screens/rows/choices.ts';
import { followFromCursor } from '../screens/rows/follow.ts';
import { updatePeek } from '../screens/rows/peek.ts';
import { openRows } from '../screens/rows/open.ts';
import { goToStop } from '../screens/tour/update.ts';
import { currentScreen, type State } from '../state.ts';
import { stay, type Step } from '../step.ts';
import { emptyLine, type LineInput } from '../terminal/line-input.ts';
import { agree, updateTypedQuestion } from './agree.ts';
import { helpLines } from './help.ts';
import type { Choice, Overlay } from './state.ts';

/** Opens the palette: actions of this place first, then models and tables. */
export function openPalette(state: State): Step {
  const choices: Choice[] = actionsIn(contextsOf(state))
    .filter((action) => action.inPalette === true)
    .map((action) => ({
      type: 'action',
      id: action.id,
      title: action.title,
      aside: keyLabel(action.keys[0] ?? ''),
    }));
  if (state.models.status === 'ready') {
    for (const model of state.models.value.models) {
      choices.push({ type: 'open-model', model: model.name, title: model.name, aside: 'model' });
    }
  }
  if (state.tables.status === 'ready') {
    for (const table of state.tables.value) {
      const { schema, name } = table;
      choices.push({ type: 'open-table', schema, table: name, title: `${schema}.${name}`, aside: 'table' });
    }
  }
  return [{ ...state, overlay: { type: 'list', title: 'Go to', line: emptyLine, choices, cursor: 0 } }, []];
}

/** The choices that match what was typed, best first. */
export function matchingChoices(overlay: Overlay & { readonly type: 'list' }): readonly Choice[] {
  const matching = fuzzyMatches(overlay.line.text, overlay.choices, (choice) => choice.title);
  const name = overlay.line.text.trim();
  if (overlay.typed !== 'view-name' || name === '') return matching;
  const others = matching.filter(({ title }) => title !== name);
  const isNew = others.length === matching.length;
  const typed: Choice = {
    type: 'in-rows',
    choice: { type: 'save-view', view: name },
    title: name,
    aside: isNew ? 'new' : 'saved over',
  };
  return [typed, ...others];
}

export function typeInList(state: State, line: LineInput): State {
  return state.overlay?.type === 'list'
    ? { ...state, overlay: { ...state.overlay, line, cursor: 0 } }
    : state;
}

/** `act` runs an action as its key would. */
export function updateOverlay(
  state: State,
  overlay: Overlay,
  action: ActionId,
  act: (state: State, action: ActionId) => Step,
): Step {
  const closed: State = { ...state, overlay: null };
  switch (overlay.type) {
    case 'help': {
      if (action === 'help.close') return [closed, []];
      const { innerHeight } = layoutOf(state.size, state.focus);
      const length = Math.max(1, helpLines(closed).length - innerHeight + 1);
      const top = movedCursor(action, overlay.top, length, innerHeight);
      return top === null ? stay(state) : [{ ...state, overlay: { ...overlay, top } }, []];
    }
    case 'peek':
      return updatePeek(state, overlay, action);
    case 'confirm': {
      if (action === 'confirm.refuse') return [closed, []];
      if (action !== 'confirm.accept') return stay(state);
      return agree(closed, overlay.effect);
    }
    case 'typed-confirm':
      return updateTypedQuestion(state, overlay, action);
    case 'export':
      return updateExportForm(state, overlay, action);
    case 'list': {
      const choices = matchingChoices(overlay);
      const last = Math.max(0, choices.length - 1);
      if (action === 'list.close') return [closed, []];
      if (action === 'list.up' || action === 'list.down') {
        const cursor = Math.max(0, Math.min(last, overlay.cursor + (action === 'list.up' ? -1 : 1)));
        return [{ ...state, overlay: { ...overlay, cursor } }, []];
      }
      const choice = choices[overlay.cursor];
      return action === 'list.choose' && choice !== undefined ? choose(closed, choice, act) : stay(state);
    }
  }
}

function choose(state: State, choice: Choice, act: (state: State, action: ActionId) => Step): Step {
  switch (choice.type) {
    case 'action':
      return act(state, choice.id);
    case 'open-model':
      return openRows(state, { type: 'model', name: choice.model });
    case 'open-table':
      return openRows(state, { type: 'table', schema: choice.schema, name: choice.table });
    case 'in-rows':
      return chooseInRows(state, choice.choice);
    case 'in-query':
      return chooseInQuery(state, choice.choice);
    case 'in-journal':
      return chooseInJournal(state, choice.choice);
    case 'in-graph':
      return openGraph(state, choice.node);
    case 'in-tour': {
      const screen = currentScreen(state);
      return screen.type === 'tour' ? goToStop(state, screen, choice.stop) : stay(state);
    }
    case 'in-repl':
      return recallInput(state, choice.entry);
    case 'follow': {
      const screen = currentScreen(state);
      return screen.type === 'rows' ? followFromCursor(state, screen, choice.relation) : stay(state);
    }
  }
}
