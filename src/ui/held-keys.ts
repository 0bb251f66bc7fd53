/**
 * Keys that are typed while the schema is still being read, on a screen that is made of it: they are held, said to be held, and do
 * what they do once it is here, in their order. Whoever goes elsewhere meanwhile drops them.
 */
import type { ActionId } from './actions.ts';
import { textFocus } from './contexts.ts';
import { keyLabel } from './keymap.ts';
import { currentScreen, type State } from './state.ts';
import { withNotice, type Step } from './step.ts';
import type { Keystroke } from './terminal/key.ts';

/** Those after it are not held: a hand rests on the keyboard. */
const mostKeys = 40;
const mostTold = 8;

/** Null for a key that does at once what it does, and drops what is held. */
export function holdKey(state: State, key: Keystroke, action: ActionId | null): Step | null {
  if (!isWaiting(state)) return null;
  const { id: screenId } = currentScreen(state);
  const keys = state.held?.screenId === screenId ? state.held.keys : [];
  if (keys.length > 0 && isLeaving(action)) return [{ ...state, held: null, notice: null }, []];
  if (!waits(state, action, keys.length > 0)) return null;
  const held = keys.length < mostKeys ? [...keys, key] : keys;
  return [withNotice({ ...state, held: { screenId, keys: held } }, heldText(held)), []];
}

/** Does what was held as soon as the schema is here, up to the first key that is answered with a notice: what follows was meant otherwise. */
export function releaseKeys([state, effects]: Step, press: (state: State, key: Keystroke) => Step): Step {
  const { held, schema } = state;
  if (held === null || schema.status === 'loading') return [state, effects];
  const free: State = { ...state, held: null, notice: null };
  const isHere =
    currentScreen(state).id === held.screenId && state.overlay === null && state.focus === 'main';
  if (schema.status !== 'ready' || !isHere) return [free, effects];
  let step: Step = [free, effects];
  for (const key of held.keys) {
    const [next, more] = press(step[0], key);
    step = [next, [...step[1], ...more]];
    if (next.notice !== null) break;
  }
  return step;
}

function isWaiting(state: State): boolean {
  const { type } = currentScreen(state);
  const isMadeOfSchema = type === 'graph' || type === 'page' || type === 'tour' || type === 'schema';
  return (
    isMadeOfSchema && state.schema.status === 'loading' && state.overlay === null && state.focus === 'main'
  );
}

/** What is searched for is typed at once; what is done with what was found waits, and all after it. */
function waits(state: State, action: ActionId | null, isAfterHeld: boolean): boolean {
  if (textFocus(state) === null) return action !== null && !isAtOnce(action);
  if (isAfterHeld) return true;
  return action === 'input.accept' || action === 'input.up' || action === 'input.down';
}

/** What leads elsewhere, and what asks for the schema again. */
function isAtOnce(action: ActionId): boolean {
  return action.startsWith('app.') || action.endsWith('.refresh');
}

function isLeaving(action: ActionId | null): boolean {
  return action === 'app.back' || action === 'app.cancel' || action === 'input.close';
}

function heldText(keys: readonly Keystroke[]): string {
  const told = keys.slice(-mostTold).map(({ name }) => keyLabel(name));
  const text = `${keys.length > told.length ? '… ' : ''}${told.join(' ')}`;
  return `Still reading the schema: ${text} ${keys.length === 1 ? 'waits' : 'wait'} for it, esc drops ${keys.length === 1 ? 'it' : 'them'}.`;
}
