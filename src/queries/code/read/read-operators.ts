/** What stands beside an attribute in a `where` of pasted code: a value, a list, operators; as conditions on its field. */
import type { Association } from 'sequelize';
import type { Comparison, Condition, Scalar } from '../../filter/condition.ts';
import type { FilterField } from '../../filter/filter-field.ts';
import type { FaultSource } from './code-source.ts';
import { scalarOf } from './read-scalar.ts';
import type { Static, StaticEntry } from './static.ts';

type Where = Condition<Association>;

/** Returns the condition, or throws where no filter says it. */
export type Check = (condition: Where, at: number) => Where;

const comparisons: ReadonlyMap<string, Comparison> = new Map([
  ['eq', '='],
  ['ne', '!='],
  ['gt', '>'],
  ['gte', '>='],
  ['lt', '<'],
  ['lte', '<='],
]);

/** What people reach for, and what is there instead. */
const remedies: ReadonlyMap<string, string> = new Map([
  ['like', 'Write `Op.iLike`: patterns of filters do not mind the case.'],
  ['notLike', 'Write `Op.notILike`: patterns of filters do not mind the case.'],
  ['startsWith', 'Write `{ [Op.iLike]: "text%" }`: patterns of filters do not mind the case.'],
  ['endsWith', 'Write `{ [Op.iLike]: "%text" }`: patterns of filters do not mind the case.'],
  ['substring', 'Write `{ [Op.iLike]: "%text%" }`: patterns of filters do not mind the case.'],
]);

export class OperatorReader {
  readonly #source: FaultSource;
  readonly #check: Check;

  constructor(source: FaultSource, check: Check) {
    this.#source = source;
    this.#check = check;
  }

  /** All of which hold. `isText`: the field is cast to text. */
  read(field: FilterField, value: Static, isKept: boolean, isText = false): readonly Where[] {
    switch (value.type) {
      case 'value':
        return [this.#equal(field, value, isKept)];
      case 'list':
        if (field.type !== 'array' && !field.typeName.includes('range'))
          return [this.#in(field, value, false)];
        throw this.#fault(
          value.at,
          'a whole list is compared',
          'Write `{ [Op.contains]: […] }` or `{ [Op.overlap]: […] }`.',
        );
      case 'object':
        return value.entries.flatMap((entry) => this.#entry(field, entry, isKept, isText));
      case 'method':
      case 'name':
        throw this.#fault(value.at, 'this compares with what only the server knows', 'Write a value.');
    }
  }

  #entry(
    field: FilterField,
    { key, value, at }: StaticEntry,
    isKept: boolean,
    isText: boolean,
  ): readonly Where[] {
    if (key.type === 'name') {
      if (field.type !== 'json' && field.type !== 'json-path') {
        throw this.#fault(
          at,
          `"${key.name}" is no operator, and "${field.name}" no JSON`,
          'Write operators as in `[Op.gt]`.',
        );
      }
      const jsonPath = [...field.jsonPath, ...key.name.split('.').map(plainKey)];
      return this.read({ ...field, type: 'json-path', enumValues: null, jsonPath }, value, isKept);
    }
    const comparison = comparisons.get(key.name);
    if (comparison !== undefined) return [this.#compare(field, comparison, value, isKept, at)];
    switch (key.name) {
      case 'is':
        return [this.#is(field, value, isKept)];
      case 'not':
        return [this.#not(field, value, isKept, at)];
      case 'in':
      case 'notIn':
        return [this.#in(field, value, key.name === 'notIn')];
      case 'between':
      case 'notBetween':
        return [this.#between(field, value, key.name === 'notBetween')];
      case 'iLike':
      case 'notILike': {
        if (value.type !== 'value' || typeof value.value !== 'string')
          throw this.#fault(value.at, 'this is no pattern', 'Write a text.');
        const isNegated = key.name === 'notILike';
        if (!isText && field.type !== 'text' && field.type !== 'json-path') {
          throw this.#fault(
            at,
            `"${field.name}" is ${field.typeName}, which PostgreSQL has no patterns for`,
            'Compare its text, by `sequelize.cast`.',
          );
        }
        return [this.#check({ type: 'matches', field, isNegated, pattern: value.value }, at)];
      }
      case 'overlap':
      case 'contains':
        return this.#holds(field, value, key.name === 'contains', at);
      case 'and':
        return this.#all(field, value, isKept).flat();
      case 'or': {
        const parts = this.#all(field, value, isKept).map(together);
        const [first, second] = parts;
        if (first === undefined) throw this.#fault(at, 'an `Op.or` of nothing finds no row', 'Leave it out.');
        return [second === undefined ? first : { type: 'or', parts }];
      }
      default:
        throw this.#fault(
          at,
          `the grammar of filters has nothing for \`Op.${key.name}\``,
          remedies.get(key.name) ?? 'Leave it out, or run the statement with `seqscope sql`.',
        );
    }
  }

  #all(field: FilterField, value: Static, isKept: boolean): readonly (readonly Where[])[] {
    if (value.type === 'list') return value.items.map((item) => this.read(field, item, isKept));
    if (value.type !== 'object') return [this.read(field, value, isKept)];
    return value.entries.map((entry) => this.#entry(field, entry, isKept, false));
  }

  #equal(field: FilterField, value: Static, isKept: boolean): Where {
    return this.#compare(field, '=', value, isKept, value.at);
  }

  #compare(field: FilterField, operator: Comparison, value: Static, isKept: boolean, at: number): Where {
    if (value.type === 'value' && value.value === null) {
      if (operator === '=' || operator === '!=')
        return this.#check({ type: 'is-null', field, isNegated: operator === '!=' }, at);
      throw this.#fault(at, 'nothing is less or more than null', 'Write `null` or `{ [Op.ne]: null }`.');
    }
    if (value.type === 'list' && operator === '=') return this.#in(field, value, false);
    if (value.type === 'list' && operator === '!=') return this.#in(field, value, true);
    if (field.type === 'array')
      throw this.#fault(at, 'a whole list is compared', 'Write `{ [Op.contains]: […] }`.');
    const scalar = this.#scalar(value, field);
    if (operator === '=' && scalar === true && field.type === 'boolean' && isKept)
      return { type: 'is-true', field };
    return this.#check({ type: 'compare', field, operator, value: scalar }, at);
  }

  #is(field: FilterField, value: Static, isKept: boolean): Where {
    const held = value.type === 'value' ? value.value : undefined;
    if (held === null) return this.#check({ type: 'is-null', field, isNegated: false }, value.at);
    if (held === true) return this.#check({ type: 'is-true', field }, value.at);
    if (held === false && isKept) return this.#equal(field, value, isKept);
    throw this.#fault(value.at, '`Op.is` takes null, true or false here', 'Write one of them.');
  }

  #not(field: FilterField, value: Static, isKept: boolean, at: number): Where {
    if (value.type === 'object') {
      const part = together(this.read(field, value, false));
      return { type: 'not', part };
    }
    if (value.type === 'value' && value.value === true) {
      return { type: 'not', part: this.#check({ type: 'is-true', field }, at) };
    }
    return this.#compare(field, '!=', value, isKept, at);
  }

  #in(field: FilterField, value: Static, isNegated: boolean): Where {
    const values = this.#scalars(value, field);
    const mixed = values.length === 0;
    if (mixed)
      throw this.#fault(value.at, 'the list is empty', 'Put values in it, or leave the condition out.');
    if (field.type === 'array')
      throw this.#fault(value.at, 'a whole list is compared', 'Write `{ [Op.overlap]: […] }`.');
    return this.#check({ type: 'in', field, isNegated, values }, value.at);
  }

