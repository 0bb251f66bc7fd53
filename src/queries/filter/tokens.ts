/**
 * Cuts filter text into tokens. A word is any run of characters that is not space, quote, bracket, comma or operator, so that
 * dates, UUIDs, addresses and `jo%` need no quotes.
 */
import { typedTextError, type TextSpan } from '../caret.ts';
import type { FilterOperator } from './filter-node.ts';

export type Token = TextSpan &
  (
    | { readonly type: 'word' | 'quoted'; readonly text: string }
    | { readonly type: 'operator'; readonly operator: FilterOperator }
    | { readonly type: 'open' | 'close' | 'comma' | 'end' }
  );

const operators: ReadonlyMap<string, FilterOperator> = new Map([
  ['=', '='],
  ['!=', '!='],
  ['<>', '!='],
  ['<', '<'],
  ['<=', '<='],
  ['>', '>'],
  ['>=', '>='],
  ['~', '~'],
  ['!~', '!~'],
]);

const punctuation: ReadonlyMap<string, 'open' | 'close' | 'comma'> = new Map([
  ['(', 'open'],
  [')', 'close'],
  [',', 'comma'],
]);

const escapes: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['\\', '\\'],
  ['"', '"'],
  ["'", "'"],
]);

const space = /\s+/y;
const word = /[^\s()",'=!<>~]+/y;
const operator = /!=|!~|<>|<=|>=|=|<|>|~/y;

/** The tokens of `text`, the last of type `end`. Throws `filter-syntax` for a quote that never closes, `!` alone or NUL. */
export function tokenize(text: string): readonly [Token, ...Token[]] {
  const tokens: Token[] = [];
  let offset = 0;
  const take = (pattern: RegExp): string | null => {
    pattern.lastIndex = offset;
    return pattern.exec(text)?.[0] ?? null;
  };
  const nul = text.indexOf('\0');
  if (nul !== -1) throw filterSyntaxError(text, nul, 'PostgreSQL text cannot hold a NUL character');

  while (offset < text.length) {
    const start = offset;
    const character = text.charAt(start);
    const bracket = punctuation.get(character);
    const blank = take(space);
    if (blank !== null) {
      offset += blank.length;
    } else if (bracket !== undefined) {
      offset += 1;
      tokens.push({ type: bracket, start, end: offset });
    } else if (character === '"' || character === "'") {
      const quoted = readQuoted(text, start);
      offset = quoted.end;
      tokens.push(quoted);
    } else {
      const symbol = take(operator);
      const known = symbol === null ? undefined : operators.get(symbol);
      const run = take(word);
      if (symbol !== null && known !== undefined) {
        offset += symbol.length;
        tokens.push({ type: 'operator', operator: known, start, end: offset });
      } else if (run !== null) {
        offset += run.length;
        tokens.push({ type: 'word', text: run, start, end: offset });
      } else {
        throw filterSyntaxError(
          text,
          start,
          '"!" alone is not an operator; "!=" and "!~" are, and "not" negates',
        );
      }
    }
  }
  const end: Token = { type: 'end', start: text.length, end: text.length };
  const [first = end, ...rest] = tokens;
  return first === end ? [end] : [first, ...rest, end];
}

/**
 * A quoted text from its opening quote on. The quote itself is written `\"` or doubled, as in SQL. A backslash before any
 * other character stays, so that `"50\%"` is the ILIKE pattern it looks like.
 */
function readQuoted(text: string, start: number): Token {
  const quote = text.charAt(start);
  let decoded = '';
  let offset = start + 1;
  while (offset < text.length) {
    const character = text.charAt(offset);
    const next = text.charAt(offset + 1);
    if (character === '\\' && next !== '') {
      decoded += escapes.get(next) ?? `\\${next}`;
      offset += 2;
    } else if (character === quote && next === quote) {
      decoded += quote;
      offset += 2;
    } else if (character === quote) {
      return { type: 'quoted', text: decoded, start, end: offset + 1 };
    } else {
      decoded += character;
      offset += 1;
    }
  }
  throw filterSyntaxError(
    text,
    start,
    `the quote opened here never closes`,
    `Close the text with ${quote}, or write a quote inside text as \\${quote}.`,
  );
}

/** `filter-syntax` at a UTF-16 offset of the filter text. */
export function filterSyntaxError(
  text: string,
  offset: number,
  explanation: string,
  remedy = 'Write filters as in `status = active and createdAt > 7d and name ~ "jo%"`.',
): Error {
  return typedTextError({ code: 'filter-syntax', what: 'filter', text, offset, explanation, remedy });
}
