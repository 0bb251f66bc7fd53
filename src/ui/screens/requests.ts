/** What screens are waiting for: the requests of one, which of them Esc cancels, and the screen when none is under way. */
import { sqlAtRest } from './sql/state.ts';
import type { ScreenState } from '../state.ts';
import { cancelledCounts, withoutCounting } from './record/counts.ts';
import { queryAtRest, requestsOfQuery } from './query/asking.ts';
import { replAtRest } from './repl/state.ts';
import { idle, type RowsScreen } from './rows/state.ts';

/** Ids of what is under way for a screen alone. Steps of a journal are none: they go on wherever one looks. */
export function requestsOf(screen: ScreenState): readonly number[] {
  if (screen.type === 'record') {
    const counting = cancelledCounts(screen).flatMap((effect) =>
      effect.type === 'cancel-request' ? [effect.requestId] : [],
    );
    return [...(screen.requestId === null ? [] : [screen.requestId]), ...counting];
  }
  if (screen.type === 'plan' || screen.type === 'activity')
    return screen.requestId === null ? [] : [screen.requestId];
  if (screen.type === 'journal') return screen.looking === null ? [] : [screen.looking.requestId];
  if (screen.type === 'query') return requestsOfQuery(screen);
  if (screen.type === 'sql') return screen.requestId === null ? [] : [screen.requestId];
  if (screen.type === 'repl') return screen.running === null ? [] : [screen.running.requestId];
  if (screen.type !== 'rows') return [];
  const { arrival, before, after } = screen.loading;
  const counting = screen.count.status === 'counting' ? screen.count.requestId : null;
  const estimating = screen.estimate.status === 'asked' ? screen.estimate.requestId : null;
  const copying = screen.copying?.requestId ?? null;
  return [arrival?.requestId ?? null, before, after, counting, estimating, copying].filter(
    (id) => id !== null,
  );
}

/** A screen with all that it has and nothing under way. */
export function atRest(screen: ScreenState): ScreenState {
  if (screen.type === 'record') return { ...withoutCounting(screen), requestId: null };
  if (screen.type === 'plan') return { ...screen, requestId: null };
  if (screen.type === 'activity') return { ...screen, requestId: null };
  if (screen.type === 'journal') return { ...screen, looking: null };
  if (screen.type === 'query') return queryAtRest(screen);
  if (screen.type === 'sql') return sqlAtRest(screen);
  if (screen.type === 'repl') return replAtRest(screen);
  return screen.type === 'rows' ? rowsAtRest(screen) : screen;
}

export function rowsAtRest(screen: RowsScreen): RowsScreen {
  const count = screen.count.status === 'counting' ? ({ status: 'unknown' } as const) : screen.count;
  const estimate = screen.estimate.status === 'asked' ? ({ status: 'unknown' } as const) : screen.estimate;
  return { ...screen, loading: idle, count, estimate, copying: null, watch: null };
}

/**
 * What Esc cancels before it leads back: steps of a journal and the look ahead of them, a count, and rows on their way in the place of others. Pages that join what is shown are
 * asked for by no key, and where nothing is shown yet there is nothing to stay for.
 */
export function awaitedOf(screen: ScreenState): readonly number[] {
  // Where no plan is shown yet there is nothing to stay for.
  if (screen.type === 'plan' && screen.explanation !== null) return requestsOf(screen);
  if (screen.type === 'journal') {
    return [screen.looking?.requestId, screen.run?.requestId].filter((requestId) => requestId !== undefined);
  }
  if (screen.type !== 'rows') return [];
  const { loading, count, window } = screen;
  return [
    window === null ? null : (loading.arrival?.requestId ?? null),
    count.status === 'counting' ? count.requestId : null,
  ].filter((requestId) => requestId !== null);
}
