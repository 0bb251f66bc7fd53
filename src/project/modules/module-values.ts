/**
 * What a loaded module exports, whatever module system it was written for: a CommonJS value, an ES namespace, or the
 * `{ __esModule, default }` object compilers leave behind.
 */

/** An object with string keys: neither null, nor an array, nor a function. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The default export when there is one, else the module's own value; a default inside a default is unwrapped. */
export function mainExport(module: unknown): unknown {
  let value = module;
  // Twice: `import()` of a compiled module yields { default: { __esModule, default } }.
  for (let depth = 0; depth < 2; depth += 1) {
    if (!isRecord(value) || !('default' in value)) return value;
    if (depth > 0 && value.__esModule !== true) return value;
    value = value.default;
  }
  return value;
}

export interface ExportedValue {
  readonly name: string;
  readonly value: unknown;
}

/**
 * Every value a module exports, each once: the main export first (named `default`), then its keys when it is an object
 * of exports, then the named exports. A getter that throws is left out.
 */
export function exportedValues(module: unknown): readonly ExportedValue[] {
  const main = mainExport(module);
  const found: ExportedValue[] = [];
  const add = (name: string, value: unknown) => {
    if (value !== undefined && value !== null && !found.some((known) => known.value === value)) {
      found.push({ name, value });
    }
  };
  add('default', main);
  for (const source of [main, module]) {
    if (!isPlainHolder(source)) continue;
    for (const key of Object.keys(source)) {
      if (key !== 'default' && key !== '__esModule') add(key, readKey(source, key));
    }
  }
  return found;
}

/** True for an object made to hold exports: a literal or a namespace, not an instance of somebody's class. */
function isPlainHolder(value: unknown): value is Record<string, unknown> {
  if (!isRecord(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function readKey(holder: Record<string, unknown>, key: string): unknown {
  try {
    return holder[key];
  } catch {
    return undefined;
  }
}

/** True for a function written with `class`, or compiled from one with a prototype of its own. */
export function isClass(value: unknown): value is new (...values: unknown[]) => unknown {
  if (typeof value !== 'function') return false;
  if (/^class\b/.test(Function.prototype.toString.call(value))) return true;
  const prototype: unknown = value.prototype;
  return isRecord(prototype) && Object.getOwnPropertyNames(prototype).length > 1;
}
