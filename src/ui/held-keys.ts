/**
 * Keys that are typed while the screen that is shown still reads what it is made of, the schema or its first rows: they are held,
 * said to be held, and do what they do once it is here, in their order. Whoever goes elsewhere meanwhile drops them.
 */
import type { ActionId } from './actions.ts';
import { contextsOf, textFocus } from './contexts.ts';
import { actionForKey, keyLabel } from './keymap.ts';
import { currentScreen, type HeldKeys, type State } from './state.ts';
import type { Step } from './step.ts';
import type { Keystroke } from './terminal/key.ts';

/** Those after it are not held: a hand rests on the keyboard. */
const mostKeys = 40;
const mostTold = 4;

/** What is the same whatever rows come, or asks for others in their place. */
const withoutRows: ReadonlySet<ActionId> = new Set<ActionId>([
  'move.first',
  'move.last',
  'rows.filter',
  'rows.filter-clear',
  'rows.scopes',
  'rows.soft-deleted',
  'rows.count',
  'rows.search',
  'rows.views',
  'rows.query',
  'rows.explain',
  'rows.export',
  'rows.page',
  'rows.graph',
]);

/** What opens a line or a list that is typed into: all that follows is text. */
const typedInto: ReadonlySet<ActionId> = new Set<ActionId>([
  'rows.find',
  'rows.filter',
  'rows.search',
  'rows.watch',
  'rows.follow',
  'rows.columns',
  'rows.copy',
  'rows.views',
  'rows.export',
]);

/** Null for a key that does at once what it does, and drops what is held. */
export function holdKey(state: State, key: Keystroke, action: ActionId | null): Step | null {
  const awaited = awaitedPart(state);
  if (awaited === null) return null;
  const { id: screenId } = currentScreen(state);
  const keys = state.held?.screenId === screenId ? state.held.keys : [];
  if (keys.length > 0 && isLeaving(action)) return [{ ...state, held: null }, []];
  const isHeld =
    awaited === 'rows' ? waitsForRows(state, action, keys) : waits(state, action, keys.length > 0);
  if (!isHeld) return null;
  const held: HeldKeys = { screenId, awaited, keys: keys.length < mostKeys ? [...keys, key] : keys };
  return [{ ...state, held, notice: null }, []];
}

/**
 * Does what was held as soon as what it waited for is here, up to the first key that is answered with a notice or leads to what is
 * agreed to: what follows was meant otherwise.
 */
export function releaseKeys([state, effects]: Step, press: (state: State, key: Keystroke) => Step): Step {
  const { held } = state;
  if (held === null || isAwaited(state, held)) return [state, effects];
  if (!isHere(state, held)) return [{ ...state, held: null }, effects];
  let step: Step = [{ ...state, held: null, notice: null }, effects];
  for (const key of held.keys) {
    const [next, more] = press(step[0], key);
    step = [next, [...step[1], ...more]];
    if (next.notice !== null || isQuestion(next.overlay)) break;
  }
  return step;
}

/** What the screen with the keys is made of and has not read yet; null where there is nothing to wait for. */
function awaitedPart(state: State): HeldKeys['awaited'] | null {
  if (state.overlay !== null || state.focus !== 'main') return null;
  const screen = currentScreen(state);
  const { type } = screen;
  if (type === 'rows') {
    const { window, loading, search, scopesPanel } = screen;
    const isRead = window !== null || loading.arrival === null || search !== null;
    return isRead || scopesPanel !== null || textFocus(state) !== null ? null : 'rows';
  }
  const isMadeOfSchema = type === 'graph' || type === 'page' || type === 'tour' || type === 'schema';
  return isMadeOfSchema && state.schema.status === 'loading' ? 'schema' : null;
}

function isAwaited(state: State, { screenId, awaited }: HeldKeys): boolean {
  if (awaited === 'schema') return state.schema.status === 'loading';
  return currentScreen(state).id === screenId && awaitedPart(state) === 'rows';
}

function isHere(state: State, { screenId, awaited }: HeldKeys): boolean {
  const screen = currentScreen(state);
  if (screen.id !== screenId || state.overlay !== null || state.focus !== 'main') return false;
  return awaited === 'rows' && screen.type === 'rows'
    ? screen.window !== null
    : state.schema.status === 'ready';
}

/** What is agreed to is read first. */
function isQuestion(overlay: State['overlay']): boolean {
  return overlay !== null && overlay.type !== 'list' && overlay.type !== 'help' && overlay.type !== 'peek';
}

/** After one that waits all others do that lead nowhere else. */
function waitsForRows(state: State, action: ActionId | null, held: readonly Keystroke[]): boolean {
  const contexts = contextsOf(state);
  const isText = held.some(({ name }) => {
    const earlier = actionForKey(contexts, name);
    return earlier !== null && typedInto.has(earlier);
  });
  if (isText) return true;
  return action !== null && !isAtOnce(action) && (held.length > 0 || !withoutRows.has(action));
}

/** What is searched for is typed at once; what is done with what was found waits, and all after it. */
function waits(state: State, action: ActionId | null, isAfterHeld: boolean): boolean {
  if (textFocus(state) === null) return action !== null && !isAtOnce(action);
  if (isAfterHeld) return true;
  return action === 'search.open' || action === 'input.up' || action === 'input.down';
}

/** What leads elsewhere, and what asks for the schema again. */
function isAtOnce(action: ActionId): boolean {
  return action.startsWith('app.') || action.endsWith('.refresh');
}

function isLeaving(action: ActionId | null): boolean {
  return action === 'app.back' || action === 'app.cancel' || action === 'input.close';
}

/** What the status line says of them. */
export function heldText({ awaited, keys }: HeldKeys): string {
  const told = keys.slice(-mostTold).map(({ name }) => keyLabel(name));
  const text = `${keys.length > told.length ? '… ' : ''}${told.join(' ')}`;
  const what = awaited === 'rows' ? 'the rows' : 'the schema';
  return `Reading ${what}: ${text} ${keys.length === 1 ? 'waits, esc drops it' : 'wait, esc drops them'}.`;
}
