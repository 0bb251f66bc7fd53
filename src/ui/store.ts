/** Holds the one state, lets messages through `update` in order, hands effects on, and tells who is watching. */
import type { Effect } from './effects.ts';
import type { Message } from './messages.ts';
import type { State } from './state.ts';
import { update } from './update.ts';

export interface Store {
  readonly state: () => State;
  readonly dispatch: (message: Message) => void;
  /** Called after every change; returns the way to stop. */
  readonly subscribe: (listener: () => void) => () => void;
}

/** `runEffect` may dispatch at once: messages that arrive during an update wait for its end. */
export function createStore(initial: State, runEffect: (effect: Effect, store: Store) => void): Store {
  let state = initial;
  let isUpdating = false;
  const waiting: Message[] = [];
  const listeners = new Set<() => void>();
  const store: Store = {
    state: () => state,
    dispatch: (message) => {
      waiting.push(message);
      if (isUpdating) return;
      isUpdating = true;
      try {
        for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
          const before = state;
          const [after, effects] = update(state, next);
          state = after;
          if (after !== before) for (const listener of listeners) listener();
          for (const effect of effects) runEffect(effect, store);
        }
      } finally {
        isUpdating = false;
      }
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return store;
}
