/** What screens are waiting for: a reading that nobody will look at any more is cancelled on the server. */
import type { Effect } from '../effects.ts';
import type { ScreenState, State } from '../state.ts';
import type { Step } from '../step.ts';

/** Requests of one screen that only read. Steps of a journal are none: they go on wherever one looks. */
export function readingsOf(screen: ScreenState): readonly number[] {
  switch (screen.type) {
    case 'rows': {
      const { loading, count, estimate } = screen;
      return [
        loading.arrival?.requestId ?? null,
        loading.before,
        loading.after,
        count.status === 'counting' ? count.requestId : null,
        estimate.status === 'asked' ? estimate.requestId : null,
      ].filter((requestId) => requestId !== null);
    }
    case 'record':
      return screen.requestId === null ? [] : [screen.requestId];
    case 'welcome':
    case 'value':
    case 'associations':
    case 'journal':
    case 'project':
    case 'log':
      return [];
  }
}

/** Adds to a step that nothing goes on for the screens it left. */
export function cancelLeft(before: State, [state, effects]: Step): Step {
  if (before.screens === state.screens) return [state, effects];
  const kept = new Set(state.screens.map(({ id }) => id));
  const left = before.screens.filter(({ id }) => !kept.has(id)).flatMap(readingsOf);
  if (left.length === 0) return [state, effects];
  const running = new Set([...state.running].filter((id) => !left.includes(id)));
  const cancelled = left.map((requestId): Effect => ({ type: 'cancel-request', requestId }));
  return [{ ...state, running }, [...cancelled, ...effects]];
}

/**
 * What Esc cancels before it leads back: a count, and rows on their way in the place of others. Pages that join what is shown are
 * asked for by no key, and where nothing is shown yet there is nothing to stay for.
 */
export function awaitedOf(screen: ScreenState): readonly number[] {
  if (screen.type !== 'rows') return [];
  const { loading, count, window } = screen;
  return [
    window === null ? null : (loading.arrival?.requestId ?? null),
    count.status === 'counting' ? count.requestId : null,
  ].filter((requestId) => requestId !== null);
}
