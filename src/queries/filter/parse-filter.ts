/**
 * Filter text → FilterNode. The grammar is docs/filters.md; whatever the text, it parses or throws a ConsoleError
 * `filter-syntax` that points at the place.
 */
import { quoteTyped } from '../caret.ts';
import type { FilterLiteral, FilterNode, FilterOperand } from './filter-node.ts';
import { filterSyntaxError, tokenize, type Token } from './tokens.ts';
import { keywords } from './write-word.ts';

/** Brackets and `not` inside one another: deep enough for people, shallow enough for every stack on the way to SQL. */
const maximumDepth = 100;

/** The parsed filter; null for blank text, which filters nothing. */
export function parseFilter(text: string): FilterNode | null {
  const tokens = tokenize(text);
  if (tokens[0].type === 'end') return null;
  return new FilterParser(text, tokens).parse();
}

class FilterParser {
  readonly #text: string;
  readonly #tokens: readonly [Token, ...Token[]];
  #index = 0;
  #depth = 0;

  constructor(text: string, tokens: readonly [Token, ...Token[]]) {
    this.#text = text;
    this.#tokens = tokens;
  }

  parse(): FilterNode {
    const node = this.#any();
    const rest = this.#current();
    if (rest.type === 'end') return node;
    throw this.#unexpected(
      rest,
      rest.type === 'close' ? 'this ")" closes nothing' : `${describe(rest)} follows a finished condition`,
      'Join conditions with `and` or `or`, and put a value with spaces in quotes.',
    );
  }

  #any(): FilterNode {
    return this.#list('or', () => this.#list('and', () => this.#negation()));
  }

  #list(type: 'and' | 'or', item: () => FilterNode): FilterNode {
    const first = item();
    const nodes = [first];
    while (this.#takeKeyword(type)) nodes.push(item());
    return nodes.length === 1 ? first : { type, nodes };
  }

  #negation(): FilterNode {
    const token = this.#current();
    if (this.#takeKeyword('not')) return this.#nested(token, () => ({ type: 'not', node: this.#negation() }));
    return token.type === 'open' ? this.#bracketed(token) : this.#condition();
  }

  /** From an opening bracket to its closing one. */
  #bracketed(token: Token): FilterNode {
    this.#index += 1;
    return this.#nested(token, () => {
      const node = this.#any();
      const closing = this.#current();
      if (closing.type === 'close') {
        this.#index += 1;
        return node;
      }
      if (closing.type === 'end')
        throw this.#unexpected(token, 'the "(" opened here never closes', 'Add a ")".');
      throw this.#unexpected(closing, `${describe(closing)} stands where "and", "or" or ")" is expected`);
    });
  }

  #nested(token: Token, read: () => FilterNode): FilterNode {
    this.#depth += 1;
    if (this.#depth > maximumDepth) {
      throw this.#unexpected(
        token,
        `conditions are nested more than ${maximumDepth} deep`,
        'Write it flatter.',
      );
    }
    const node = read();
    this.#depth -= 1;
    return node;
  }

  #condition(): FilterNode {
    const operand = this.#operand();
    const token = this.#current();
    if (token.type === 'open') return { type: 'related', operand, node: this.#bracketed(token) };
    if (token.type === 'operator') {
      this.#index += 1;
      const { operator, start, end } = token;
      const value = this.#literal(`the operator "${this.#text.slice(start, end)}"`);
      return { type: 'compare', operand, operator, operatorSpan: { start, end }, value };
    }
    if (this.#takeKeyword('is')) {
      const isNegated = this.#takeKeyword('not');
      const word = this.#current();
      if (this.#takeKeyword('null')) return { type: 'is-null', operand, isNegated };
      throw this.#unexpected(
        word,
        `${describe(word)} follows "is", which takes "null" or "not null"`,
        'Write `is null`, `is not null`, or compare with `=`.',
      );
    }
    const isNegated = this.#takeKeyword('not');
    if (this.#takeKeyword('in')) return { type: 'in', operand, isNegated, values: this.#literals() };
    if (this.#takeKeyword('between')) {
      const low = this.#literal('"between"');
      const joint = this.#current();
      if (!this.#takeKeyword('and')) {
        throw this.#unexpected(
          joint,
          `${describe(joint)} stands where "between" expects "and"`,
          betweenRemedy,
        );
      }
      return { type: 'between', operand, isNegated, low, high: this.#literal('"between … and"') };
    }
    if (isNegated) {
      const word = this.#current();
      throw this.#unexpected(word, `${describe(word)} follows "not", which takes "in" or "between" here`);
    }
    return { type: 'truth', operand };
  }

  /** Names joined by dots; a name with unusual characters is quoted, `preferences."dark mode"`, and touches its dots. */
  #operand(): FilterOperand {
    const first = this.#current();
    if ((first.type !== 'word' && first.type !== 'quoted') || isKeyword(first)) {
      throw this.#unexpected(
        first,
        first.type === 'end'
          ? 'a condition is missing'
          : `${describe(first)} stands where an attribute is expected`,
        isKeyword(first) ? `Quote the name if it is an attribute: "${first.text}".` : undefined,
      );
    }
    const names: string[] = [];
    const starts: number[] = [];
    let isNameExpected = true;
    let end = first.start;
    for (let token: Token = first; token.start === end; token = this.#current()) {
      if (token.type !== 'word' && token.type !== 'quoted') break;
      const pieces = token.type === 'quoted' ? [token.text] : token.text.split('.');
      let start = token.start;
      for (const [index, piece] of pieces.entries()) {
        const isAfterDot = index > 0;
        const isEmpty = token.type === 'word' && piece === '';
        if (isAfterDot && isNameExpected) throw this.#unexpected(token, 'a name is missing beside a dot');
        if (isAfterDot) isNameExpected = true;
        if (!isEmpty) {
          if (!isNameExpected) throw this.#unexpected(token, 'a dot is missing between two names');
          names.push(piece);
          starts.push(start);
          isNameExpected = false;
        }
        start += piece.length + 1;
      }
      end = token.end;
      this.#index += 1;
    }
    const [name, ...path] = names;
    if (name === undefined || isNameExpected) throw this.#unexpected(first, 'a name is missing beside a dot');
    const [start = first.start, ...later] = starts;
    return { path: [name, ...path], starts: [start, ...later], start: first.start, end };
  }

  #literals(): readonly FilterLiteral[] {
    const opening = this.#current();
    if (opening.type !== 'open') {
      throw this.#unexpected(
        opening,
        `${describe(opening)} follows "in", which takes a list in brackets`,
        inRemedy,
      );
    }
    this.#index += 1;
    const values = [this.#literal('"("')];
    for (;;) {
      const token = this.#current();
      this.#index += 1;
      if (token.type === 'close') return values;
      if (token.type === 'end')
        throw this.#unexpected(opening, 'the list opened here never closes', inRemedy);
      if (token.type !== 'comma') {
        throw this.#unexpected(token, `${describe(token)} stands where "," or ")" is expected`, inRemedy);
      }
      values.push(this.#literal('","'));
    }
  }

  #literal(after: string): FilterLiteral {
    const token = this.#current();
    if ((token.type === 'word' && !isKeyword(token)) || token.type === 'quoted') {
      this.#index += 1;
      return { text: token.text, isQuoted: token.type === 'quoted', start: token.start, end: token.end };
    }
    if (isKeyword(token)) {
      throw this.#unexpected(
        token,
        `a value is missing after ${after}`,
        `Write a value there; if the text "${token.text}" is meant, quote it.`,
      );
    }
    throw this.#unexpected(token, `a value is missing after ${after}`);
  }

  #takeKeyword(keyword: string): boolean {
    const token = this.#current();
    if (token.type !== 'word' || token.text.toLowerCase() !== keyword) return false;
    this.#index += 1;
    return true;
  }

  /** The last token is `end`, and reading past it reads it again. */
  #current(): Token {
    return this.#tokens[this.#index] ?? { type: 'end', start: this.#text.length, end: this.#text.length };
  }

  #unexpected(token: Token, explanation: string, remedy?: string): Error {
    return filterSyntaxError(this.#text, token.start, explanation, remedy);
  }
}

const inRemedy = 'Write a list as in `status in (active, invited)`.';
const betweenRemedy = 'Write a range as in `createdAt between 2026-01-01 and 2026-01-31`.';

function isKeyword(token: Token): token is Token & { readonly type: 'word'; readonly text: string } {
  return token.type === 'word' && keywords.has(token.text.toLowerCase());
}

function describe(token: Token): string {
  switch (token.type) {
    case 'word':
      return quoteTyped(token.text);
    case 'quoted':
      return 'a quoted text';
    case 'operator':
      return `"${token.operator}"`;
    case 'open':
      return '"("';
    case 'close':
      return '")"';
    case 'comma':
      return '","';
    case 'end':
      return 'the end';
  }
}
