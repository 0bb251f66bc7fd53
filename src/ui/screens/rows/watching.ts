/**
 * Watching rows: what is in view is read again every so many seconds, in its place, and what changed is marked. One reading at a
 * time; a failed one is told and the next one tried; whoever leaves the screen stops watching.
 */
import type { ErrorReport } from '../../../errors.ts';
import { currentScreen, type State } from '../../state.ts';
import { replaceScreen, sentence, withNotice, type Step } from '../../step.ts';
import { arriveAt } from './paging.ts';
import { idle, isRowsShown, type RowsScreen } from './state.ts';
import { changesBetween, noChanges } from './watch-changes.ts';
import type { Watch } from './watch-state.ts';

/** Null for what is no such number. */
export function watchSeconds(text: string): number | null {
  const seconds = Number(text.trim().replace(/\s*s$/, ''));
  return text.trim() !== '' && seconds >= 0.5 && seconds <= 3600 ? seconds : null;
}

export function startWatch(state: State, screen: RowsScreen, seconds: number): Step {
  const watch: Watch = { seconds, askedAt: null, readAt: null, changes: noChanges, failure: null };
  return [
    replaceScreen({ ...state, notice: null }, { ...screen, watch }),
    [{ type: 'watch', screenId: screen.id, everyMs: seconds * 1000 }],
  ];
}

export function stopWatch(state: State, screen: RowsScreen): Step {
  const stopped = replaceScreen(state, { ...screen, watch: null });
  return [withNotice(stopped, 'These rows are not watched any more.'), [{ type: 'unwatch' }]];
}

/** It is time: reads unless the last reading is still under way, something is typed, or there is no connection. */
export function watchAgain(state: State, screenId: number, at: number): Step {
  const screen = state.screens.find(({ id }) => id === screenId);
  const isWatched = screen?.type === 'rows' && screen.watch !== null;
  if (!isWatched) return [state, [{ type: 'unwatch' }]];
  const { watch, loading } = screen;
  if (currentScreen(state) !== screen) {
    return [replaceScreen(state, { ...screen, watch: null }), [{ type: 'unwatch' }]];
  }
  const isBusy = loading.arrival !== null || loading.before !== null || loading.after !== null;
  if (watch === null || isBusy || state.loss !== null || !isRowsShown(screen)) return [state, []];
  const asked: RowsScreen = { ...screen, watch: { ...watch, askedAt: at }, error: null };
  return arriveAt(replaceScreen(state, asked), asked, 'same-row');
}

/** After a reading of the rows in view: marks what is other than in `before`. */
export function withWatched([state, effects]: Step, before: RowsScreen, requestId: number): Step {
  const screen = state.screens.find(({ id }) => id === before.id);
  if (before.watch === null || before.loading.arrival?.requestId !== requestId) return [state, effects];
  if (screen?.type !== 'rows' || screen.watch === null || screen.window === null) return [state, effects];
  const isSame = before.window !== null && !before.isStale;
  const changes = isSame ? changesBetween(before.window, screen.window) : noChanges;
  const { askedAt } = screen.watch;
  const watch: Watch = { ...screen.watch, askedAt: null, readAt: askedAt, changes, failure: null };
  return [replaceScreen(state, { ...screen, watch }), effects];
}

/** The rows stay, and so does the watch; null when the request is none of a watch. */
export function watchFailed(
  state: State,
  screen: RowsScreen,
  requestId: number,
  report: ErrorReport,
): State | null {
  const { watch, loading } = screen;
  if (watch === null || loading.arrival?.requestId !== requestId || !isRowsShown(screen)) return null;
  const isTaken = report.kind === 'interrupted';
  const failure = isTaken ? 'cancelled' : sentence(report);
  return replaceScreen(state, { ...screen, loading: idle, watch: { ...watch, askedAt: null, failure } });
}
