/** Writes a string as an SQL literal, as the server's own quote_literal() does: safe whatever its settings are. */

/** `'text'`; with a backslash in it `E'te\\xt'`, which is read the same with every standard_conforming_strings. */
export function quoteLiteral(text: string): string {
  const quoted = text.replaceAll("'", "''");
  return quoted.includes('\\') ? `E'${quoted.replaceAll('\\', '\\\\')}'` : `'${quoted}'`;
}
