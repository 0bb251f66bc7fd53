/** Small moves over the state that every update shares: a step is the next state and the effects it wants. */
import type { ErrorReport } from '../errors.ts';
import type { Effect } from './effects.ts';
import type { Notice, ScreenState, State } from './state.ts';

export type Step = readonly [State, readonly Effect[]];

/** The state as it is, and nothing to do. */
export function stay(state: State): Step {
  return [state, []];
}

/** What is wrong and what to do about it, on one line. */
export function sentence({ message, remedy }: Pick<ErrorReport, 'message' | 'remedy'>): string {
  return [message, remedy].filter((part) => part !== '').join(' ');
}

export function withNotice(state: State, text: string, tone: Notice['tone'] = 'plain'): State {
  return { ...state, notice: { tone, text } };
}

/** Puts a changed screen where the screen of the same id was; a screen that is gone stays gone. */
export function replaceScreen(state: State, screen: ScreenState): State {
  const [first, ...rest] = state.screens;
  const replaced = (candidate: ScreenState): ScreenState => (candidate.id === screen.id ? screen : candidate);
  return { ...state, screens: [replaced(first), ...rest.map(replaced)] };
}

export function pushScreen(state: State, screen: ScreenState): State {
  return { ...state, focus: 'main', notice: null, forward: [], screens: [...state.screens, screen] };
}

/** Starts a new way at the welcome screen: what the sidebar opens does not pile up. */
export function openFromRoot(state: State, screen: ScreenState): State {
  return { ...state, focus: 'main', notice: null, forward: [], screens: [state.screens[0], screen] };
}

/** The next unused id and the state that remembers it is used. */
export function takeId(state: State): readonly [number, State] {
  return [state.nextId, { ...state, nextId: state.nextId + 1 }];
}

export function startRequest(state: State): readonly [number, State] {
  const [id, next] = takeId(state);
  return [id, { ...next, running: new Set([...next.running, id]) }];
}

export function endRequest(state: State, requestId: number): State {
  if (!state.running.has(requestId)) return state;
  return { ...state, running: new Set([...state.running].filter((id) => id !== requestId)) };
}
