/** The mouse on the search: a click puts the cursor on what was found or into the typed line, a double click opens the page. */
import type { State } from '../../state.ts';
import { replaceScreen, stay, type Step } from '../../step.ts';
import type { Act, Place } from '../pane-place.ts';
import { linesAbove, searchRoomOf } from './layout.ts';
import type { SchemaScreen } from './state.ts';
import { foundOn, moveTo } from './update.ts';

/** `x` and `y` from the pane's inner corner; `act` runs an action as its key would. */
export function clickSearch(
  state: State,
  screen: SchemaScreen,
  { x, y }: Place,
  isDouble: boolean,
  act: Act,
): Step {
  if (y === 0) return act(state, 'schema.search');
  const { listWidth, listHeight } = searchRoomOf(state);
  const line = y - linesAbove;
  if (line < 0 || line >= listHeight || x >= listWidth) return stay(state);
  const found = foundOn(state, screen);
  const clicked = found.lines[screen.top + line];
  if (clicked?.type !== 'hit') return stay(state);
  const chosen: SchemaScreen = { ...screen, isTyping: false };
  const [next, effects] = moveTo(replaceScreen(state, chosen), chosen, found, clicked.index);
  return isDouble ? act(next, 'schema.open') : [next, effects];
}
