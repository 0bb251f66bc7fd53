/**
 * Where the cursor stands in filter text that may be half written: what could be typed there, and of which names it depends.
 * Text that no continuation can mend has no such place.
 */
import { ConsoleError } from '../../errors.ts';
import { tokenize, type Token } from './tokens.ts';
import { keywords } from './write-word.ts';

/** What may be written at the cursor. `path` is whole: the associations of the brackets around it come first. */
export type Wanted =
  /** An attribute or association behind `path`; `isStart`: `not` may stand here as well. */
  | { readonly type: 'name'; readonly path: readonly string[]; readonly isStart: boolean }
  /** What follows the operand; `canClose`: within brackets. */
  | { readonly type: 'operator'; readonly path: readonly string[]; readonly canClose: boolean }
  | { readonly type: 'words'; readonly words: readonly string[] }
  | { readonly type: 'value'; readonly path: readonly string[]; readonly canBeNull: boolean }
  | { readonly type: 'joint'; readonly canClose: boolean };

export interface CompletionPlace {
  readonly wanted: Wanted;
  /** What a candidate takes the place of: UTF-16 offsets, the beginning before the cursor and the rest of the word behind it. */
  readonly from: number;
  readonly to: number;
  /** Its beginning as typed, decoded when it is quoted. */
  readonly typed: string;
  /** True behind an opening quote. */
  readonly isQuoted: boolean;
}

/** What may be missing for the text before the cursor to be cut into tokens. */
const endings = ['', '"', "'", '\\"', "\\'", '='] as const;

