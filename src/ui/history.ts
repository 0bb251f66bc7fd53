/**
 * The way back and forward through the screens. A screen that is left keeps its cursor, filter, scroll and rows, and none of its
 * requests: they are cancelled on the server, and asked again where it is come back to.
 */
import type { Effect } from './effects.ts';
import { countShownRelations } from './screens/record/counts.ts';
import { lookAgain } from './screens/activity/watching.ts';
import { askMissing } from './screens/query/asking.ts';
import { readWhole } from './screens/record/whole.ts';
import { atRest, requestsOf } from './screens/requests.ts';
import { returnToRows } from './screens/rows/paging.ts';
import { currentScreen, type ScreenState, type State } from './state.ts';
import { withNotice, type Step } from './step.ts';

/** One screen back; at the first one the sidebar takes over. */
export function goBack(state: State): Step {
  if (state.focus === 'sidebar' || state.screens.length <= 2) return [{ ...state, focus: 'sidebar' }, []];
  const [first, ...rest] = state.screens;
  const left = rest.slice(-1).map(atRest);
  return askForMissing({
    ...state,
    screens: [first, ...rest.slice(0, -1)],
    forward: [...left, ...state.forward],
  });
}

/** The screen that was gone back from last, as it was left. */
export function goForward(state: State): Step {
  const [next, ...forward] = state.forward;
  if (next === undefined) return [withNotice(state, 'There is no screen to go forward to.'), []];
  return askForMissing({ ...state, focus: 'main', screens: [...state.screens, next], forward });
}

/** Asks again for what the shown screen misses. */
export function askForMissing(state: State): Step {
  const screen = currentScreen(state);
  if (screen.type === 'query') return askMissing(state, screen);
  if (screen.type === 'activity') return lookAgain(state, screen);
  if (screen.type !== 'record') return returnToRows(state);
  const rows = state.screens.at(-2);
  const isPartial = screen.clipped.size > 0 || screen.isStale === true;
  const isAsked = isPartial && screen.requestId === null && rows?.type === 'rows';
  const [whole, reading] = isAsked ? readWhole(state, rows, screen) : [state, []];
  const [next, counting] = countShownRelations(whole);
  return [next, [...reading, ...counting]];
}

/**
 * Cancels what runs for screens that this step took away or covered with other rows; what lies under a record goes on, because
 * the record leafs through it. Steps of a journal run to their end.
 */
export function leaveScreens(before: State, [state, effects]: Step): Step {
  if (before.screens === state.screens) return [state, effects];
  const shown = currentScreen(state);
  const isAbove = new Set(state.screens.map(({ id }) => id));
  const left = before.screens.filter(({ id }) => !isAbove.has(id));
  const covered =
    shown.type === 'rows' || shown.type === 'query' ? state.screens.filter(({ id }) => id !== shown.id) : [];
  const stopped = [...left, ...covered].flatMap(requestsOf);
  if (stopped.length === 0) return [state, effects];
  const atRestIds = new Set(covered.map(({ id }) => id));
  const settled = (screen: ScreenState): ScreenState =>
    atRestIds.has(screen.id) && requestsOf(screen).length > 0 ? atRest(screen) : screen;
  const [first, ...rest] = state.screens;
  const cancelled = stopped.map((requestId): Effect => ({ type: 'cancel-request', requestId }));
  const running = new Set([...state.running].filter((id) => !stopped.includes(id)));
  return [{ ...state, running, screens: [settled(first), ...rest.map(settled)] }, [...cancelled, ...effects]];
}
