/** Values as JSON, for what the engine itself writes. */
import type { JsonToken } from '../database/client/parse-json.ts';

const tokenKey: keyof JsonToken = '\u0000json';

/** Stands before a token while JSON.stringify runs, where no text of a value can stand: nobody knows it beforehand. */
const mark = `token ${Math.random().toString(36).slice(2)} `;
const marked = new RegExp(`"${mark}([^"]*)"`, 'g');

/**
 * What `JSON.stringify` makes of the application's own record, a bigint as its digits in a string, and the numbers of JSON
 * documents with every digit.
 */
export function jsonText(value: unknown): string {
  const found = { tokens: 0 };
  const text = JSON.stringify(value, (_key, nested: unknown) => {
    if (typeof nested === 'bigint') return nested.toString();
    if (typeof nested !== 'object' || nested === null) return nested;
    if (nested instanceof Uint8Array && !Buffer.isBuffer(nested)) return Buffer.from(nested).toJSON();
    const token: unknown = tokenKey in nested ? nested[tokenKey] : null;
    if (typeof token !== 'string') return nested;
    found.tokens += 1;
    return mark + token;
  });
  return found.tokens > 0 ? text.replace(marked, '$1') : text;
}
