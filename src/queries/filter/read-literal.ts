/**
 * What a literal means beside a field: the same word is a number, a date or text depending on what it is compared with.
 * Whatever comes out is a plain value to be bound or escaped by its type; no literal ever becomes SQL text.
 */
import { nearestNames } from '../../errors.ts';
import { alternatives, quoteTyped, typedTextError } from '../caret.ts';
import type { FilterField } from './filter-field.ts';
import type { FilterLiteral } from './filter-node.ts';
import { dayOf, readInstant } from './read-instant.ts';

/** Null only for the unquoted word `null`. Numbers that a double cannot hold stay text of digits. */
export type LiteralValue = string | number | boolean | Date | null;

export interface ReadingPlace {
  /** The whole filter, for the excerpt. */
  readonly text: string;
  /** What relative times are counted back from. */
  readonly now: Date;
}

const decimalNumber = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,3})?$/i;
const uuid = /^\{?[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}\}?$/i;

/** Throws `filter-value` with the place when the literal does not fit the field. */
export function readLiteral(literal: FilterLiteral, field: FilterField, place: ReadingPlace): LiteralValue {
  const { text, isQuoted } = literal;
  const word = isQuoted ? null : text.toLowerCase();
  if (word === 'null') return null;
  const refuse = (what: string, remedy: string): Error => literalError(literal, field, place, what, remedy);

  switch (field.type) {
    case 'text':
    case 'other':
    case 'array':
    case 'json':
    case 'binary':
      return text;
    case 'number':
      if (decimalNumber.test(text)) return readNumber(text);
      throw refuse('a number', 'Write digits as in `42`, `-0.5` or `1e6`.');
    case 'boolean':
      if (text.toLowerCase() === 'true') return true;
      if (text.toLowerCase() === 'false') return false;
      throw refuse('true or false', `Write \`${field.name}\` or \`not ${field.name}\`.`);
    case 'instant':
    case 'day': {
      const instant = readInstant(text, place.now);
      if (instant === null || (field.type === 'day' && instant.hasTime)) {
        throw refuse(
          field.type === 'day' ? 'a day' : 'a time',
          field.type === 'day'
            ? 'Write a day as in `2026-01-31`, or `7d` for seven days ago.'
            : 'Write a time as in `2026-01-31`, `2026-01-31T12:00:00Z` or "2026-01-31 12:00", or `7d` for seven days ago (s m h d w mo y).',
        );
      }
      return field.type === 'day' ? dayOf(instant.time) : instant.time;
    }
    case 'uuid':
      if (uuid.test(text)) return text;
      throw refuse('a UUID', 'Write it whole, or match a part of it with `~` as in `id ~ 550e%`.');
    case 'enum': {
      if (field.enumValues === null || field.enumValues.includes(text)) return text;
      const nearest = alternatives(nearestNames(text, field.enumValues));
      throw refuse(
        'one of its values',
        nearest === null ? `Known are ${field.enumValues.join(', ')}.` : `Did you mean ${nearest}?`,
      );
    }
    case 'json-path':
      return readByForm(text, isQuoted, place.now);
  }
}

/** A literal that only text is compared with: the pattern of `~`. Throws for `null`. */
export function readPattern(literal: FilterLiteral, place: ReadingPlace): string {
  if (literal.isQuoted || literal.text.toLowerCase() !== 'null') return literal.text;
  throw typedTextError({
    code: 'filter-value',
    what: 'filter',
    text: place.text,
    offset: literal.start,
    explanation: '"~" compares with a pattern, and null is none',
    remedy: 'Write `is null` or `is not null`.',
  });
}

/** JSON says the types of its values only row by row, so the form of an unquoted literal decides. */
function readByForm(text: string, isQuoted: boolean, now: Date): LiteralValue {
  if (isQuoted) return text;
  const word = text.toLowerCase();
  if (word === 'true' || word === 'false') return word === 'true';
  if (decimalNumber.test(text)) return readNumber(text);
  return readInstant(text, now)?.time ?? text;
}

/** A double keeps fifteen significant digits whole; a longer number stays the text it is. */
function readNumber(text: string): number | string {
  const digits = text.replace(/e.*$/i, '').replace(/[^\d]/g, '').replace(/^0+/, '');
  const value = Number(text);
  return digits.length <= 15 && Number.isFinite(value) ? value : text.replace(/^\+/, '');
}

function literalError(
  literal: FilterLiteral,
  field: FilterField,
  place: ReadingPlace,
  what: string,
  remedy: string,
): Error {
  return typedTextError({
    code: 'filter-value',
    what: 'filter',
    text: place.text,
    offset: literal.start,
    explanation: `"${field.name}" is ${field.typeName}, and ${quoteTyped(literal.text)} is not ${what}`,
    remedy,
  });
}
