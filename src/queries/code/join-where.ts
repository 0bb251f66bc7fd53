/**
 * Conditions that all hold as the one `where` a person would write: attributes beside one another, `attribute: value` where that
 * says the same, `Op.and` only where two would stand under one key. Never changes which rows are found.
 */
import type { SequelizeClass } from '../sequelize-class.ts';
import { isPlain } from './write-value.ts';

export interface WhereContext {
  readonly Op: SequelizeClass['Op'];
  /** A list beside one of these is the value itself, not several to choose from. */
  readonly isList: (attribute: string) => boolean;
}

/** Undefined for no condition at all. */
export function joinWhere(conditions: readonly unknown[], context: WhereContext): unknown {
  const joined = new WhereJoiner(context).join(conditions, true);
  return isPlain(joined) && Reflect.ownKeys(joined).length === 0 ? undefined : joined;
}

class WhereJoiner {
  readonly #context: WhereContext;

  constructor(context: WhereContext) {
    this.#context = context;
  }

  /** `isKept`: unknown and false are the same to it, as they are unless a `not` stands around. */
  join(conditions: readonly unknown[], isKept: boolean): unknown {
    const { Op } = this.#context;
    const joined: Record<string | symbol, unknown> = {};
    const beside: unknown[] = [];
    for (const part of conditions.flatMap((condition) => this.#parts(condition))) {
      const [key, ...others] = isPlain(part) ? Reflect.ownKeys(part) : [];
      if (!isPlain(part) || key === undefined || others.length > 0) {
        beside.push(part);
        continue;
      }
      const value =
        typeof key === 'symbol'
          ? this.#underOperator(key, part[key], isKept)
          : this.#short(key, part[key], isKept);
      const merged = Object.hasOwn(joined, key) ? this.#both(joined[key], value) : value;
      if (merged === undefined) beside.push({ [key]: value });
      else joined[key] = merged;
    }
    if (beside.length === 0) return joined;
    if (beside.length === 1 && Reflect.ownKeys(joined).length === 0) return beside[0];
    joined[Op.and] = beside;
    return joined;
  }

  /** What an `Op.and`, or an object of several keys, holds. */
  #parts(condition: unknown): readonly unknown[] {
    if (!isPlain(condition)) return condition === undefined ? [] : [condition];
    return Reflect.ownKeys(condition).flatMap((key) => {
      const value = condition[key];
      if (key !== this.#context.Op.and) return [{ [key]: value }];
      const inner: readonly unknown[] = Array.isArray(value) ? value : [value];
      return inner.flatMap((part) => this.#parts(part));
    });
  }

  #underOperator(operator: symbol, value: unknown, isKept: boolean): unknown {
    const { Op } = this.#context;
    if (!Array.isArray(value)) return value;
    if (operator === Op.or) return value.map((part: unknown) => this.join([part], isKept));
    return operator === Op.not ? [this.join(value, false)] : value;
  }

  /** `true` for `{[Op.is]: true}`, and the like. */
  #short(attribute: string, value: unknown, isKept: boolean): unknown {
    const { Op, isList } = this.#context;
    if (!isPlain(value)) return value;
    const [operator, ...others] = Reflect.ownKeys(value);
    if (typeof operator !== 'symbol' || others.length > 0) return value;
    const operand = value[operator];
    if (operator === Op.is && (operand === null || (operand === true && isKept))) return operand;
    if (operator === Op.eq && isScalar(operand)) return operand;
    const isChoice = operator === Op.in && Array.isArray(operand) && operand.length > 0;
    return isChoice && !isList(attribute) ? operand : value;
  }

  /** Operators alone, and no `Op.or` below the attribute, beside which Sequelize reads nothing (whereItemQuery). */
  #isComparison(value: unknown): value is Record<symbol, unknown> {
    const { Op } = this.#context;
    const isOperator = (key: string | symbol): boolean =>
      typeof key === 'symbol' && key !== Op.or && key !== Op.and;
    return isPlain(value) && Reflect.ownKeys(value).every(isOperator);
  }

  /** Two conditions on one attribute, by different operators; undefined where they cannot stand together. */
  #both(first: unknown, second: unknown): unknown {
    if (!this.#isComparison(first) || !this.#isComparison(second)) return undefined;
    const isDistinct = Reflect.ownKeys(second).every((key) => !Object.hasOwn(first, key));
    return isDistinct ? { ...first, ...second } : undefined;
  }
}

function isScalar(value: unknown): boolean {
  return (
    typeof value === 'string' ||
    typeof value === 'number' ||
    typeof value === 'boolean' ||
    value instanceof Date
  );
}