const restOfName = /^[^\s()",'=!<>~.]*/;
const restOfValue = /^[^\s()",'=!<>~]*/;

/** Null where nothing can be completed. Never throws. */
export function completionPlace(text: string, cursor: number): CompletionPlace | null {
  const before = text.slice(0, cursor);
  const tokens = looseTokens(before);
  if (tokens === null) return null;
  const last = tokens.at(-1);
  const isTouched = last !== undefined && last.end >= before.length;
  // After a closed quote or bracket a space comes first.
  if (isTouched && (last.type === 'close' || (last.type === 'quoted' && last.end === before.length)))
    return null;
  const found = new LooseReader(tokens, before.length).read();
  if (found === null) return null;
  const rest = found.wanted.type === 'name' ? restOfName : restOfValue;
  const [behind = ''] = found.isQuoted ? [] : (rest.exec(text.slice(cursor)) ?? []);
  return { ...found, to: cursor + behind.length };
}

function looseTokens(before: string): readonly Token[] | null {
  for (const ending of endings) {
    try {
      return tokenize(before + ending).filter(({ type }) => type !== 'end');
    } catch (error) {
      if (!(error instanceof ConsoleError)) throw error;
    }
  }
  return null;
}

type Found = Omit<CompletionPlace, 'to'>;
type NamedToken = Token & { readonly type: 'word' | 'quoted' };

class LooseReader {
  readonly #tokens: readonly Token[];
  readonly #cursor: number;
  #index = 0;
  /** The path of each open bracket, outermost first. */
  readonly #open: (readonly string[])[] = [];

  constructor(tokens: readonly Token[], cursor: number) {
    this.#tokens = tokens;
    this.#cursor = cursor;
  }

  read(): Found | null {
    for (;;) {
      const condition = this.#condition();
      if (condition !== 'read') return condition;
      const joint = this.#joint();
      if (joint !== 'read') return joint;
    }
  }

  get #around(): readonly string[] {
    return this.#open.at(-1) ?? [];
  }

  /** `read`: a whole condition lies before the cursor. */
  #condition(): Found | 'read' | null {
    for (;;) {
      const token = this.#tokens[this.#index];
      if (token === undefined) return this.#at({ type: 'name', path: this.#around, isStart: true });
      if (token.type === 'open') {
        this.#open.push(this.#around);
        this.#index += 1;
      } else if (this.#isWord(token, 'not') && token.end < this.#cursor) {
        this.#index += 1;
      } else if (isNamed(token)) {
        const operand = this.#operand();
        if (!Array.isArray(operand)) return operand;
        const next = this.#tokens[this.#index];
        if (next?.type !== 'open') return this.#afterOperand(operand);
        this.#open.push(operand);
        this.#index += 1;
      } else {
        return null;
      }
    }
  }

  /** The names of an operand that ends before the cursor, whole path; else the place in it. */
  #operand(): Found | string[] | null {
    const first = this.#tokens[this.#index];
    if (first === undefined) return null;
    let names = [''];
    let start = first.start;
    let end = first.start;
    let isQuoted = false;
    for (let token: Token | undefined = first; token?.start === end; token = this.#tokens[this.#index]) {
      if (!isNamed(token)) break;
      const [own = '', ...further] = token.type === 'quoted' ? [token.text] : token.text.split('.');
      if (token.type === 'quoted') start = token.start;
      isQuoted = token.type === 'quoted';
      names = [...names.slice(0, -1), `${names.at(-1) ?? ''}${own}`, ...further];
      if (further.length > 0) start = token.end - (further.at(-1) ?? '').length;
      end = token.end;
      this.#index += 1;
    }
    if (end < this.#cursor) return [...this.#around, ...names];
    const path = [...this.#around, ...names.slice(0, -1)];
    const wanted: Wanted = { type: 'name', path, isStart: names.length === 1 && !isQuoted };
    return { wanted, from: start, typed: names.at(-1) ?? '', isQuoted };
  }

  #afterOperand(path: readonly string[]): Found | 'read' | null {
    const operator: Wanted = { type: 'operator', path, canClose: this.#open.length > 0 };
    const token = this.#tokens[this.#index];
    if (token === undefined) return this.#at(operator);
    if (token.end > this.#cursor || (token.type === 'word' && token.end === this.#cursor)) {
      return this.#at(operator, token);
    }
    if (token.type === 'operator') {
      this.#index += 1;
      const canBeNull = token.operator === '=' || token.operator === '!=';
      return this.#value(path, canBeNull) ?? 'read';
    }
    if (this.#take('is')) return this.#null();
    const isNegated = this.#take('not');
    if (this.#take('in')) return this.#list(path);
    if (this.#take('between')) {
      return this.#value(path, false) ?? this.#words(['and']) ?? this.#value(path, false) ?? 'read';
    }
    return isNegated ? this.#words(['in', 'between']) : 'read';
  }

  #null(): Found | 'read' | null {
    const word = this.#tokens[this.#index];
    const isNegated = word !== undefined && word.end < this.#cursor && this.#take('not');
    return this.#words(isNegated ? ['null'] : ['null', 'not null']) ?? 'read';
  }

  #list(path: readonly string[]): Found | 'read' | null {
    const opening = this.#tokens[this.#index];
    if (opening === undefined) return this.#at({ type: 'words', words: ['('] });
    if (opening.type !== 'open') return null;
    for (;;) {
      this.#index += 1;
      const value = this.#value(path, false);
      if (value !== null) return value;
      const next = this.#tokens[this.#index];
      if (next === undefined) return this.#at({ type: 'words', words: [')'] });
      if (next.type === 'close') {
        this.#index += 1;
        return 'read';
      }
      if (next.type !== 'comma') return null;
    }
  }

  /** Null when a literal was read. */
  #value(path: readonly string[], canBeNull: boolean): Found | null {
    const token = this.#tokens[this.#index];
    const wanted: Wanted = { type: 'value', path, canBeNull };
    if (token === undefined) return this.#at(wanted);
    if (isNamed(token) && token.end >= this.#cursor) return this.#at(wanted, token);
    this.#index += 1;
    return null;
  }

  /** Null when one of them was read. */
  #words(words: readonly string[]): Found | null {
    const token = this.#tokens[this.#index];
    if (token === undefined) return this.#at({ type: 'words', words });
    if (isNamed(token) && token.end >= this.#cursor) return this.#at({ type: 'words', words }, token);
    this.#index += 1;
    return null;
  }

  /** `read`: `and` or `or` lies before the cursor. */
  #joint(): Found | 'read' | null {
    for (;;) {
      const token = this.#tokens[this.#index];
      const joint: Wanted = { type: 'joint', canClose: this.#open.length > 0 };
      if (token === undefined) return this.#at(joint);
      if (token.type === 'word' && token.end >= this.#cursor) return this.#at(joint, token);
      if (this.#take('and') || this.#take('or')) return 'read';
      if (token.type !== 'close' || this.#open.pop() === undefined) return null;
      this.#index += 1;
    }
  }

  #take(word: string): boolean {
    const token = this.#tokens[this.#index];
    if (token === undefined || !this.#isWord(token, word)) return false;
    this.#index += 1;
    return true;
  }

  #isWord(token: Token, word: string): boolean {
    return token.type === 'word' && token.text.toLowerCase() === word && keywords.has(word);
  }

  /** At the beginning of `token`, which ends at the cursor or behind it, or else where nothing was typed yet. */
  #at(wanted: Wanted, token?: Token): Found {
    if (token === undefined) return { wanted, from: this.#cursor, typed: '', isQuoted: false };
    if (token.type === 'quoted') return { wanted, from: token.start, typed: token.text, isQuoted: true };
    const typed = token.type === 'word' ? token.text : '!';
    return { wanted, from: token.start, typed, isQuoted: false };
  }
}

function isNamed(token: Token): token is NamedToken {
  return token.type === 'word' || token.type === 'quoted';
}
