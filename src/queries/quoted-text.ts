/** Text in quotes as people type it in the small languages of scopes and includes. Pure. */

/**
 * The text in the quotes that open at `start`; `end` is behind the closing one. Double quotes are JSON's own; in single quotes a
 * backslash stands before a quote or a backslash. Throws what `fault` makes of an unclosed or malformed text.
 */
export function quotedAt(
  text: string,
  start: number,
  fault: (explanation: string, offset: number) => Error,
): { readonly value: string; readonly end: number } {
  const quote = text.charAt(start);
  let end = start + 1;
  while (end < text.length && text.charAt(end) !== quote) end += text.charAt(end) === '\\' ? 2 : 1;
  if (end >= text.length) throw fault('the quote opened here never closes', start);
  const inner = text.slice(start + 1, end);
  if (quote === "'") return { value: inner.replace(/\\([\\'])/g, '$1'), end: end + 1 };
  try {
    // JSON text that starts with a quote can only be a string.
    return { value: JSON.parse(`"${inner}"`) as string, end: end + 1 };
  } catch {
    throw fault('this text is not a JSON string', start);
  }
}
