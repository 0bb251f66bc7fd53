/**
 * FilterNode + table → an SQL condition for a table without a model. Values become `$n` parameters; the only text that comes
 * from outside is the catalog's, quoted.
 */
import { quoteIdentifier } from '../../database/quote.ts';
import type { Condition, Scalar } from './condition.ts';
import type { FilterField } from './filter-field.ts';
import type { FilterNode } from './filter-node.ts';
import type { ReadingPlace } from './read-literal.ts';
import { resolveFilter } from './resolve-filter.ts';
import { sourceOfTable, type ForeignKeyStep, type LinkedTable } from './table-source.ts';

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

/** The rows that a condition is on: how the statement calls them, quoted, and how many subqueries are around them. */
interface Rows {
  readonly owner: string;
  readonly depth: number;
}

/** Writes conditions of one statement, and keeps the values of its parameters. */
export class SqlWriter {
  readonly values: unknown[] = [];

  /** Throws a ConsoleError pointing into `place.text` for an unknown column, or a literal that does not suit it. */
  writeFilter(node: FilterNode, table: LinkedTable, place: ReadingPlace): string {
    const rows = { owner: quoteIdentifier(table.relation.name), depth: 0 };
    return this.#write(resolveFilter(node, sourceOfTable(table), place), rows);
  }

  #write(condition: Condition<ForeignKeyStep>, rows: Rows): string {
    switch (condition.type) {
      case 'and':
      case 'or':
        return `(${condition.parts.map((part) => this.#write(part, rows)).join(condition.type === 'and' ? ' AND ' : ' OR ')})`;
      case 'not':
        return `NOT (${this.#write(condition.part, rows)})`;
      case 'related':
        return this.#related(condition.link, condition.part, rows);
      case 'is-true':
        return `${this.#field(condition.field, true, rows)} IS TRUE`;
      case 'is-null':
        return `${this.#field(condition.field, null, rows)} IS ${condition.isNegated ? 'NOT ' : ''}NULL`;
      case 'compare': {
        const { field, operator, value } = condition;
        return `${this.#field(field, value, rows)} ${operator} ${this.#value(value, field)}`;
      }
      case 'matches': {
        const { field, isNegated, pattern } = condition;
        const text =
          field.type === 'text' ? this.#field(field, null, rows) : `${this.#field(field, null, rows)}::text`;
        return `${text} ${isNegated ? 'NOT ' : ''}ILIKE ${this.parameter(pattern)}`;
      }
      case 'in': {
        const { field, isNegated, values } = condition;
        const list = values.map((value) => this.#value(value, field)).join(', ');
        return `${this.#field(field, values[0] ?? null, rows)} ${isNegated ? 'NOT ' : ''}IN (${list})`;
      }
      case 'between': {
        const { field, isNegated, low, high } = condition;
        const range = `${this.#value(low, field)} AND ${this.#value(high, field)}`;
        return `${this.#field(field, low, rows)} ${isNegated ? 'NOT ' : ''}BETWEEN ${range}`;
      }
      case 'holds': {
        const { field, isNegated, values } = condition;
        const list = values.map((value) => this.parameter(value)).join(', ');
        return `${isNegated ? 'NOT ' : ''}(${this.#field(field, null, rows)} && ARRAY[${list}]::${field.typeName})`;
      }
    }
  }

  #related({ link, relation }: ForeignKeyStep, part: Condition<ForeignKeyStep> | null, outer: Rows): string {
    const rows = { owner: quoteIdentifier(`seqscope_${outer.depth + 1}`), depth: outer.depth + 1 };
    const joined = link.columns.map(
      (column, index) =>
        `${rows.owner}.${quoteIdentifier(link.otherColumns[index] ?? '')} = ${outer.owner}.${quoteIdentifier(column)}`,
    );
    const conditions = [...joined, ...(part === null ? [] : [this.#write(part, rows)])].join(' AND ');
    const table = `${quoteIdentifier(relation.schema)}.${quoteIdentifier(relation.name)}`;
    return `EXISTS (SELECT 1 FROM ${table} AS ${rows.owner} WHERE ${conditions})`;
  }

  /** The column, or the text at a JSON path cast to what it is compared with, as Sequelize casts it. */
  #field(field: FilterField, comparedWith: Scalar | null, { owner, depth }: Rows): string {
    const column = `${depth === 0 ? '' : `${owner}.`}${quoteIdentifier(field.column)}`;
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
