/** What a screen is waiting for that a key asked for. */
import type { ScreenState } from '../state.ts';

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
