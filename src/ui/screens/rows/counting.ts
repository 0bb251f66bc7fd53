/**
 * How many rows a rows screen has: the planner's estimate, asked for when the first page is here and its end is not in view, and
 * the exact count, asked for by a key and by nothing else.
 */
import type { RowEstimate } from '../../../queries/query-spec.ts';
import type { Effect } from '../../effects.ts';
import type { State } from '../../state.ts';
import { replaceScreen, startRequest, stay, takeId, type Step } from '../../step.ts';
import { knownTotal, type RowsScreen } from './state.ts';

/** Asks unless it is known or on its way. */
export function countRows(state: State, screen: RowsScreen): Step {
  // Rows up to a limit are all here: to count on would say something else.
  if (screen.count.status !== 'unknown' || screen.rowLimit !== null) return stay(state);
  const [requestId, next] = startRequest(state);
  const counting: RowsScreen = { ...screen, count: { status: 'counting', requestId } };
  const { spec, id: screenId } = screen;
  return [replaceScreen(next, counting), [{ type: 'count-rows', requestId, screenId, spec }]];
}

/** Asks for the estimate where a page is here and nothing says how many rows there are; nobody is told that it is on its way. */
export function withEstimate([state, effects]: Step, screenId: number): Step {
  const screen = state.screens.find(({ id }) => id === screenId);
  if (screen?.type !== 'rows' || screen.estimate.status !== 'unknown') return [state, effects];
  if (screen.window === null || screen.isStale || knownTotal(screen) !== null) return [state, effects];
  const [requestId, next] = takeId(state);
  const asked: RowsScreen = { ...screen, estimate: { status: 'asked', requestId } };
  const { spec } = screen;
  return [replaceScreen(next, asked), [...effects, { type: 'estimate-rows', requestId, screenId, spec }]];
}

/** Takes an estimate in, unless it answers a question that is no longer asked. A failed one is no news: null. */
export function receiveEstimate(state: State, requestId: number, estimate: RowEstimate | null): State {
  const screen = state.screens.find(
    (candidate): candidate is RowsScreen =>
      candidate.type === 'rows' &&
      candidate.estimate.status === 'asked' &&
      candidate.estimate.requestId === requestId,
  );
  if (screen === undefined) return state;
  return replaceScreen(state, { ...screen, estimate: { status: 'told', rows: estimate?.rows ?? null } });
}

/** Both are of the rows before; what is under way for them is cancelled. */
export function forgetTotals(screen: RowsScreen): readonly [RowsScreen, readonly Effect[]] {
  const { count, estimate } = screen;
  const asked = [
    ...(count.status === 'counting' ? [count.requestId] : []),
    ...(estimate.status === 'asked' ? [estimate.requestId] : []),
  ];
  const forgotten: RowsScreen = { ...screen, count: { status: 'unknown' }, estimate: { status: 'unknown' } };
  return [forgotten, asked.map((requestId) => ({ type: 'cancel-request', requestId }))];
}
