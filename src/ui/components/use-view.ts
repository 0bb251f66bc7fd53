/** Lets a component read a part of the state: it is drawn again only when that part has other contents. */
import { createContext, useContext, useRef, useSyncExternalStore } from 'react';
import type { State } from '../state.ts';
import type { Store } from '../store.ts';

export const StoreContext = createContext<Store | null>(null);

/** `select` gives an array of primitives and stable objects; two selections are the same when their members are. */
export function useView<const T extends readonly unknown[]>(select: (state: State) => T): T {
  const store = useContext(StoreContext);
  if (store === null) throw new Error('useView stands outside StoreContext');
  const last = useRef<T | null>(null);
  return useSyncExternalStore(store.subscribe, () => {
    const next = select(store.state());
    const before = last.current;
    if (
      before !== null &&
      before.length === next.length &&
      next.every((member, index) => member === before[index])
    ) {
      return before;
    }
    last.current = next;
    return next;
  });
}
