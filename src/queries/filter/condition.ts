/**
 * A filter with its names found and its literals read: the one thing that both compilers (Sequelize where, SQL text) write out.
 * Every rule about which operator suits which type, and about null, is kept here once.
 */
import { typedTextError } from '../caret.ts';
import { filterFieldError, type FilterField, type FindField } from './filter-field.ts';
import type { FilterLiteral, FilterNode, FilterOperand, FilterOperator } from './filter-node.ts';
import { readLiteral, readPattern, type LiteralValue, type ReadingPlace } from './read-literal.ts';

export type Scalar = Exclude<LiteralValue, null>;
export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>=';

/** `Link` is how a compiler gets from a row to its related rows. */
export type Condition<Link> =
  | FieldCondition
  /** `and`, `or`: at least two parts. */
  | { readonly type: 'and' | 'or'; readonly parts: readonly Condition<Link>[] }
  | { readonly type: 'not'; readonly part: Condition<Link> }
  /** Some row that the link leads to meets `part`; null: there is one at all. */
  | { readonly type: 'related'; readonly link: Link; readonly part: Condition<Link> | null };

/** A condition on one field of a row. */
export type FieldCondition =
  /** IS TRUE: false for NULL, so that `not` of it finds NULL too. */
  | { readonly type: 'is-true'; readonly field: FilterField }
  | { readonly type: 'is-null'; readonly field: FilterField; readonly isNegated: boolean }
  | {
      readonly type: 'compare';
      readonly field: FilterField;
      readonly operator: Comparison;
      readonly value: Scalar;
    }
  /** ILIKE over the field as text. */
  | {
      readonly type: 'matches';
      readonly field: FilterField;
      readonly isNegated: boolean;
      readonly pattern: string;
    }
  | {
      readonly type: 'in';
      readonly field: FilterField;
      readonly isNegated: boolean;
      readonly values: readonly Scalar[];
    }
  | {
      readonly type: 'between';
      readonly field: FilterField;
      readonly isNegated: boolean;
      readonly low: Scalar;
      readonly high: Scalar;
    }
  /** The array field holds at least one of `values`. */
  | {
      readonly type: 'holds';
      readonly field: FilterField;
      readonly isNegated: boolean;
      readonly values: readonly Scalar[];
    };

/** A node that says something of one operand. */
export type LeafNode = Exclude<FilterNode, { readonly type: 'and' | 'or' | 'not' | 'related' }>;

/** Throws a ConsoleError pointing into `place.text` for an unknown name, or a literal or operator that does not suit. */
export function resolveField(node: LeafNode, findField: FindField, place: ReadingPlace): FieldCondition {
  switch (node.type) {
    case 'truth':
      return resolveTruth(node.operand, findField(node.operand, place.text), place);
    case 'is-null':
      return { type: 'is-null', field: findField(node.operand, place.text), isNegated: node.isNegated };
    case 'compare':
      return resolveComparison(node, findField(node.operand, place.text), place);
    case 'in': {
      const field = findField(node.operand, place.text);
      const { isNegated } = node;
      if (field.type === 'array') {
        return { type: 'holds', field, isNegated, values: scalars(node.values, field, place) };
      }
      refuseUncomparable(node.operand, field, place);
      return { type: 'in', field, isNegated, values: scalars(node.values, field, place) };
    }
    case 'between': {
      const field = findField(node.operand, place.text);
      refuseUncomparable(node.operand, field, place);
      if (field.type === 'array')
        throw refusedOperator(node.operand.end, 'between', field, place, arrayRemedy);
      const [low = '', high = ''] = scalars([node.low, node.high], field, place);
      return { type: 'between', field, isNegated: node.isNegated, low, high };
    }
  }
}

