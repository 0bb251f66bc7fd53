/**
 * A use of a scope as people type it, `registeredSince("2026-01-01")`, to ScopeUse and back. Arguments are JSON, and a bare
 * word is text; nothing typed is ever evaluated.
 */
import { quoteTyped, typedTextError } from './caret.ts';
import type { ScopeUse, Value } from './query-spec.ts';
import { quotedAt } from './quoted-text.ts';

/** Lists and objects inside one another. */
const maximumDepth = 50;

/** Throws a ConsoleError `scope-syntax` that points at the place. Whether there is such a scope is not asked here. */
export function parseScope(text: string): ScopeUse {
  const opening = text.indexOf('(');
  const name = (opening === -1 ? text : text.slice(0, opening)).trim();
  if (name === '') throw scopeSyntaxError(text, Math.max(opening, 0), 'the name of a scope is missing');
  const misplaced = name.search(/[),]/);
  if (misplaced !== -1) {
    const offset = text.indexOf(name) + misplaced;
    throw scopeSyntaxError(
      text,
      offset,
      `${quoteTyped(name.charAt(misplaced))} stands in the name of a scope`,
    );
  }
  return { name, arguments: opening === -1 ? [] : new ArgumentReader(text, opening).read() };
}

/** Text that parseScope reads as the same use. A Date is written as its ISO text, bytes as hex, as JSON has neither. */
export function scopeText(use: ScopeUse): string {
  return use.arguments.length === 0 ? use.name : `${use.name}(${use.arguments.map(valueText).join(', ')})`;
}

function valueText(value: Value): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  if (typeof value === 'number')
    return Number.isFinite(value) ? String(value) : JSON.stringify(String(value));
  if (typeof value === 'string') return JSON.stringify(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'null' : JSON.stringify(value);
  if (value instanceof Uint8Array) return `"\\\\x${Buffer.from(value).toString('hex')}"`;
  if (isList(value)) return `[${value.map(valueText).join(', ')}]`;
  const pairs = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${valueText(item)}`);
  return `{${pairs.join(', ')}}`;
}

/** `Array.isArray` does not narrow a readonly array out of a union. */
function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

const jsonNumber = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i;
const word = /[^\s()[\]{},"']+/y;
const keyWord = /[^\s()[\]{},:"']+/y;
const blank = /\s*/y;

class ArgumentReader {
  readonly #text: string;
  #offset: number;
  #depth = 0;

  constructor(text: string, opening: number) {
    this.#text = text;
    this.#offset = opening;
  }

  read(): readonly Value[] {
    const values = this.#items('(', ')', () => this.#value());
    this.#skipBlank();
    if (this.#offset < this.#text.length) throw this.#fault('something follows the closing ")"');
    return values;
  }

  #value(): Value {
    this.#skipBlank();
    const character = this.#text.charAt(this.#offset);
    if (character === '"' || character === "'") return this.#quoted();
    if (character === '[') return this.#items('[', ']', () => this.#value());
    if (character === '{') return Object.fromEntries(this.#items('{', '}', () => this.#pair()));
    const run = this.#word(word);
    if (run === null) throw this.#fault('an argument is missing');
    if (run === 'null') return null;
    if (run === 'true' || run === 'false') return run === 'true';
    return jsonNumber.test(run) && Number.isFinite(Number(run)) ? Number(run) : run;
  }

  #pair(): readonly [string, Value] {
    this.#skipBlank();
    const character = this.#text.charAt(this.#offset);
    const key = character === '"' || character === "'" ? this.#quoted() : this.#word(keyWord);
    if (key === null) throw this.#fault('a key is missing');
    this.#skipBlank();
    if (this.#text.charAt(this.#offset) !== ':') throw this.#fault('a ":" is missing after the key');
    this.#offset += 1;
    return [key, this.#value()];
  }

  #items<T>(open: string, close: string, item: () => T): T[] {
    const start = this.#offset;
    this.#depth += 1;
    if (this.#depth > maximumDepth) throw this.#fault(`arguments are nested more than ${maximumDepth} deep`);
    this.#offset += open.length;
    const items: T[] = [];
    this.#skipBlank();
    while (this.#text.charAt(this.#offset) !== close) {
      if (this.#offset >= this.#text.length)
        throw this.#fault(`the "${open}" opened here never closes`, start);
      if (items.length > 0) {
        if (this.#text.charAt(this.#offset) !== ',') throw this.#fault(`a "," or "${close}" is missing`);
        this.#offset += 1;
      }
      items.push(item());
      this.#skipBlank();
    }
    this.#offset += close.length;
    this.#depth -= 1;
    return items;
  }

  #quoted(): string {
    const fault = (explanation: string, offset: number): Error => this.#fault(explanation, offset);
    const { value, end } = quotedAt(this.#text, this.#offset, fault);
    this.#offset = end;
    return value;
  }

  #word(pattern: RegExp): string | null {
    pattern.lastIndex = this.#offset;
    const run = pattern.exec(this.#text)?.[0] ?? null;
    this.#offset += run?.length ?? 0;
    return run;
  }

  #skipBlank(): void {
    blank.lastIndex = this.#offset;
    this.#offset += blank.exec(this.#text)?.[0].length ?? 0;
  }

  #fault(explanation: string, offset = this.#offset): Error {
    return scopeSyntaxError(this.#text, offset, explanation);
  }
}

function scopeSyntaxError(text: string, offset: number, explanation: string): Error {
  return typedTextError({
    code: 'scope-syntax',
    what: 'scope',
    text,
    offset,
    explanation,
    remedy: 'Write scopes as in `active`, `registeredSince("2026-01-01")` or `unseenFor(30)`.',
  });
}
