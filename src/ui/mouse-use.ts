/** What the mouse says to the console: the terminal's report, and what only a clock can tell. */
import type { MouseInput } from './terminal/key.ts';

/** A mouse input and whether it is the second press of a double click. */
export interface MouseUse {
  readonly input: MouseInput;
  readonly isDouble: boolean;
}

/** Two presses at one place within this time are a double click. */
const doubleClickMs = 400;

/** Tells double clicks: to be given every input in turn with its time in milliseconds. */
export function clickReader(): (input: MouseInput, timeMs: number) => MouseUse {
  let last: { readonly input: MouseInput; readonly timeMs: number } | null = null;
  return (input, timeMs) => {
    if (input.action !== 'press') return { input, isDouble: false };
    const isSamePlace = last !== null && last.input.x === input.x && last.input.y === input.y;
    const isDouble =
      isSamePlace && last?.input.button === input.button && timeMs - last.timeMs <= doubleClickMs;
    // A third press begins anew.
    last = isDouble ? null : { input, timeMs };
    return { input, isDouble };
  };
}
