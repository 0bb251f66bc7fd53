/**
 * `\watch` in the SQL screen: the statement before it is run again every so many seconds and its result takes the place of the last
 * one. One run at a time; what fails ends it, and so does leaving the screen. What changes something is never watched.
 */
import { reportError, type ErrorReport } from '../../../errors.ts';
import type { SqlPiece } from '../../../queries/sql/split.ts';
import type { SqlResult } from '../../../queries/sql/sql-request.ts';
import { refuseToWatch, watchedChange } from '../../../session.ts';
import { currentScreen, type State } from '../../state.ts';
import { stay, takeId, withNotice, type Step } from '../../step.ts';
import { withSql } from './keeping.ts';
import { tabOf } from './result-tab.ts';
import { startRun } from './start-run.ts';
import type { SqlScreen, SqlTab } from './state.ts';

/** Why these are not watched, before any of them runs; null where they may be. */
export function refusedWatch(pieces: readonly SqlPiece[], { lastRun }: SqlScreen): ErrorReport | null {
  try {
    refuseToWatch(pieces, lastRun === null ? null : lastRun.text.slice(lastRun.start, lastRun.end));
    return null;
  } catch (error) {
    return reportError(error);
  }
}

export function startWatch(state: State, screen: SqlScreen, seconds: number): Step {
  const { lastRun, tabs, lastRanAt } = screen;
  if (lastRun === null) return stay(state);
  // Nothing of it is shown where it ran some time ago.
  const hasRun = tabs.length > 0;
  const watch = { seconds, count: hasRun ? 1 : 0, ranAt: hasRun ? lastRanAt : null };
  const watched: SqlScreen = { ...screen, watch, queue: [], requestId: null };
  const timer = { type: 'watch', screenId: screen.id, everyMs: seconds * 1000 } as const;
  if (hasRun) return [withSql(state, watched), [timer]];
  const [next, effects] = startRun(state, watched, { ...lastRun, isAgreed: false });
  return [next, [timer, ...effects]];
}

/** It is time: runs unless the last run is still under way, or there is no connection. */
export function watchSqlAgain(state: State, screen: SqlScreen): Step {
  const { watch, lastRun, requestId } = screen;
  if (watch === null || lastRun === null) return [state, [{ type: 'unwatch' }]];
  if (currentScreen(state) !== screen) {
    return [withSql(state, { ...screen, watch: null }), [{ type: 'unwatch' }]];
  }
  if (requestId !== null || state.loss !== null) return stay(state);
  return startRun(state, screen, { ...lastRun, isAgreed: false });
}

/** The new rows where the old ones were, scrolled as they were. */
export function receiveWatched(state: State, screen: SqlScreen, result: SqlResult, at: number): Step {
  const { watch, tabs, active } = screen;
  if (watch === null) return stay(state);
  const [id, next] = takeId(state);
  const before = tabs.at(-1);
  const made = tabOf(next, id, result);
  const isSame = before?.type === 'rows' && made.type === 'rows';
  const tab: SqlTab = isSame
    ? { ...made, top: before.top, rows: { ...made.rows, left: before.rows.left } }
    : made;
  const shown: SqlScreen = {
    ...screen,
    requestId: null,
    transaction: result.transaction,
    lastRanAt: at,
    watch: { ...watch, count: watch.count + 1, ranAt: at },
    tabs: [...tabs.slice(0, -1), tab],
    active: Math.min(active, Math.max(0, tabs.length - 1)),
  };
  return stay(withSql(next, shown));
}

/** What the server would not do in a read-only transaction. */
export function changeInWatch(): ErrorReport {
  return reportError(watchedChange());
}

/** Esc ends it, and what of it runs. */
export function endWatch(state: State, screen: SqlScreen): Step {
  const { watch, requestId } = screen;
  // What comes of the run under way is not waited for.
  const ended: SqlScreen = { ...screen, watch: null, requestId: null };
  const times = watch?.count ?? 0;
  const told = `Watched it ${String(times)} ${times === 1 ? 'time' : 'times'}; it is not run any more.`;
  const cancelling = requestId === null ? [] : [{ type: 'cancel-request', requestId } as const];
  return [withNotice(withSql(state, ended), told), [{ type: 'unwatch' }, ...cancelling]];
}
