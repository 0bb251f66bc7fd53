/** The mouse on the activity: a click shows a tab or puts the cursor on a line, a double click opens what is behind it. */
import type { State } from '../../state.ts';
import { replaceScreen, stay, type Step } from '../../step.ts';
import type { Act, Place } from '../pane-place.ts';
import { activityRoomOf, linesAbove } from './layout.ts';
import type { ActivityScreen } from './state.ts';
import { tabAt } from './tabs.ts';
import { showTab } from './update.ts';
import { movedTo, shownLines } from './watching.ts';

/** `x` and `y` from the pane's inner corner; `act` runs an action as its key would. */
export function clickActivity(
  state: State,
  screen: ActivityScreen,
  { x, y }: Place,
  isDouble: boolean,
  act: Act,
): Step {
  if (screen.view === null) return stay(state);
  if (y === 0) {
    const tab = tabAt(screen, screen.view, x);
    return tab === null ? stay(state) : showTab(state, screen, tab);
  }
  const line = y - linesAbove;
  const { list } = activityRoomOf(state, screen);
  const cursor = screen.top + line;
  if (line < 0 || line >= list || cursor >= shownLines(state, screen).length) return stay(state);
  const next = replaceScreen(state, movedTo(state, screen, cursor));
  return isDouble ? act(next, 'activity.open') : stay(next);
}
