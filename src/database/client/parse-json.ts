/**
 * Reads JSON without losing any of it: JavaScript rounds numbers of more than some fifteen digits, forgets how others were
 * written, and has one null for SQL's and JSON's.
 */

/**
 * What JavaScript has no value for, as the server wrote it: a number whose text a double would change, or the `null` that a
 * whole JSON value is. No key of `jsonb` or hstore can hold that character, so that nothing else looks like it.
 */
export interface JsonToken {
  readonly '\u0000json': string;
}

/** Every number that a double changes has one of these about it; most texts have none, and take the short way. */
const suspicious = /[\d.]{16}|\.\d*0(?!\d)|\d[eE]|-0|0\.000000/;

/**
 * The same for a text on the server (PostgreSQL manual, 9.7.3), a `null` that is all there is included. Nothing in it looks like a
 * parameter.
 */
export const suspiciousPattern =
  '[0-9.]{16}|[.][0-9]*0([^0-9]|$)|[0-9][eE]|-0|0[.]000000|^[^a-z]*null[^a-z]*$';

/** Like JSON.parse(), but numbers that would print otherwise, and a `null` that is all there is, become a JsonToken. */
export function parseJson(text: string): unknown {
  if (text.length < 100 && text.trim() === 'null') return jsonToken('null');
  return JSON.parse(suspicious.test(text) ? withTokens(text) : text);
}

export function jsonToken(text: string): JsonToken {
  return { '\u0000json': text };
}

/** The JSON text with each such number made the object that stands for it. One pass: strings may be megabytes long. */
function withTokens(text: string): string {
  const start = /["\d-]/g;
  const number = /[\d.eE+-]+/y;
  let marked = '';
  let copied = 0;
  for (let found = start.exec(text); found !== null; found = start.exec(text)) {
    if (found[0] === '"') {
      start.lastIndex = stringEnd(text, found.index);
      continue;
    }
    number.lastIndex = found.index;
    const [token = ''] = number.exec(text) ?? [];
    start.lastIndex = found.index + token.length;
    if (String(Number(token)) === token) continue;
    marked += `${text.slice(copied, found.index)}{"\\u0000json":"${token}"}`;
    copied = start.lastIndex;
  }
  return marked + text.slice(copied);
}

/** The index after the quote that closes the string; the end of the text for one that is not closed. */
function stringEnd(text: string, open: number): number {
  for (let quote = text.indexOf('"', open + 1); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    let before = quote;
    while (text[before - 1] === '\\') before -= 1;
    if ((quote - before) % 2 === 0) return quote + 1;
  }
  return text.length;
}
