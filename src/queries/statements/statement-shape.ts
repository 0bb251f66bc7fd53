/** A statement without its values: what two statements have in common that differ in their parameters alone. Pure. */

export interface StatementShape {
  /** The text with `?` for each value; a list of values is one. */
  readonly text: string;
  /** The values in their order, as they stand in the text. */
  readonly values: readonly string[];
}

/** Comments, strings, quoted names, dollar quotes, parameters, numbers (PostgreSQL manual, 4.1). */
const tokens =
  /--[^\n]*|\/\*[^]*?\*\/|\bE'(?:[^'\\]|\\[^]|'')*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|\$([A-Za-z_]\w*|)\$[^]*?\$\1\$|\$\d+|(?<![\w$."])-?\d+(?:\.\d+)?(?:e[+-]?\d+)?(?![\w"])|\b(?:true|false)\b/gi;

export function shapeOf(sql: string): StatementShape {
  const values: string[] = [];
  const text = sql
    .replace(tokens, (token) => {
      if (token.startsWith('"')) return token;
      if (token.startsWith('--') || token.startsWith('/*')) return ' ';
      values.push(token);
      return '?';
    })
    .replace(/\s+/g, ' ')
    .trim();
  // A list is as long as it happens to be.
  return { text: text.replace(/\(\s*\?(?:\s*,\s*\?)*\s*\)/g, '(?)'), values };
}

/** What a simple SELECT reads and by what: null where the text does not say plainly. */
export interface ReadShape {
  readonly table: string;
  /** The columns compared with one value each, in their order. */
  readonly columns: readonly string[];
}

const name = '(?:"(?:[^"]|"")+"|[A-Za-z_][\\w$]*)';
const fromPattern = new RegExp(`\\bFROM (?:${name}\\.)?(${name})`, 'i');
const equalPattern = new RegExp(`(?:${name}\\.)?(${name}) = \\?`, 'g');

export function readShapeOf(shape: string): ReadShape | null {
  if (!/^SELECT\b/i.test(shape)) return null;
  const from = fromPattern.exec(shape);
  const [, where = ''] = / WHERE (.*)$/i.exec(shape) ?? [];
  const table = from?.[1];
  if (table === undefined) return null;
  return {
    table: unquoted(table),
    columns: [...where.matchAll(equalPattern)].map((match) => unquoted(match[1] ?? '')),
  };
}

function unquoted(text: string): string {
  return text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text;
}
