/** The activity screen opens, is read again while one looks at it, and takes what arrives. */
import type { ActivityView } from '../../../database/activity/activity.ts';
import type { ErrorReport } from '../../../errors.ts';
import { layoutOf } from '../../layout.ts';
import { scrolledTo } from '../../scroll.ts';
import { currentScreen, type State } from '../../state.ts';
import {
  endRequest,
  openFromRoot,
  pushScreen,
  replaceScreen,
  startRequest,
  stay,
  takeId,
  type Step,
} from '../../step.ts';
import { activityRoomOf, isWideScreen } from './layout.ts';
import { type ActivityLine, activityLines } from './lines.ts';
import type { ActivityScreen } from './state.ts';

const everyMs = 2_000;

export function openActivity(state: State, how: 'from-root' | 'on-top' = 'on-top'): Step {
  if (currentScreen(state).type === 'activity') return stay({ ...state, focus: 'main' });
  const [id, next] = takeId(withoutWatch(state));
  const screen: ActivityScreen = {
    type: 'activity',
    id,
    tab: 'sessions',
    requestId: null,
    view: null,
    error: null,
    isWatched: true,
    cursor: 0,
    top: 0,
  };
  return lookAgain(how === 'from-root' ? openFromRoot(next, screen) : pushScreen(next, screen), screen);
}

/** One screen is watched at a time. */
function withoutWatch(state: State): State {
  const screen = currentScreen(state);
  const isWatched = (screen.type === 'rows' || screen.type === 'sql') && screen.watch !== null;
  return isWatched ? replaceScreen(state, { ...screen, watch: null }) : state;
}

/** Reads now, and from now on; to a paused screen one comes back without a reading. */
export function lookAgain(state: State, screen: ActivityScreen): Step {
  if (!screen.isWatched) return stay(state);
  const [asked, effects] = readActivity(state, screen);
  return [asked, [...effects, { type: 'watch', screenId: screen.id, everyMs }]];
}

/** One reading at a time. */
export function readActivity(state: State, screen: ActivityScreen): Step {
  if (screen.requestId !== null || state.loss !== null) return stay(state);
  const [requestId, next] = startRequest(state);
  return [
    replaceScreen(next, { ...screen, requestId }),
    [{ type: 'read-activity', requestId, screenId: screen.id }],
  ];
}

/** It is time: whoever looks at something else reads nothing. */
export function activityDue(state: State, screen: ActivityScreen): Step {
  if (currentScreen(state) !== screen || !screen.isWatched) return [state, [{ type: 'unwatch' }]];
  return readActivity(state, screen);
}

/** The cursor stays on what it was on, if that is still there; at the top it stays at the top, where trouble comes first. */
export function receiveActivity(state: State, requestId: number, view: ActivityView): Step {
  const ended = endRequest(state, requestId);
  const screen = awaiting(ended, requestId);
  if (screen === null) return stay(ended);
  const before = shownLines(state, screen)[screen.cursor];
  const arrived: ActivityScreen = { ...screen, requestId: null, view, error: null };
  const lines = shownLines(state, arrived);
  const same = screen.cursor === 0 ? 0 : lines.findIndex(({ key }) => key === before?.key);
  const cursor = same === -1 ? Math.max(0, Math.min(screen.cursor, lines.length - 1)) : same;
  return stay(replaceScreen(ended, movedTo(ended, arrived, cursor)));
}

/** What was read last stays, with what went wrong; null when the request is none of this screen's. */
export function activityFailed(state: State, requestId: number, error: ErrorReport): State | null {
  const screen = awaiting(state, requestId);
  if (screen === null) return null;
  return replaceScreen(state, { ...screen, requestId: null, error });
}

export function shownLines(state: State, { view, tab }: ActivityScreen): readonly ActivityLine[] {
  if (view === null) return [];
  return activityLines(view, tab, isWideScreen(layoutOf(state.size, state.focus).innerWidth));
}

/** The cursor's line is in view. */
export function movedTo(state: State, screen: ActivityScreen, cursor: number): ActivityScreen {
  const { list } = activityRoomOf(state, screen);
  return { ...screen, cursor, top: scrolledTo(cursor, Math.min(screen.top, cursor), list) };
}

function awaiting(state: State, requestId: number): ActivityScreen | null {
  return (
    state.screens.find(
      (screen): screen is ActivityScreen => screen.type === 'activity' && screen.requestId === requestId,
    ) ?? null
  );
}
