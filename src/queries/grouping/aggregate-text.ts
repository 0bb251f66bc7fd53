/** Aggregates as people type them, `count`, `avg(age)`, `count(distinct email)`, and the names of their columns. */
import { typedTextError } from '../caret.ts';
import type { AggregateFunction, AggregateTerm } from '../query-spec.ts';

const functions: readonly AggregateFunction[] = ['count', 'sum', 'avg', 'min', 'max'];

/** Throws a ConsoleError `aggregate-syntax` that points at the place. Whether there is such an attribute is not asked here. */
export function parseAggregate(text: string): AggregateTerm {
  const [, lead = '', name = ''] = /^(\s*)([^\s(]*)/.exec(text) ?? [];
  const used = functions.find((known) => known === name.toLowerCase());
  if (used === undefined) throw fault(text, lead.length, 'a function is count, sum, avg, min or max');
  const start = lead.length + name.length;
  const rest = text.slice(start);
  const inner = /^\s*\((.*)\)\s*$/s.exec(rest)?.[1];
  if (inner === undefined && rest.trim() !== '') throw fault(text, start, `${used} is followed by brackets`);
  const [, distinct, named = ''] = /^\s*(distinct\s+)?(.*?)\s*$/is.exec(inner ?? '') ?? [];
  const isDistinct = distinct !== undefined;
  const attribute = nameOf(named);
  if (attribute !== null && attribute !== '*') return { function: used, attribute, isDistinct };
  if (used === 'count' && !isDistinct) return { function: used, attribute: null, isDistinct };
  throw fault(text, start, `${used} needs the name of an attribute`);
}

/** Text that parseAggregate reads as the same. */
export function aggregateText({ function: used, attribute, isDistinct }: AggregateTerm): string {
  if (attribute === null) return used;
  const isOdd = /^["*]|^\s|\s$|^$|^distinct\s/i.test(attribute);
  const name = isOdd ? JSON.stringify(attribute) : attribute;
  return `${used}(${isDistinct ? 'distinct ' : ''}${name})`;
}

/** The column of a page: `count`, `sum_price`, `count_distinct_email`. */
export function aggregateName({ function: used, attribute, isDistinct }: AggregateTerm): string {
  return [used, ...(isDistinct ? ['distinct'] : []), ...(attribute === null ? [] : [attribute])].join('_');
}

/** In double quotes or without; null for no name. */
function nameOf(text: string): string | null {
  if (text === '') return null;
  if (!text.startsWith('"')) return text;
  try {
    // JSON text that starts with a quote can only be a string.
    return JSON.parse(text) as string;
  } catch {
    return text;
  }
}

function fault(text: string, offset: number, explanation: string): Error {
  return typedTextError({
    code: 'aggregate-syntax',
    what: 'aggregate',
    text,
    offset,
    explanation,
    remedy: 'Write aggregates as in `count`, `avg(age)` or `count(distinct email)`.',
  });
}
