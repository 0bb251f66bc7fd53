/** The mouse on each screen: what a click and the wheel do in the main pane. */
import type { ActionId } from '../actions.ts';
import { currentScreen, type State } from '../state.ts';
import { stay, type Step } from '../step.ts';
import type { MouseInput } from '../terminal/key.ts';
import { clickActivity } from './activity/mouse.ts';
import { clickChecks, scrolledInChecks } from './checks/mouse.ts';
import { clickGraph, scrollGraph } from './graph/mouse.ts';
import { clickJournal, isOverDetail } from './journal/mouse.ts';
import { clickPage, scrolledOnPage } from './page/mouse.ts';
import type { Act, Place } from './pane-place.ts';
import { clickQuery, scrollQuery } from './query/mouse.ts';
import { clickRows, scrollRows } from './rows/mouse.ts';
import { clickSearch } from './schema/mouse.ts';
import { clickTour } from './tour/mouse.ts';

const linesPerNotch = 3;

/** `act` runs an action as its key would. A screen that takes no clicks is left as it is. */
export function clickScreen(state: State, place: Place, isDouble: boolean, act: Act): Step {
  const screen = currentScreen(state);
  switch (screen.type) {
    case 'rows':
      return clickRows(state, screen, place, isDouble, act);
    case 'journal':
      return clickJournal(state, screen, place, isDouble, act);
    case 'query':
      return clickQuery(state, screen, place, isDouble, act);
    case 'graph':
      return clickGraph(state, screen, place, isDouble, act);
    case 'schema':
      return clickSearch(state, screen, place, isDouble, act);
    case 'page':
      return clickPage(state, screen, place, isDouble, act);
    case 'tour':
      return clickTour(state, screen, place, isDouble, act);
    case 'checks':
      return clickChecks(state, screen, place, isDouble, act);
    case 'activity':
      return clickActivity(state, screen, place, isDouble, act);
    default:
      return stay(state);
  }
}

/** A notch of the wheel, 0 where it goes sideways; null moves the cursor. */
export function scrollScreen(
  state: State,
  place: Place,
  input: MouseInput,
  notch: 1 | 0 | -1,
  act: Act,
): Step | null {
  const screen = currentScreen(state);
  if (screen.type === 'rows') return scrollRows(state, screen, input);
  if (notch === 0) return stay(state);
  switch (screen.type) {
    case 'journal': {
      if (!isOverDetail(state, screen, place)) return null;
      return act(state, notch === 1 ? 'journal.detail-down' : 'journal.detail-up');
    }
    case 'query':
      return scrollQuery(state, screen, place, notch);
    case 'graph':
      return scrollGraph(state, screen, place, notch, act);
    case 'page':
      return actOnLines(state, scrolledOnPage(state, place, notch), act);
    case 'checks':
      return actOnLines(state, scrolledInChecks(state, place, notch), act);
    default:
      return null;
  }
}

/** Runs what moves by a line for each line of a notch. */
export function actForNotch(state: State, action: ActionId, act: Act): Step {
  let step: Step = [state, []];
  for (let line = 0; line < linesPerNotch; line += 1) {
    const [next, effects] = act(step[0], action);
    step = [next, [...step[1], ...effects]];
  }
  return step;
}

function actOnLines(state: State, action: ActionId | null, act: Act): Step | null {
  return action === null ? null : actForNotch(state, action, act);
}
