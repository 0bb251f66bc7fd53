/** Finds the action of a key in the contexts that apply, nearest first, and words keys for people. */
import { actions, type Action, type ActionId } from './actions.ts';
import type { ActionContext } from './actions/action-row.ts';

const byContext = new Map<ActionContext, Map<string, ActionId>>();
for (const action of actions) {
  const keys = byContext.get(action.context) ?? new Map<string, ActionId>();
  for (const key of action.keys) keys.set(key, action.id);
  byContext.set(action.context, keys);
}

/** The action bound to a key in the first of the contexts that binds it; null when none does. */
export function actionForKey(contexts: readonly ActionContext[], key: string): ActionId | null {
  for (const context of contexts) {
    const action = byContext.get(context)?.get(key);
    if (action !== undefined) return action;
  }
  return null;
}

/** The first key of an action. */
export function keyOf(id: ActionId): string {
  return actions.find((action) => action.id === id)?.keys[0] ?? '';
}

/** Actions of the contexts, a key of a nearer context hiding the same key further out. */
export function actionsIn(contexts: readonly ActionContext[]): readonly Action[] {
  return contexts.flatMap((context, index) =>
    actions.filter(
      (action) =>
        action.context === context &&
        action.keys.some((key) => actionForKey(contexts.slice(0, index), key) === null),
    ),
  );
}

const glyphs: Readonly<Record<string, string>> = {
  up: '↑',
  down: '↓',
  left: '←',
  right: '→',
  enter: '⏎',
  escape: 'esc',
  pageup: 'PgUp',
  pagedown: 'PgDn',
  backspace: '⌫',
};

/** A key as a hint shows it: `ctrl+p` → `^p`, `enter` → `⏎`. */
export function keyLabel(key: string): string {
  if (key.startsWith('ctrl+')) return `^${key.slice(5)}`;
  if (key.startsWith('shift+')) return `⇧${keyLabel(key.slice(6))}`;
  return glyphs[key] ?? key;
}