function resolveTruth(operand: FilterOperand, field: FilterField, place: ReadingPlace): FieldCondition {
  if (field.type === 'boolean' || field.type === 'json-path') return { type: 'is-true', field };
  const sample = field.enumValues?.[0] ?? 'a value';
  throw filterFieldError(operand, place.text, {
    code: 'filter-value',
    explanation: `"${field.name}" is ${field.typeName}, and only a boolean can stand alone`,
    remedy: `Compare it, as in \`${field.name} = ${sample.includes(' ') ? `"${sample}"` : sample}\` or \`${field.name} is not null\`.`,
  });
}

function resolveComparison(
  node: Extract<FilterNode, { type: 'compare' }>,
  field: FilterField,
  place: ReadingPlace,
): FieldCondition {
  const { operator, operand, value: literal } = node;
  if (operator === '~' || operator === '!~') {
    if (field.type === 'binary') refuseUncomparable(operand, field, place);
    return { type: 'matches', field, isNegated: operator === '!~', pattern: readPattern(literal, place) };
  }
  const value = readLiteral(literal, field, place);
  if (value === null) {
    if (operator === '=' || operator === '!=')
      return { type: 'is-null', field, isNegated: operator === '!=' };
    throw nullError(literal, `"${operator}" cannot compare with null`, place);
  }
  refuseUncomparable(operand, field, place);
  if (field.type === 'array') {
    if (operator === '=' || operator === '!=') {
      return { type: 'holds', field, isNegated: operator === '!=', values: [value] };
    }
    throw refusedOperator(node.operatorSpan.start, operator, field, place, arrayRemedy);
  }
  if (field.type === 'boolean' && operator !== '=' && operator !== '!=') {
    throw refusedOperator(
      node.operatorSpan.start,
      operator,
      field,
      place,
      `Write \`${field.name}\` or \`not ${field.name}\`.`,
    );
  }
  return { type: 'compare', field, operator, value };
}

const arrayRemedy = 'An array has `=` (holds the value), `!=`, `in` (holds one of them), `~` and `is null`.';

function refusedOperator(
  offset: number,
  operator: FilterOperator | 'between',
  field: FilterField,
  place: ReadingPlace,
  remedy: string,
): Error {
  return typedTextError({
    code: 'filter-value',
    what: 'filter',
    text: place.text,
    offset,
    explanation: `"${field.name}" is ${field.typeName}, which "${operator}" does not compare`,
    remedy,
  });
}

/** JSON as a whole and bytes have no literals. */
function refuseUncomparable(operand: FilterOperand, field: FilterField, place: ReadingPlace): void {
  if (field.type !== 'json' && field.type !== 'binary') return;
  const ways =
    field.type === 'json'
      ? `a path as in \`${field.name}.key = value\`, \`${field.name} ~ "%text%"\` or \`${field.name} is null\``
      : `\`${field.name} is null\` or \`${field.name} is not null\``;
  throw filterFieldError(operand, place.text, {
    code: 'filter-value',
    explanation: `"${field.name}" is ${field.typeName}, which has no values to write here`,
    remedy: `Use ${ways}.`,
  });
}

/**
 * One value a literal, in order. A JSON path is cast to one type for all of them (as Sequelize does by the first), so values
 * of different types become text there.
 */
function scalars(
  literals: readonly FilterLiteral[],
  field: FilterField,
  place: ReadingPlace,
): readonly Scalar[] {
  const values = literals.map((literal) => {
    const value = readLiteral(literal, field, place);
    if (value !== null) return value;
    throw nullError(literal, 'null equals nothing, so it cannot stand in a list or a range', place);
  });
  const types = new Set(values.map((value) => (value instanceof Date ? 'date' : typeof value)));
  if (field.type !== 'json-path' || types.size === 1) return values;
  return values.map((value) => (value instanceof Date ? value.toISOString() : String(value)));
}

function nullError(literal: FilterLiteral, explanation: string, place: ReadingPlace): Error {
  return typedTextError({
    code: 'filter-value',
    what: 'filter',
    text: place.text,
    offset: literal.start,
    explanation,
    remedy: 'Write `is null` or `is not null`, joined with `or`.',
  });
}
