/** The mouse on the tour: a click in the contents goes to a stop or a chapter, a double click opens its page. */
import { layoutOf } from '../../layout.ts';
import type { State } from '../../state.ts';
import { stay, type Step } from '../../step.ts';
import type { Act, Place } from '../pane-place.ts';
import { contentsRows } from './contents.ts';
import { tourRoom } from './layout.ts';
import type { TourScreen } from './state.ts';
import { tourThrough } from './stops.ts';
import { goToStop } from './update.ts';

/** `x` and `y` from the pane's inner corner; `act` runs an action as its key would. */
export function clickTour(
  state: State,
  screen: TourScreen,
  { x, y }: Place,
  isDouble: boolean,
  act: Act,
): Step {
  if (state.schema.status !== 'ready') return stay(state);
  const { innerWidth, innerHeight } = layoutOf(state.size, 'main');
  if (x >= tourRoom(innerWidth, innerHeight).contents) return stay(state);
  const rows = contentsRows(tourThrough(state.schema.value), screen.stop, innerHeight);
  // The first stop of a chapter stands below its title.
  const place = rows[y]?.place ?? rows[y + 1]?.place ?? null;
  if (y < 0 || rows[y] === undefined || place === null) return stay(state);
  const [next, effects] = goToStop(state, screen, place);
  return isDouble ? act(next, 'tour.open') : [next, effects];
}
