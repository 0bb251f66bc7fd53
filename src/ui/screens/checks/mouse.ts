/** The mouse on the checks: a click shows a tab or puts the cursor on a finding, a double click opens its page. */
import type { ActionId } from '../../actions.ts';
import { layoutOf } from '../../layout.ts';
import { isInDetail } from '../../paint/detail-room.ts';
import type { State } from '../../state.ts';
import { replaceScreen, stay, type Step } from '../../step.ts';
import type { Act, Place } from '../pane-place.ts';
import { withCursor } from './cursor.ts';
import { checksRoomOf, linesAbove } from './layout.ts';
import { checkList } from './list.ts';
import type { ChecksScreen } from './state.ts';
import { tabAt } from './tabs.ts';
import { showTab } from './update.ts';

/** `act` runs an action as its key would. */
export function clickChecks(
  state: State,
  screen: ChecksScreen,
  { x, y }: Place,
  isDouble: boolean,
  act: Act,
): Step {
  if (y === 0) {
    const tab = tabAt(screen, layoutOf(state.size, 'main').innerWidth, x);
    return tab === null ? stay(state) : showTab(state, screen, tab);
  }
  const line = y - linesAbove;
  if (line < 0 || isInDetail(checksRoomOf(state), x, line)) return stay(state);
  const clicked = checkList(screen).lines[screen.top + line];
  if (clicked?.type !== 'item') return stay(state);
  const next = replaceScreen(state, withCursor(state, screen, clicked.index));
  return isDouble ? act(next, 'checks.open') : stay(next);
}

/** What the wheel scrolls there by a line; null for the list. */
export function scrolledInChecks(state: State, { x, y }: Place, notch: 1 | -1): ActionId | null {
  if (!isInDetail(checksRoomOf(state), x, y - linesAbove)) return null;
  return notch === 1 ? 'checks.detail-down' : 'checks.detail-up';
}
