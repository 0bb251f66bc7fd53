/** The exact count of a rows screen: asked for by a key, by going to the end, or by picking scopes. */
import type { State } from '../../state.ts';
import { replaceScreen, startRequest, stay, type Step } from '../../step.ts';
import type { RowsScreen } from './state.ts';

/** Asks unless it is known or on its way; `go-to-last` moves to the last row once it is known. */
export function countRows(state: State, screen: RowsScreen, then: 'show' | 'go-to-last' = 'show'): Step {
  if (screen.count.status === 'counting' || (screen.count.status === 'counted' && then === 'show')) {
    return stay(state);
  }
  const [requestId, next] = startRequest(state);
  const thenLast = then === 'go-to-last';
  const counting: RowsScreen = { ...screen, count: { status: 'counting', requestId, thenLast } };
  const { spec, id: screenId } = screen;
  return [replaceScreen(next, counting), [{ type: 'count-rows', requestId, screenId, spec }]];
}
