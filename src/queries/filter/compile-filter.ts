/**
 * FilterNode + model → a Sequelize `where`, in the operators of the project's own copy. Every value goes through them, so it is
 * escaped by the attribute's type; no SQL text is written here. Conditions on related rows are subqueries that Sequelize writes.
 */
import type { Association, Model, ModelStatic, Sequelize, WhereOptions } from 'sequelize';
import { sequelizeClassOf, type SequelizeClass } from '../sequelize-class.ts';
import type { Comparison, Condition, Scalar } from './condition.ts';
import type { FilterField } from './filter-field.ts';
import type { FilterNode } from './filter-node.ts';
import { sourceOfModel } from './filter-source.ts';
import type { ReadingPlace } from './read-literal.ts';
import { relatedSql } from './related-sql.ts';
import { resolveFilter } from './resolve-filter.ts';

type Where = WhereOptions;

/** Types that ILIKE and the operators of their Sequelize type take as they are. */
const textTypes: ReadonlySet<string> = new Set(['text', 'json-path']);

/**
 * Throws a ConsoleError pointing into `place.text` for an unknown attribute, or a literal that does not suit it. `alias` is what the
 * statement calls the rows: those of the main table by the model's name, in every statement of Sequelize.
 */
export function compileFilter(
  node: FilterNode,
  model: ModelStatic<Model>,
  sequelize: Sequelize,
  place: ReadingPlace,
  alias = model.name,
): WhereOptions {
  return new WhereWriter(sequelize, alias, 0).write(resolveFilter(node, sourceOfModel(model), place));
}

/** The same of what was resolved already. */
export function compileCondition(
  condition: Condition<Association>,
  model: ModelStatic<Model>,
  sequelize: Sequelize,
): WhereOptions {
  return new WhereWriter(sequelize, model.name, 0).write(condition);
}

class WhereWriter {
  readonly #sequelize: Sequelize;
  /** How the statement calls the rows that the condition is on. */
  readonly #alias: string;
  /** Subqueries around them. */
  readonly #depth: number;
  readonly #class: SequelizeClass;

  constructor(sequelize: Sequelize, alias: string, depth: number) {
    this.#sequelize = sequelize;
    this.#alias = alias;
    this.#depth = depth;
    this.#class = sequelizeClassOf(sequelize);
  }

  write(condition: Condition<Association>): Where {
    const { Op } = this.#class;
    switch (condition.type) {
      case 'and':
        return { [Op.and]: condition.parts.map((part) => this.write(part)) };
      case 'or':
        return { [Op.or]: condition.parts.map((part) => this.write(part)) };
      case 'not':
        return this.#not(this.write(condition.part));
      case 'related':
        return this.#related(condition.link, condition.part);
      case 'is-true':
        return at(condition.field, { [Op.is]: true });
      case 'is-null':
        return at(condition.field, condition.isNegated ? { [Op.not]: null } : { [Op.is]: null });
      case 'compare':
        return this.#compare(condition.field, this.#operator(condition.operator), condition.value);
      case 'matches':
        return this.#matches(condition.field, {
          [condition.isNegated ? Op.notILike : Op.iLike]: condition.pattern,
        });
      case 'in':
        return this.#compare(condition.field, condition.isNegated ? Op.notIn : Op.in, condition.values);
      case 'between': {
        const range = [condition.low, condition.high];
        return this.#compare(condition.field, condition.isNegated ? Op.notBetween : Op.between, range);
      }
      case 'holds': {
        const held = at(condition.field, { [Op.overlap]: condition.values });
        return condition.isNegated ? this.#not(held) : held;
      }
    }
  }

  /** Types without a literal form of their own (inet, ranges, intervals) are compared untyped: PostgreSQL reads the text. */
  #compare(field: FilterField, operator: symbol, value: Scalar | readonly Scalar[]): Where {
    const write = unquoted(field);
    const isList = typeof value === 'object' && !(value instanceof Date);
    const operators = { [operator]: isList ? value.map(write) : write(value) };
    if (field.type !== 'other') return at(field, operators);
    return this.#class.where(this.#column(field), operators);
  }

  #matches(field: FilterField, operators: object): Where {
    if (textTypes.has(field.type)) return at(field, operators);
    return this.#class.where(this.#class.cast(this.#column(field), 'text'), operators);
  }

  #related(association: Association, part: Condition<Association> | null): Where {
    const sql = relatedSql(
      {
        association,
        outer: this.#alias,
        depth: this.#depth,
        where: (alias, depth) =>
          part === null ? null : new WhereWriter(this.#sequelize, alias, depth).write(part),
      },
      this.#sequelize,
    );
    return this.#class.literal(sql);
  }

  #column({ column }: FilterField): ReturnType<SequelizeClass['col']> {
    return this.#class.col(`${this.#alias}.${column}`);
  }

  #not(where: Where): Where {
    // A list, which the types do not know: outside of one Sequelize forgets the NOT before a `where()` (_whereGroupBind).
    return { [this.#class.Op.not]: [where] } as unknown as Where;
  }

  #operator(comparison: Comparison): symbol {
    const { Op } = this.#class;
    switch (comparison) {
      case '=':
        return Op.eq;
      case '!=':
        return Op.ne;
      case '<':
        return Op.lt;
      case '<=':
        return Op.lte;
      case '>':
        return Op.gt;
      case '>=':
        return Op.gte;
    }
  }
}

const integerTypes: ReadonlySet<string> = new Set(['smallint', 'integer', 'bigint']);

/**
 * Digits that no double holds are written as a number beside an integer: quoted, PostgreSQL would read them as the column's type and
 * refuse those that are out of its range.
 */
function unquoted(field: FilterField): (value: Scalar) => Scalar | bigint {
  if (!integerTypes.has(field.typeName)) return (value) => value;
  return (value) => {
    if (typeof value !== 'string') return value;
    if (/^-?\d+$/.test(value)) return BigInt(value);
    return Number.isFinite(Number(value)) ? Number(value) : value;
  };
}

/** `{attribute: operators}`, or the nested object by which Sequelize reaches into JSON. */
function at(field: FilterField, operators: object): Where {
  const nested = field.jsonPath.reduceRight<object>(
    (inner, key) => Object.fromEntries([[pathElement(key), inner]]),
    operators,
  );
  return Object.fromEntries([[field.name, nested]]);
}

/**
 * A key as an element of the text array `'{a,b}'` that Sequelize builds of a path without quoting anything (dialects/abstract/
 * query-generator.js, jsonPathExtractionQuery; PostgreSQL manual 8.15.2).
 */
function pathElement(key: string): string {
  if (/^[\w$-]+$/.test(key) && key.toLowerCase() !== 'null') return key;
  return `"${key.replace(/[\\"]/g, '\\$&')}"`;
}
