/**
 * A cell as the condition that finds its row again, in the grammar of filters. What has no literal there has no condition.
 */
import { ConsoleError } from '../../errors.ts';
import type { PageColumn, Value } from '../query-spec.ts';
import { parseFilter } from './parse-filter.ts';
import { nameText, valueText } from './write-word.ts';

/**
 * `status = active`, negated `status != active`; of NULL `status is null`. Null for a virtual column, one of a join table, and
 * for values that cannot be compared whole: JSON, lists, bytes, numbers that are none.
 */
export function cellCondition(
  { name, kind, type, isVirtual, joinTable }: PageColumn,
  value: Value,
  isNegated: boolean,
): string | null {
  if (isVirtual || joinTable !== undefined) return null;
  const field = nameText(name);
  if (value === null) return `${field} is ${isNegated ? 'not ' : ''}null`;
  const instant = instantOf(value, type);
  if (instant !== null) return instantCondition(field, instant, isNegated);
  const literal = kind === 'json' || kind === 'array' || kind === 'binary' ? null : literalOf(value, type);
  return literal === null ? null : `${field} ${isNegated ? '!=' : '='} ${literal}`;
}

/** Text is a timestamp without a zone, which is in UTC where it is typed, or an instant in UTC that a Date would round. */
function instantOf(value: Value, type: string): Date | null {
  if (value instanceof Date) return value;
  if (typeof value !== 'string' || !/^timestamp(?:tz)?\b/.test(type)) return null;
  const [, day, time] = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d(?:\.\d+)?)Z?$/.exec(value) ?? [];
  return day === undefined || time === undefined ? null : new Date(`${day}T${time}Z`);
}

function literalOf(value: Value, type: string): string | null {
  if (typeof value === 'string') return type.startsWith('timestamp') ? null : valueText(value);
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : null;
  return typeof value === 'boolean' || typeof value === 'bigint' ? String(value) : null;
}

/** A column keeps microseconds where a Date has milliseconds, so that the cell is the whole millisecond. */
function instantCondition(field: string, value: Date, isNegated: boolean): string | null {
  const next = new Date(value.getTime() + 1);
  if (Number.isNaN(next.getTime()) || value.getUTCFullYear() < 1 || next.getUTCFullYear() > 9999) return null;
  const [from, to] = [value.toISOString(), next.toISOString()];
  return isNegated ? `(${field} < ${from} or ${field} >= ${to})` : `${field} >= ${from} and ${field} < ${to}`;
}

/** Both hold. A filter that cannot be read is put in brackets as it is. */
export function joinedFilter(filter: string, condition: string): string {
  if (filter.trim() === '') return condition.replace(/^\((.*)\)$/s, '$1');
  return `${isJoinedByOr(filter) ? `(${filter})` : filter} and ${condition}`;
}

function isJoinedByOr(filter: string): boolean {
  try {
    return parseFilter(filter)?.type === 'or';
  } catch (error) {
    if (error instanceof ConsoleError) return true;
    throw error;
  }
}
