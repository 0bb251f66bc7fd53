/** The mouse on a page: a click puts the cursor on a line, a double click follows or folds it, the wheel scrolls what it is over. */
import type { ActionId } from '../../actions.ts';
import { isInDetail } from '../../paint/detail-room.ts';
import type { State } from '../../state.ts';
import { stay, type Step } from '../../step.ts';
import type { Act, Place } from '../pane-place.ts';
import { pageRoomOf } from './layout.ts';
import { pageOf } from './page-lines.ts';
import type { PageScreen } from './state.ts';
import { moveTo } from './update.ts';

/** `act` runs an action as its key would. */
export function clickPage(
  state: State,
  screen: PageScreen,
  { x, y }: Place,
  isDouble: boolean,
  act: Act,
): Step {
  const { schema } = state;
  if (schema.status !== 'ready' || y < 0 || isInDetail(pageRoomOf(state), x, y)) return stay(state);
  const page = pageOf(schema.value, screen.node, screen.beside, screen.closed);
  if (page?.lines[screen.top + y] === undefined) return stay(state);
  const [next, effects] = moveTo(state, screen, screen.top + y);
  return isDouble ? act(next, 'page.open') : [next, effects];
}

/** What the wheel scrolls there by a line; null for the lines. */
export function scrolledOnPage(state: State, { x, y }: Place, notch: 1 | -1): ActionId | null {
  if (!isInDetail(pageRoomOf(state), x, y)) return null;
  return notch === 1 ? 'page.detail-down' : 'page.detail-up';
}
