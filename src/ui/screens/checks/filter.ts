/** Typing what the list is narrowed to. */
import type { State } from '../../state.ts';
import { replaceScreen, stay, type Step } from '../../step.ts';
import { emptyLine, type LineInput } from '../../terminal/line-input.ts';
import { keptCursor, withCursor } from './cursor.ts';
import { checkList } from './list.ts';
import type { ChecksScreen } from './state.ts';

export function startFilter(state: State, screen: ChecksScreen): Step {
  return stay(replaceScreen(state, { ...screen, isTyping: true }));
}

/** The cursor goes to the first that is found. */
export function typeInChecks(state: State, screen: ChecksScreen, filter: LineInput): Step {
  const typed: ChecksScreen = { ...screen, filter, detailTop: 0 };
  return stay(replaceScreen(state, withCursor(state, typed, 0)));
}

export function acceptFilter(state: State, screen: ChecksScreen): Step {
  return stay(replaceScreen(state, { ...screen, isTyping: false }));
}

/** Everything is listed again. */
export function leaveFilter(state: State, screen: ChecksScreen): State {
  return replaceScreen(state, keptCursor(state, screen, { ...screen, isTyping: false, filter: emptyLine }));
}

export function moveInFilter(state: State, screen: ChecksScreen, by: 1 | -1): Step {
  const last = Math.max(0, checkList(screen).items.length - 1);
  const cursor = Math.max(0, Math.min(last, screen.cursor + by));
  return stay(replaceScreen(state, withCursor(state, screen, cursor)));
}
