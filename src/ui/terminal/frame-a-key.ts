/** A frame for every key, also of those that are read at once because the process was held up while a key was held down. */
import type { Key } from './keys.ts';

/** Of one read. What is more than that was not held down: text pasted by a terminal that does not say so. */
const mostFrames = 32;

/** Paints what the key before has changed, ahead of `onKey`; the last key of a read is painted at the end of the turn, as ever. */
export function frameAKey(screen: { flush(): void }, onKey: (key: Key) => void): (key: Key) => void {
  let keysOfTurn = 0;
  return (key) => {
    if (keysOfTurn === 0)
      queueMicrotask(() => {
        keysOfTurn = 0;
      });
    else if (keysOfTurn <= mostFrames) screen.flush();
    keysOfTurn += 1;
    onKey(key);
  };
}
