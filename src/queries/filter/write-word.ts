/** Names and values as filter text, quoted where the grammar needs it: the other way round from tokens.ts. */

/** Words that join or begin something; as a name or a value they stand in quotes. */
export const keywords: ReadonlySet<string> = new Set(['and', 'or', 'not', 'in', 'is', 'between']);

const plainName = /^[^\s()",'=!<>~.]+$/;
const plainValue = /^[^\s()",'=!<>~]+$/;

const escapes: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\t', '\\t'],
  ['\r', '\\r'],
  ['\\', '\\\\'],
  ['"', '\\"'],
]);

/** A name of a path: an attribute, an association, a key in JSON. */
export function nameText(name: string): string {
  return plainName.test(name) && !keywords.has(name.toLowerCase()) ? name : quotedText(name);
}

/** A literal that is read as exactly this text. */
export function valueText(value: string): string {
  const word = value.toLowerCase();
  return plainValue.test(value) && !keywords.has(word) && word !== 'null' ? value : quotedText(value);
}

/** In double quotes, whatever it is: a text, and no number, word or date. */
export function quotedText(text: string): string {
  return `"${text.replace(/[\n\t\r\\"]/g, (character) => escapes.get(character) ?? character)}"`;
}
