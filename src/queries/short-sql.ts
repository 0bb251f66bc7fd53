/**
 * A page's statement as a person would write it: without what is selected beside the values, whole values instead of clipped ones,
 * and as many rows as were asked for. Made of the executed statement by the very texts that were put into it.
 */
import { quoteIdentifier } from '../database/quote.ts';

export interface SqlAddition {
  /** The expression that was selected. */
  readonly sql: string;
  /** The column it stands for; null for one that was selected beside the others. */
  readonly column: { readonly expression: string; readonly name: string } | null;
}

/** `limit` is the statement's, which asks for one row more than is needed; null for none. */
export function shortSql(sql: string, additions: readonly SqlAddition[], limit: number | null): string {
  const short = additions.reduce(withoutAddition, sql);
  if (limit === null) return short;
  // The same words within a text are not to be told apart: then they stay.
  const parts = short.split(new RegExp(` LIMIT ${limit}(?!\\d)`));
  return parts.length === 2 ? parts.join(` LIMIT ${Math.max(1, limit - 1)}`) : short;
}

function withoutAddition(sql: string, { sql: added, column }: SqlAddition): string {
  if (column === null) return cutAll(sql, `, ${added}`);
  const name = ` AS ${quoteIdentifier(column.name)}`;
  const isNamedAlike = column.expression.endsWith(`.${quoteIdentifier(column.name)}`);
  const written = isNamedAlike ? sql.replaceAll(`${added}${name}`, () => column.expression) : sql;
  return written.replaceAll(added, () => column.expression);
}

/** Each occurrence with the alias behind it. */
function cutAll(sql: string, text: string): string {
  const alias = /^ AS "(?:[^"]|"")*"/;
  return sql
    .split(text)
    .map((part, index) => (index === 0 ? part : part.replace(alias, '')))
    .join('');
}
