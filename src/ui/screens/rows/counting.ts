/** The exact count of a rows screen: asked for by a key, or by picking scopes. */
import type { State } from '../../state.ts';
import { replaceScreen, startRequest, stay, type Step } from '../../step.ts';
import type { RowsScreen } from './state.ts';

/** Asks unless it is known or on its way. */
export function countRows(state: State, screen: RowsScreen): Step {
  if (screen.count.status !== 'unknown') return stay(state);
  const [requestId, next] = startRequest(state);
  const counting: RowsScreen = { ...screen, count: { status: 'counting', requestId } };
  const { spec, id: screenId } = screen;
  return [replaceScreen(next, counting), [{ type: 'count-rows', requestId, screenId, spec }]];
}
