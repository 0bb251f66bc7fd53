/**
 * Names and plain values as JavaScript: everything that could end a literal or its line is escaped.
 */

const reserved: ReadonlySet<string> = new Set(
  (
    'await break case catch class const continue debugger default delete do else enum export extends false finally for function if ' +
    'implements import in instanceof interface let new null package private protected public return static super switch this throw ' +
    'true try typeof undefined var void while with yield arguments eval NaN Infinity Date Buffer Op QueryTypes sequelize Sequelize'
  ).split(' '),
);

/** Whether a name can stand for a value of its own in the code: no keyword, and nothing that the code uses. */
export function isFreeName(name: string): boolean {
  return isName(name) && !reserved.has(name);
}

/** A string literal, in single quotes unless they would have to be escaped and double ones not. */
export function stringText(text: string): string {
  const isDouble = text.includes("'") && !text.includes('"');
  const quote = isDouble ? '"' : "'";
  const inner = JSON.stringify(text)
    .slice(1, -1)
    .replaceAll('\\"', isDouble ? '\\"' : '"')
    .replaceAll("'", isDouble ? "'" : "\\'");
  return `${quote}${inner.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')}${quote}`;
}

/** A text of many quotes, such as SQL, between backticks where that needs no escape. */
export function longText(text: string): string {
  const isPlain = !/[`\\]|\$\{|[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u.test(text);
  return isPlain && text.includes("'") && text.includes('"') ? `\`${text}\`` : stringText(text);
}

/** `__proto__: x` would set a prototype, and only that. */
export function keyText(name: string): string {
  if (name === '__proto__') return "['__proto__']";
  return isName(name) ? name : stringText(name);
}

/** `.name`, or `['any name']`. */
export function memberText(name: string): string {
  return isName(name) ? `.${name}` : `[${stringText(name)}]`;
}

function isName(name: string): boolean {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name);
}
