/**
 * Values of several parts as PostgreSQL writes them, whoever took them apart: arrays, ranges, intervals and points come
 * from pg and Sequelize as objects of their own.
 */
import type { Value } from '../queries/query-spec.ts';
import { instantText, type TimeZone } from './instant-text.ts';

type Parts = Readonly<Record<string, Value>>;

/**
 * `{a,"b c",NULL}`, nested where it is (PostgreSQL manual, 8.15.6). Null for a list that holds objects: that is JSON.
 */
export function arrayText(items: readonly Value[], zone: TimeZone): string | null {
  const shown: string[] = [];
  for (const item of items) {
    const text = itemText(item, zone);
    if (text === null) return null;
    shown.push(text);
  }
  return `{${shown.join(',')}}`;
}

function itemText(item: Value, zone: TimeZone): string | null {
  if (item === null) return 'NULL';
  if (!isList(item) && !isParts(item)) return quotedItem(scalarText(item, zone));
  const text = isList(item) ? rangeText(item, zone) : partsText(item);
  if (text !== null) return quotedItem(text);
  return isList(item) ? arrayText(item, zone) : null;
}

function quotedItem(text: string): string {
  const isBare = text !== '' && !/[{},"\\\s]/.test(text) && text.toUpperCase() !== 'NULL';
  return isBare ? text : `"${text.replace(/["\\]/g, '\\$&')}"`;
}

/**
 * `[1,10)` from the two bounds that Sequelize makes of a range (lib/data-types.js and lib/dialects/postgres/range.js); null
 * for a list that is none.
 */
export function rangeText(bounds: readonly Value[], zone: TimeZone): string | null {
  const [lower, upper] = bounds;
  if (bounds.length !== 2 || !isBound(lower) || !isBound(upper)) return null;
  const start = `${lower.inclusive ? '[' : '('}${boundText(lower.value, zone)}`;
  return `${start},${boundText(upper.value, zone)}${upper.inclusive ? ']' : ')'}`;
}

interface Bound {
  readonly value: Value;
  readonly inclusive: boolean;
}

function isBound(value: Value | undefined): value is Value & Bound {
  return isParts(value) && typeof value['inclusive'] === 'boolean' && 'value' in value;
}

function boundText(value: Value, zone: TimeZone): string {
  if (value === null) return '';
  if (value === Infinity || value === -Infinity) return value > 0 ? 'infinity' : '-infinity';
  const text = isParts(value) || isList(value) ? JSON.stringify(value) : scalarText(value, zone);
  return /[\s,"()[\]\\]/.test(text) ? `"${text}"` : text;
}

/** An interval, a point or a circle as pg takes them apart; null for any other object. */
export function partsText(parts: Parts): string | null {
  const names = Object.keys(parts);
  if (names.every((name) => intervalParts.includes(name))) return intervalText(parts);
  const { x, y, radius } = parts;
  if (typeof x !== 'number' || typeof y !== 'number') return null;
  if (names.length === 2) return `(${String(x)},${String(y)})`;
  return names.length === 3 && typeof radius === 'number'
    ? `<(${String(x)},${String(y)}),${String(radius)}>`
    : null;
}

const intervalParts = ['years', 'months', 'days', 'hours', 'minutes', 'seconds', 'milliseconds'];

/** IntervalStyle `postgres` (manual, 8.5.5): `1 year 2 mons 3 days 04:05:06.5`. */
function intervalText(parts: Parts): string {
  const of = (name: string): number => Number(parts[name] ?? 0);
  const words = (['years', 'months', 'days'] as const).flatMap((name) => {
    const count = of(name);
    const word = name === 'months' ? 'mons' : name;
    return count === 0 ? [] : [`${String(count)} ${count === 1 ? word.slice(0, -1) : word}`];
  });
  const clock = clockText(
    (of('hours') * 60 + of('minutes')) * 60_000_000 +
      Math.round(of('seconds') * 1_000_000 + of('milliseconds') * 1000),
  );
  return clock === null && words.length > 0 ? words.join(' ') : [...words, clock ?? '00:00:00'].join(' ');
}

/** Null for no time at all. */
function clockText(microseconds: number): string | null {
  if (microseconds === 0) return null;
  const size = Math.abs(microseconds);
  const seconds = Math.floor(size / 1_000_000);
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
  const rest = size % 1_000_000;
  const fraction = rest === 0 ? '' : `.${String(rest).padStart(6, '0').replace(/0+$/, '')}`;
  return `${microseconds < 0 ? '-' : ''}${clock}${fraction}`;
}

function scalarText(value: string | number | bigint | boolean | Date | Uint8Array, zone: TimeZone): string {
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString('hex')}`;
  if (value instanceof Date) return instantText(value, zone) ?? '';
  return typeof value === 'string' ? (instantText(value, zone) ?? value) : String(value);
}

/** Array.isArray() does not narrow a readonly list. */
export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

/** An object that is neither a list nor a date nor bytes. */
export function isParts(value: Value | undefined): value is Parts {
  return (
    typeof value === 'object' &&
    value !== null &&
    !isList(value) &&
    !(value instanceof Date) &&
    !(value instanceof Uint8Array)
  );
}
