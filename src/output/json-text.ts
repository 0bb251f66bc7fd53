/** JSON as text: what JSON.stringify makes of a value, and every digit of the numbers it would round. */
import type { JsonToken } from '../database/client/parse-json.ts';
import type { Value } from '../queries/query-spec.ts';

const tokenKey: keyof JsonToken = '\u0000json';

/** A number or a null of a JSON document, kept as the server wrote it. */
export function isJsonToken(value: unknown): value is JsonToken {
  return typeof value === 'object' && value !== null && tokenKey in value;
}

/** `1.10`, `9007199254740993`, `null`. */
export function tokenText(token: JsonToken): string {
  return token[tokenKey];
}

/** Whether the value is or holds one. */
export function hasJsonToken(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return isJsonToken(value) || Object.values(value).some(hasJsonToken);
}

/** Stands before a token while JSON.stringify runs, where no text of a value can stand: nobody knows it beforehand. */
const mark = `token ${Math.random().toString(36).slice(2)} `;
const marked = new RegExp(`"${mark}([^"]*)"`, 'g');

/** As `JSON.stringify` writes it, except that a bigint is written as its digits in a string and a token as it is. */
export function jsonText(value: Value | object, indent = 0): string {
  const found = { tokens: 0 };
  const text = JSON.stringify(
    value,
    (_key, nested: unknown) => {
      if (typeof nested === 'bigint') return nested.toString();
      if (!isJsonToken(nested)) return nested;
      found.tokens += 1;
      return mark + tokenText(nested);
    },
    indent,
  );
  return found.tokens > 0 ? text.replace(marked, '$1') : text;
}
