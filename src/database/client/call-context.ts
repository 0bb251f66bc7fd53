/** Which call of the session a statement belongs to, told by the asynchronous context it is sent in. */
import { AsyncLocalStorage } from 'node:async_hooks';

const calls = new AsyncLocalStorage<number>();
let lastCall = 0;

/** Runs `work` as a call of its own; one within another is part of that one. */
export function runCall<T>(work: (call: number) => Promise<T>): Promise<T> {
  const outer = calls.getStore();
  if (outer !== undefined) return work(outer);
  lastCall += 1;
  const call = lastCall;
  return calls.run(call, () => work(call));
}

/** Null outside of any. */
export function currentCall(): number | null {
  return calls.getStore() ?? null;
}