  #between(field: FilterField, value: Static, isNegated: boolean): Where {
    const [low, high, ...others] = this.#scalars(value, field);
    if (low === undefined || high === undefined || others.length > 0)
      throw this.#fault(value.at, 'a range has two ends', 'Write `[low, high]`.');
    return this.#check({ type: 'between', field, isNegated, low, high }, value.at);
  }

  #holds(field: FilterField, value: Static, isEach: boolean, at: number): readonly Where[] {
    const values = this.#scalars(value, field);
    if (field.type !== 'array' || values.length === 0)
      throw this.#fault(at, `"${field.name}" and a list of values are expected`, 'Use it with arrays.');
    const holds = (some: readonly Scalar[]): Where =>
      this.#check({ type: 'holds', field, isNegated: false, values: some }, at);
    return isEach ? values.map((one) => holds([one])) : [holds(values)];
  }

  #scalars(value: Static, field: FilterField): readonly Scalar[] {
    if (value.type === 'list') return value.items.map((item) => this.#scalar(item, field));
    throw this.#fault(value.at, 'a list is expected', 'Write it as in `["a", "b"]`.');
  }

  #scalar(value: Static, field: FilterField): Scalar {
    const scalar = scalarOf(value, field);
    if (scalar !== null) return scalar;
    throw this.#fault(
      value.at,
      `this cannot be compared with "${field.name}", which is ${field.typeName}`,
      'Write a plain value of its type.',
    );
  }

  #fault(at: number, explanation: string, remedy: string): Error {
    return this.#source.fault(at, explanation, remedy);
  }
}

function together(parts: readonly Where[]): Where {
  const [first, second] = parts;
  return first !== undefined && second === undefined ? first : { type: 'and', parts };
}

function plainKey(key: string): string {
  return /^".*"$/s.test(key) ? key.slice(1, -1).replace(/\\([\\"])/g, '$1') : key;
}
