/** Names and strings as SQL, whatever characters they have, and however long a name is. */

/** A quoted identifier (PostgreSQL manual, 4.1.1). */
export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** `"schema"."name"` */
export function quoteQualified(schema: string, name: string): string {
  return `${quoteIdentifier(schema)}.${quoteIdentifier(name)}`;
}

/**
 * A literal as the server's own quote_literal() writes it: `'text'`; with a backslash in it `E'te\\xt'`, which is read the same with
 * every standard_conforming_strings.
 */
export function quoteLiteral(text: string): string {
  const quoted = text.replaceAll("'", "''");
  return quoted.includes('\\') ? `E'${quoted.replaceAll('\\', '\\\\')}'` : `'${quoted}'`;
}

/** Bytes that a name may have; a longer one the server cuts (PostgreSQL manual, 4.1.1). */
export const longestName = 63;

/** What the server makes of a name: whole characters, as many as there is room for. */
export function cutName(name: string, mostBytes = longestName): string {
  if (Buffer.byteLength(name) <= mostBytes) return name;
  const characters = Array.from(name);
  while (Buffer.byteLength(characters.join('')) > mostBytes) characters.pop();
  return characters.join('');
}
