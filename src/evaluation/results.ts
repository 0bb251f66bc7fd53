/**
 * What lines came to, kept under names: `$1`, `$2` … for every value, `_` for the last one, `_error` for the last failure. Whoever
 * gives `_` or `_error` a value keeps it, as in Node's own REPL.
 */
import type { Scope } from './scope.ts';

/** Older values are let go: they may hold thousands of records. */
const keptResults = 1_000;

export class Results {
  readonly #scope: Scope;
  #count = 0;
  readonly #taken = new Set<string>();
  /** What was typed for a value, by its name. */
  readonly #codes = new Map<string, string>();

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  /** Names that a line declares or assigns. */
  noteAssigned(names: readonly string[]): void {
    for (const name of names) if (name === '_' || name === '_error') this.#taken.add(name);
  }

  /** The name the value has from now on; null for undefined, which gets none. `code` is null where it did more than give the value. */
  keep(value: unknown, code: string | null): string | null {
    if (!this.#taken.has('_')) this.#scope['_'] = value;
    if (value === undefined) return null;
    this.#count += 1;
    const name = `$${String(this.#count)}`;
    this.#scope[name] = value;
    if (code !== null) this.#codes.set(name, code);
    const oldest = `$${String(this.#count - keptResults)}`;
    this.#codes.delete(oldest);
    Reflect.deleteProperty(this.#scope, oldest);
    return name;
  }

  /** What was typed for the value of a name like `$3`, where that was one expression. */
  codeOf(name: string): string | null {
    return this.#codes.get(name) ?? null;
  }

  keepError(error: unknown): void {
    if (!this.#taken.has('_error')) this.#scope['_error'] = error;
  }
}
