/** (state, message) → the next state and the effects it wants. Pure: the whole behaviour of the console is in here and below. */
import type { ActionId } from './actions.ts';
import { contextsOf, isTypedOverlay, textFocus } from './contexts.ts';
import { holdKey, releaseKeys } from './held-keys.ts';
import { goBack, goForward, leaveScreens } from './history.ts';
import { actionForKey } from './keymap.ts';
import { cancelExport } from './exporting/update.ts';
import type { Message } from './messages.ts';
import { toggleMouse, useMouse } from './mouse.ts';
import { openPalette, updateOverlay } from './overlays/update.ts';
import { receive } from './receive.ts';
import { reload } from './reloading.ts';
import { askToQuit, sandboxIsOpen } from './quitting.ts';
import { openChecks } from './screens/checks/open.ts';
import { updateChecks } from './screens/checks/update.ts';
import { openGraphHere } from './screens/graph/open.ts';
import { updateGraph } from './screens/graph/update.ts';
import { openJournal, updateJournal } from './screens/journal/update.ts';
import { openLog, updateLog } from './screens/log/update.ts';
import { updateActivity } from './screens/activity/update.ts';
import { openActivity } from './screens/activity/watching.ts';
import { updatePage } from './screens/page/update.ts';
import { updatePlan } from './screens/plan/update.ts';
import { openProject, updateProject } from './screens/project/update.ts';
import { updateQuery } from './screens/query/update.ts';
import { updateRecord } from './screens/record/update.ts';
import { tryNow } from './reconnecting.ts';
import { awaitedOf } from './screens/requests.ts';
import { resizedRows } from './screens/rows/paging.ts';
import { updateScopes } from './screens/rows/scopes-update.ts';
import { updateRows } from './screens/rows/update.ts';
import { stopWatch } from './screens/rows/watching.ts';
import { replaceStuckProcess } from './screens/repl/running.ts';
import { openRepl } from './screens/repl/update.ts';
import { openSearch } from './screens/schema/open.ts';
import { updateSchema } from './screens/schema/update.ts';
import { openSql } from './screens/sql/open.ts';
import { openTour } from './screens/tour/open.ts';
import { updateTour } from './screens/tour/update.ts';
import { updateValue } from './screens/value/update.ts';
import { updateWelcome } from './screens/welcome/update.ts';
import { openWholeGraph, startSearch, updateSidebar } from './sidebar/update.ts';
import { currentScreen, type ScreenState, type State } from './state.ts';
import { stay, withNotice, type Step } from './step.ts';
import type { Keystroke } from './terminal/key.ts';
import { pasteText, updateText } from './text-update.ts';

export function update(state: State, message: Message): Step {
  return leaveScreens(state, answer(state, message));
}

function answer(state: State, message: Message): Step {
  switch (message.type) {
    case 'started':
      return [state, [{ type: 'load-project' }, { type: 'load-models' }, { type: 'connect' }]];
    case 'key-pressed':
      return pressKey(state, message.key);
    case 'text-pasted':
      return pasteText(state, message.paste);
    case 'mouse-used':
      return useMouse(state, message.use, act);
    case 'resized':
      return resizedRows({ ...state, size: message.size });
    case 'action-chosen':
      return act(state, message.id);
    case 'evaluation-stuck':
      return replaceStuckProcess(state);
    default:
      return releaseKeys(receive(state, message), pressKey);
  }
}

function pressKey(state: State, key: Keystroke): Step {
  const focus = textFocus(state);
  const action = actionForKey(contextsOf(state), key.name);
  const holding = holdKey(state, key, action);
  if (holding !== null) return holding;
  const free: State = state.held === null ? state : { ...state, held: null };
  if (focus !== null && (action === null || !isTypedOverlay(focus)))
    return updateText(free, focus, action, key);
  return action === null ? stay(state) : act({ ...free, notice: null }, action);
}

