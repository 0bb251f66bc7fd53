/**
 * "Some text column of the row holds this text" as SQL: literally, in letters of either case. Searched are the columns whose type
 * is text, or is read as one: varchar, char, citext, name, enum, uuid, json, jsonb, xml, hstore, their domains, and arrays of them.
 */
import type { RelationColumn } from '../../database/relation.ts';
import { ConsoleError } from '../../errors.ts';
import { columnExpression } from '../keyset/table-order.ts';

/** A column as a text; null for one that is none. */
function textExpression(owner: string, { name, textForm }: RelationColumn): string | null {
  const column = columnExpression(owner, name);
  switch (textForm) {
    case 'text':
      return column;
    // LIKE refuses collations by which different texts are equal (manual, 24.2.2.4).
    case 'cast':
      return `${column}::text COLLATE "default"`;
    // Element by element and not as an array is written, which puts quotes and backslashes between.
    case 'elements':
      return `array_to_string(${column}, chr(10)) COLLATE "default"`;
    case null:
      return null;
  }
}

/**
 * `write` makes the pattern SQL text, as a parameter or an escaped literal; it is called once a column. Throws `search-empty`
 * without a text, and `nothing-to-search` where no column holds text; `what` names the rows then.
 */
export function searchSql(
  text: string,
  owner: string,
  columns: readonly RelationColumn[],
  what: string,
  write: (pattern: string) => string,
): string {
  if (text === '') throw emptySearch();
  const expressions = columns.flatMap((column) => textExpression(owner, column) ?? []);
  if (expressions.length === 0) {
    throw new ConsoleError(`${what} has no text column to search among those that are read.`, {
      code: 'nothing-to-search',
      kind: 'usage',
      remedy: 'Filter by one of its columns instead, as in `--where "amount > 100"`.',
    });
  }
  const pattern = `%${text.replace(/[\\%_]/g, String.raw`\$&`)}%`;
  return `(${expressions.map((expression) => `${expression} ILIKE ${write(pattern)}`).join(' OR ')})`;
}

function emptySearch(): ConsoleError {
  return new ConsoleError('There is no text to search for.', {
    code: 'search-empty',
    kind: 'usage',
    remedy: 'Give the text that a row has to hold.',
  });
}
