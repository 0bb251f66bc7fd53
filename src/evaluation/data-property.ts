/** Looking at an object without running any of its code. */
import { types } from 'node:util';

/** A property that is no getter, from wherever it is inherited; undefined for none. */
export function dataProperty(holder: unknown, name: string): unknown {
  let object: unknown = typeof holder === 'string' ? String.prototype : holder;
  for (let depth = 0; depth < 20; depth += 1) {
    if ((typeof object !== 'object' && typeof object !== 'function') || object === null) return undefined;
    if (types.isProxy(object)) return undefined;
    const found = Object.getOwnPropertyDescriptor(object, name);
    if (found !== undefined) return 'value' in found ? (found.value as unknown) : undefined;
    object = Object.getPrototypeOf(object);
  }
  return undefined;
}