/** Does what an action says, wherever it came from: a key, the palette, a mouse. */
function act(state: State, action: ActionId): Step {
  if (state.overlay !== null) return updateOverlay(state, state.overlay, action, act);
  const step = actGlobally(state, action);
  if (step !== null) return step;
  const triesNow = action.endsWith('.refresh') || action === 'journal.rehearse';
  if (state.loss !== null && triesNow) return tryNow(state);
  if (action.startsWith('welcome.')) return updateWelcome(state, action);
  if (state.focus === 'sidebar') return updateSidebar(state, action);
  const screen = currentScreen(state);
  switch (screen.type) {
    case 'welcome':
      return stay(state);
    case 'rows':
      return screen.scopesPanel === null
        ? updateRows(state, screen, action)
        : updateScopes(state, screen, action);
    case 'record':
      return updateRecord(state, screen, action);
    case 'value':
      return updateValue(state, screen, action);
    case 'schema':
      return updateSchema(state, screen, action);
    case 'tour':
      return updateTour(state, screen, action);
    case 'checks':
      return updateChecks(state, screen, action);
    case 'page':
      return updatePage(state, screen, action);
    case 'graph':
      return updateGraph(state, screen, action);
    case 'query':
      return updateQuery(state, screen, action);
    case 'plan':
      return updatePlan(state, screen, action);
    case 'activity':
      return updateActivity(state, screen, action);
    case 'journal':
      return updateJournal(state, screen, action);
    case 'project':
      return updateProject(state, screen, action);
    case 'log':
      return updateLog(state, screen, action);
    case 'sql':
    case 'repl':
      return stay(state);
  }
}

function actGlobally(state: State, action: ActionId): Step | null {
  switch (action) {
    case 'app.help':
      return [{ ...state, overlay: { type: 'help', top: 0 } }, []];
    case 'app.palette':
      return openPalette(state);
    case 'app.switch-focus':
      return [{ ...state, focus: state.focus === 'sidebar' ? 'main' : 'sidebar' }, []];
    case 'app.search':
      return startSearch(state);
    case 'app.migrations':
      return openJournal(state, 'migrations');
    case 'app.seeders':
      return openJournal(state, 'seeders');
    case 'app.sql':
      return openSql(state);
    case 'app.repl':
      return openRepl(state);
    case 'app.schema':
      return openSearch(state);
    case 'app.tour':
      return openTour(state);
    case 'app.checks':
      return openChecks(state);
    case 'app.graph':
      return state.focus === 'sidebar' ? openWholeGraph(state) : openGraphHere(state);
    case 'app.activity':
      return openActivity(state);
    case 'app.log':
      return openLog(state);
    case 'app.project':
      return openProject(state);
    case 'app.reload':
      return state.repl.hasSandbox ? stay(withNotice(state, sandboxIsOpen, 'bad')) : reload(state);
    case 'app.time-zone':
      return [{ ...state, timeZone: state.timeZone === 'utc' ? 'local' : 'utc' }, []];
    case 'app.back':
      return state.exporting !== null && state.focus === 'main' ? cancelExport(state) : leave(state);
    case 'app.forward':
      return goForward(state);
    case 'app.cancel':
      return cancelOrQuit(state);
    case 'app.mouse':
      return toggleMouse(state);
    case 'app.suspend':
      return [state, [{ type: 'suspend' }]];
    case 'app.redraw':
      return [state, [{ type: 'redraw' }]];
    case 'app.quit':
      return askToQuit(state);
    default:
      return null;
  }
}

/** One screen back, unless something was asked for on this one: that is cancelled first. */
function leave(state: State): Step {
  const screen = currentScreen(state);
  if (state.focus === 'main' && screen.type === 'rows' && screen.watch !== null)
    return stopWatch(state, screen);
  const awaited = state.focus === 'sidebar' ? [] : [...awaitedOf(screen), ...rehearsalOf(state, screen)];
  return awaited.length > 0 ? cancel(state, awaited) : goBack(state);
}

/** A rehearsal that the timeline shows. */
function rehearsalOf({ timelines }: State, screen: ScreenState): readonly number[] {
  const rehearsing = screen.type === 'journal' ? timelines[screen.kind].rehearsing : null;
  return rehearsing === null ? [] : [rehearsing.requestId];
}

function cancelOrQuit(state: State): Step {
  if (state.exporting?.requestId === null) return cancelExport(state);
  if (state.running.size === 0) return askToQuit(state);
  return cancel(state, [...state.running]);
}

function cancel(state: State, requestIds: readonly number[]): Step {
  const effects = requestIds.map((requestId) => ({ type: 'cancel-request' as const, requestId }));
  return [withNotice(state, 'Cancelling …'), effects];
}
