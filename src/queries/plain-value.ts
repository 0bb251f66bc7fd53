/**
 * Makes what pg and Sequelize return plain, so that it can cross a process and be rendered without running anybody's code.
 * `JSON.stringify` of the plain value is `JSON.stringify` of the original.
 */
import type { Value } from './query-spec.ts';

/** Dates, bytes and bigints are kept as they are; an object that says its own JSON is what it says. Never throws. */
export function plainValue(value: unknown): Value {
  return plain(value, []) ?? null;
}

/** Undefined for what JSON leaves out of an object and writes as null in a list. `path` is what encloses the value. */
function plain(value: unknown, path: readonly object[]): Value | undefined {
  switch (typeof value) {
    case 'boolean':
    case 'number':
    case 'bigint':
    case 'string':
      return value;
    case 'undefined':
    case 'function':
    case 'symbol':
      return undefined;
    case 'object':
      if (value === null || value instanceof Date || value instanceof Uint8Array) return value;
      if (path.includes(value)) return '[circular]';
      try {
        return plainObject(value, [...path, value]);
      } catch (error) {
        // A getter or a toJSON() of the project's own.
        return unreadable(error);
      }
  }
}

function plainObject(value: object, path: readonly object[]): Value | undefined {
  const toJson: unknown = 'toJSON' in value ? value.toJSON : undefined;
  if (typeof toJson === 'function') {
    const told: unknown = Reflect.apply(toJson, value, []);
    // An object may well return itself, or another that says it again.
    return told === value ? plainEntries(value, path) : plain(told, path);
  }
  if (Array.isArray(value)) return value.map((item: unknown) => plain(item, path) ?? null);
  return plainEntries(value, path);
}

/** The own enumerable properties: what a class instance such as pg's interval comes to. */
function plainEntries(value: object, path: readonly object[]): Value {
  const entries = Object.entries(value).flatMap(([key, item]) => {
    const made = plain(item, path);
    return made === undefined ? [] : [[key, made] as const];
  });
  return Object.fromEntries(entries);
}

/** What stands in a cell whose value could not be had. */
export function unreadable(error: unknown): string {
  return `[unreadable: ${error instanceof Error ? error.message : String(error)}]`;
}
