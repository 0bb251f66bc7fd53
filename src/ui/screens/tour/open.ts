/** The way into the tour: it goes on where it was left. */
import type { State } from '../../state.ts';
import { openFromRoot, pushScreen, takeId, type Step } from '../../step.ts';
import { needSchema } from '../schema/known-schema.ts';
import type { TourScreen } from './state.ts';

export function openTour(state: State, how: 'from-root' | 'on-top' = 'on-top'): Step {
  const [id, next] = takeId(state);
  const screen: TourScreen = { type: 'tour', id, stop: state.tourStop, top: 0 };
  return needSchema(how === 'from-root' ? openFromRoot(next, screen) : pushScreen(next, screen));
}
