/**
 * Conditions that a b-tree index can answer (manual, 11.2), read out of EXPLAIN's text: a column of one table compared with something
 * that does not depend on the row. What is not plainly that is left alone. Pure.
 */

export interface ColumnUse {
  readonly alias: string;
  readonly column: string;
  /** Equal columns come first in an index (manual, 11.3). */
  readonly isEqual: boolean;
}

/** The columns that the parts of a condition joined by AND compare, in order; a part that is no comparison is passed over. */
export function comparedColumns(condition: string): readonly ColumnUse[] {
  return conjuncts(condition).flatMap((part) => columnUse(part) ?? []);
}

/** The two columns of `a.x = b.y` and of each part joined by AND. */
export function joinedColumns(condition: string): readonly (readonly [ColumnUse, ColumnUse])[] {
  return conjuncts(condition).flatMap((part) => {
    const sides = split(bare(part), ' = ');
    if (sides.length !== 2) return [];
    const [left, right] = sides.map((side) => columnOf(bare(side), true));
    return left == null || right == null ? [] : [[left, right] as const];
  });
}

/** A key of a sort that is a column, without its direction. */
export function sortColumn(key: string): ColumnUse | null {
  return columnOf(key.replace(/ (?:DESC|ASC|NULLS FIRST|NULLS LAST)\b/g, '').trim(), false);
}

const name = '(?:[a-z_][\\w$]*|"(?:[^"]|"")+")';
const columnPattern = new RegExp(`^(${name})\\.(${name})$`);
/** Casts between text types leave the order of an index as it is. */
const castPattern = /^(.+)::(?:text|character varying(?:\(\d+\))?)$/;

function columnUse(part: string): ColumnUse | null {
  const text = bare(part);
  const nullTest = / IS (?:NOT )?NULL$/.exec(text);
  if (nullTest !== null) {
    const column = columnOf(text.slice(0, nullTest.index), true);
    return nullTest[0] === ' IS NULL' ? column : null;
  }
  const match = / (=|<|<=|>|>=) /.exec(outsideQuotes(text));
  if (match === null) return columnOf(text.replace(/^NOT /, ''), true);
  const [left, right] = [text.slice(0, match.index), text.slice(match.index + match[0].length)];
  const own = columnOf(bare(left), match[1] === '=');
  // The other side must be the same for every row of the table: no column in it but those of other tables.
  if (own === null || mentions(right, own.alias)) return null;
  return own;
}

function columnOf(text: string, isEqual: boolean): ColumnUse | null {
  const cast = castPattern.exec(text);
  const match = columnPattern.exec(bare(cast?.[1] ?? text));
  const [, alias, column] = match ?? [];
  return alias === undefined || column === undefined
    ? null
    : { alias: unquoted(alias), column: unquoted(column), isEqual };
}

function mentions(text: string, alias: string): boolean {
  const plain = outsideStrings(text);
  return plain.includes(`${alias}.`) || plain.includes(`"${alias.replaceAll('"', '""')}".`);
}

function unquoted(text: string): string {
  return text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text;
}

/** Text of the same length with strings blanked, so that words in them are no SQL. */
function outsideStrings(text: string): string {
  return text.replace(/'(?:[^']|'')*'/g, (string) => '_'.repeat(string.length));
}

function outsideQuotes(text: string): string {
  return outsideStrings(text).replace(/"(?:[^"]|"")*"/g, (quoted) => '_'.repeat(quoted.length));
}

/** Without parentheses that hold all of it. */
function bare(text: string): string {
  const trimmed = text.trim();
  if (!trimmed.startsWith('(') || closingOf(trimmed) !== trimmed.length - 1) return trimmed;
  return bare(trimmed.slice(1, -1));
}

function closingOf(text: string): number {
  const plain = outsideQuotes(text);
  let depth = 0;
  for (let index = 0; index < plain.length; index += 1) {
    if (plain[index] === '(') depth += 1;
    if (plain[index] === ')') depth -= 1;
    if (depth === 0) return index;
  }
  return -1;
}

function conjuncts(condition: string): readonly string[] {
  const text = bare(condition);
  if (split(text, ' OR ').length > 1) return [];
  return split(text, ' AND ');
}

/** At the separators outside parentheses and quotes. */
function split(text: string, separator: string): readonly string[] {
  const plain = outsideQuotes(text);
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let index = 0; index < plain.length; index += 1) {
    if (plain[index] === '(') depth += 1;
    if (plain[index] === ')') depth -= 1;
    if (depth !== 0 || !plain.startsWith(separator, index)) continue;
    parts.push(text.slice(from, index));
    from = index + separator.length;
  }
  return [...parts, text.slice(from)];
}
