/**
 * FilterNode + table → an SQL condition for a table without a model. Values become `$n` parameters; the only text that comes
 * from outside is the catalog's, quoted.
 */
import type { Relation } from '../../database/relation.ts';
import { quoteIdentifier } from '../quote-identifier.ts';
import { resolveFilter, type Condition, type Scalar } from './condition.ts';
import { fieldsOfTable, type FilterField } from './filter-field.ts';
import type { FilterNode } from './filter-node.ts';
import type { ReadingPlace } from './read-literal.ts';

/** What a parameter of each integer type can hold, by format_type() name (PostgreSQL manual 8.1). */
const integerLimits: ReadonlyMap<string, number> = new Map([
  ['smallint', 2 ** 15],
  ['integer', 2 ** 31],
  ['bigint', 2 ** 53],
]);

export interface SqlCondition {
  readonly sql: string;
  /** `values[0]` is `$1`. */
  readonly values: readonly unknown[];
}

/** Writes conditions of one statement, and keeps the values of its parameters. */
export class SqlWriter {
  readonly values: unknown[] = [];

  /** Throws a ConsoleError pointing into `place.text` for an unknown column, or a literal that does not suit it. */
  writeFilter(node: FilterNode, table: Relation, place: ReadingPlace): string {
    return this.write(resolveFilter(node, fieldsOfTable(table), place));
  }

  write(condition: Condition): string {
    switch (condition.type) {
      case 'and':
      case 'or':
        return `(${condition.parts.map((part) => this.write(part)).join(condition.type === 'and' ? ' AND ' : ' OR ')})`;
      case 'not':
        return `NOT (${this.write(condition.part)})`;
      case 'is-true':
        return `${this.#field(condition.field, true)} IS TRUE`;
      case 'is-null':
        return `${this.#field(condition.field, null)} IS ${condition.isNegated ? 'NOT ' : ''}NULL`;
      case 'compare': {
        const { field, operator, value } = condition;
        return `${this.#field(field, value)} ${operator} ${this.#value(value, field)}`;
      }
      case 'matches': {
        const { field, isNegated, pattern } = condition;
        const text = field.type === 'text' ? this.#field(field, null) : `${this.#field(field, null)}::text`;
        return `${text} ${isNegated ? 'NOT ' : ''}ILIKE ${this.parameter(pattern)}`;
      }
      case 'in': {
        const { field, isNegated, values } = condition;
        const list = values.map((value) => this.#value(value, field)).join(', ');
        return `${this.#field(field, values[0] ?? null)} ${isNegated ? 'NOT ' : ''}IN (${list})`;
      }
      case 'between': {
        const { field, isNegated, low, high } = condition;
        const range = `${this.#value(low, field)} AND ${this.#value(high, field)}`;
        return `${this.#field(field, low)} ${isNegated ? 'NOT ' : ''}BETWEEN ${range}`;
      }
      case 'holds': {
        const { field, isNegated, values } = condition;
        const list = values.map((value) => this.parameter(value)).join(', ');
        return `${isNegated ? 'NOT ' : ''}(${this.#field(field, null)} && ARRAY[${list}]::${field.typeName})`;
      }
    }
  }

  /** The column, or the text at a JSON path cast to what it is compared with, as Sequelize casts it. */
  #field(field: FilterField, comparedWith: Scalar | null): string {
    const column = quoteIdentifier(field.column);
    if (field.jsonPath.length === 0) return column;
    return `(${column} #>> ${this.parameter(field.jsonPath)}::text[])${castFor(comparedWith)}`;
  }

  /**
   * PostgreSQL gives a parameter the type of the column beside it, so that an index serves. A number that an integer column
   * cannot hold says its own type.
   */
  #value(value: Scalar, field: FilterField): string {
    const parameter = this.parameter(value instanceof Date ? value.toISOString() : value);
    const largest = integerLimits.get(field.typeName);
    if (largest === undefined) return parameter;
    const number = Number(value);
    if (Number.isInteger(number) && Math.abs(number) < largest) return parameter;
    return Number.isSafeInteger(number) ? `${parameter}::bigint` : `${parameter}::numeric`;
  }

  /** The placeholder of a further value. */
  parameter(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}

/** The casts of dialects/abstract/query-generator.js, _getJsonCast. */
function castFor(value: Scalar | null): string {
  if (value instanceof Date) return '::timestamptz';
  if (typeof value === 'number') return '::double precision';
  return typeof value === 'boolean' ? '::boolean' : '';
}
