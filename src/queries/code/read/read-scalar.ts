/** A value of pasted code as the filter grammar holds it beside a field: what Sequelize would make of it for the server. */
import type { Scalar } from '../../filter/condition.ts';
import type { FilterField } from '../../filter/filter-field.ts';
import type { Static } from './static.ts';

const iso = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/i;

/** Null for what cannot stand there. */
export function scalarOf(held: Static, field: FilterField): Scalar | null {
  if (held.type !== 'value') return null;
  const { value } = held;
  if (value === null || value === undefined || value instanceof Uint8Array) return null;
  if (field.type === 'instant') return instantOf(value);
  if (field.type === 'day') {
    if (value instanceof Date) return dayIn(value);
    return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? value : null;
  }
  if (typeof value === 'bigint') return numberOf(String(value));
  if (value instanceof Date) return field.type === 'json-path' ? value : null;
  switch (field.type) {
    case 'number':
      return typeof value === 'boolean' ? null : typeof value === 'number' ? finite(value) : numberOf(value);
    case 'boolean':
      return typeof value === 'boolean' ? value : null;
    case 'json-path':
      return typeof value === 'number' ? finite(value) : value;
    case 'text':
    case 'enum':
    case 'uuid':
    case 'other':
    case 'array':
      return typeof value === 'boolean' ? null : String(value);
    case 'json':
    case 'binary':
      return null;
  }
}

function finite(value: number): number | string | null {
  return Number.isFinite(value) ? numberOf(String(value)) : null;
}

/** As read-literal.ts reads digits: a number where a double holds them all. */
function numberOf(text: string): number | string | null {
  if (!/^-?(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,3})?$/i.test(text)) return null;
  const digits = text.replace(/e.*$/i, '').replace(/\D/g, '').replace(/^0+/, '');
  const value = Number(text);
  return digits.length <= 15 && Number.isFinite(value) ? value : text;
}

/** A text without a zone is a local time, as moment has it for Sequelize (lib/data-types.js, DATE). */
function instantOf(value: unknown): Date | null {
  if (value instanceof Date) return value;
  if (typeof value === 'number') return dateOf(new Date(value));
  if (typeof value !== 'string') return null;
  const zone = iso.exec(value);
  if (zone === null) return null;
  const text = value.replace(' ', 'T');
  return dateOf(new Date(zone[1] !== undefined || text.includes('T') ? text : `${text}T00:00`));
}

function dateOf(date: Date): Date | null {
  return Number.isNaN(date.getTime()) ? null : date;
}

/** The day it is here, as moment formats it (lib/data-types.js, DATEONLY). */
function dayIn(date: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
