/**
 * A `where` of pasted code → a condition of the filter grammar. It says exactly what the code says, or throws with the place: each
 * condition is written as filter text, read back, and compared.
 */
import type { Association, Model, ModelStatic } from 'sequelize';
import type { Condition } from '../../filter/condition.ts';
import { needsRow } from '../../filter/needs-row.ts';
import { checkedCondition } from './checked-condition.ts';
import type { FaultSource } from './code-source.ts';
import { fieldOf, jsonKeys, type NamedField } from './name-field.ts';
import { notedCondition, notedHeld } from './noted-sql.ts';
import type { WherePlace } from './reading.ts';
import { OperatorReader } from './read-operators.ts';
import type { Static, StaticEntry } from './static.ts';

type Where = Condition<Association>;
type Method = Extract<Static, { type: 'method' }>;

/** Null for a where that keeps every row. */
export function readWhere(where: Static, model: ModelStatic<Model>, place: WherePlace): Where | null {
  return new WhereReader(model, place).read(where, true, true);
}

class WhereReader {
  readonly #model: ModelStatic<Model>;
  readonly #place: WherePlace;
  readonly #source: FaultSource;

  constructor(model: ModelStatic<Model>, place: WherePlace) {
    this.#model = model;
    this.#place = place;
    this.#source = place.source;
  }

  /** `isKept`: unknown counts as false, as it does unless a `not` stands around. `isTop`: it holds for every row. */
  read(where: Static, isKept: boolean, isTop = false): Where | null {
    switch (where.type) {
      case 'object':
        return joined('and', this.#entries(where.entries, isKept, isTop));
      case 'list':
        return joined('and', this.#all(where.items, isKept, isTop));
      case 'method':
        if (isTop && this.#isHeld(where)) return null;
        return this.#method(where, isKept);
      case 'value':
        if (where.value === undefined) return null;
        throw this.#fault(where, 'this is no condition', 'Write conditions as in `{ status: "active" }`.');
      case 'name':
        throw this.#fault(
          where,
          `"${where.name}" is not known here`,
          'Write the condition itself in its place.',
        );
    }
  }

  #all(items: readonly Static[], isKept: boolean, isTop = false): readonly Where[] {
    return items.flatMap((item) => this.read(item, isKept, isTop) ?? []);
  }

  #entries(entries: readonly StaticEntry[], isKept: boolean, isTop = false): readonly Where[] {
    return entries.flatMap((entry) => this.#entry(entry, isKept, isTop) ?? []);
  }

  #isHeld(method: Method): boolean {
    const held = notedHeld(method);
    const { onHeld } = this.#place;
    if (held === null || onHeld === undefined) return false;
    onHeld(held);
    return true;
  }

  #entry({ key, value, at }: StaticEntry, isKept: boolean, isTop: boolean): Where | null {
    if (key.type === 'name') return this.#named(key.name, value, at, isKept);
    switch (key.name) {
      case 'and':
        return this.read(value, isKept, isTop);
      case 'or': {
        const parts =
          value.type === 'object'
            ? this.#entries(value.entries, isKept)
            : this.#all(listItems(value), isKept);
        if (parts.length > 0) return joined('or', parts);
        throw this.#source.fault(
          at,
          'an `Op.or` of nothing finds no row',
          'Leave it out, or put conditions in it.',
        );
      }
      case 'not': {
        const part = this.read(value, false);
        if (part !== null) return { type: 'not', part };
        throw this.#source.fault(
          at,
          'an `Op.not` of nothing finds no row',
          'Leave it out, or put a condition in it.',
        );
      }
      default:
        throw this.#source.fault(
          at,
          `\`Op.${key.name}\` stands where an attribute is expected`,
          'Only `Op.and`, `Op.or` and `Op.not` stand there.',
        );
    }
  }

  #named(name: string, value: Static, at: number, isKept: boolean): Where | null {
    if (value.type === 'value' && value.value === undefined) {
      throw this.#source.fault(at, `"${name}" is undefined, which Sequelize refuses`, 'Leave it out.');
    }
    if (/^\$.*\$$/s.test(name)) return this.#joined(name.slice(1, -1).split('.'), value, at);
    const path = jsonKeys(name, this.#model);
    return this.#field(path, value, at, isKept);
  }

  /** `$role.name$`: of the one row that is joined. */
  #joined([first = '', ...rest]: readonly string[], value: Static, at: number): Where {
    if (rest.length === 0) {
      const part = this.#field([first], value, at, true);
      if (part !== null) return part;
    }
    const association = this.#model.associations[first];
    const way = `\`$${[first, ...rest].join('.')}$\``;
    if (association === undefined || rest.length === 0) {
      throw this.#source.fault(
        at,
        `model "${this.#model.name}" has no association "${first}" for ${way} to go through`,
        'Name the association as the model does.',
      );
    }
    const inner = new WhereReader(association.target, this.#place);
    const part =
      rest.length === 1 ? inner.#field([rest[0] ?? ''], value, at, true) : inner.#joined(rest, value, at);
    if (association.isSingleAssociation && part !== null && needsRow(part)) {
      return { type: 'related', link: association, part };
    }
    throw this.#source.fault(
      at,
      association.isSingleAssociation
        ? `${way} holds without a row of "${first}" as well, which a filter cannot say`
        : `${way} leaves out rows of "${first}", too, and not only of "${this.#model.name}"`,
      `Put the condition into the \`where\` of an include of "${first}".`,
    );
  }

  #field(path: readonly [string, ...string[]], value: Static, at: number, isKept: boolean): Where | null {
    const field = this.#find({ path, at, isCast: false });
    const parts = this.#operators().read(field, value, isKept);
    return joined('and', parts);
  }

  #operators(): OperatorReader {
    return new OperatorReader(this.#source, (condition, at) =>
      checkedCondition(condition, this.#model, this.#place, at),
    );
  }

  #find(named: NamedField): ReturnType<typeof fieldOf> {
    return fieldOf(named, this.#model, this.#source);
  }

  #method(method: Method, isKept: boolean): Where | null {
    const [first, second, third] = method.arguments;
    switch (method.name) {
      case 'and':
        return joined('and', this.#all(method.arguments, isKept));
      case 'or':
        return joined('or', this.#all(method.arguments, isKept));
      case 'literal': {
        const noted = notedCondition(method, this.#model, this.#place);
        if (noted !== null) return noted;
        throw this.#sql(method);
      }
      case 'where': {
        const named = first === undefined ? null : this.#column(first);
        if (named !== null && second !== undefined && third === undefined) {
          return joined('and', this.#operators().read(this.#find(named), second, isKept, named.isCast));
        }
        throw this.#sql(method);
      }
      default:
        throw this.#sql(method);
    }
  }

  /** `col('User.ip')`, or that cast to text. */
  #column(value: Static): NamedField | null {
    if (value.type !== 'method') return null;
    const [inner, type] = value.arguments;
    if (value.name === 'cast' && inner !== undefined && type?.type === 'value' && type.value === 'text') {
      const column = this.#column(inner);
      return column === null ? null : { ...column, isCast: true };
    }
    if (value.name !== 'col' || inner?.type !== 'value' || typeof inner.value !== 'string') return null;
    const name = inner.value.startsWith(`${this.#model.name}.`)
      ? inner.value.slice(this.#model.name.length + 1)
      : inner.value;
    return name.includes('.') ? null : { path: [name], at: value.at, isCast: false };
  }

  #sql(method: Method): Error {
    return this.#fault(
      method,
      `this is SQL, by \`${method.name}\`, which the grammar of filters cannot say`,
      'Compare attributes with operators instead, or run the statement with `seqscope sql`.',
    );
  }

  #fault(at: Static, explanation: string, remedy: string): Error {
    return this.#source.fault(at.at, explanation, remedy);
  }
}

function listItems(value: Static): readonly Static[] {
  return value.type === 'list' ? value.items : [value];
}

/** Null of none, and a single one alone. */
function joined(type: 'and' | 'or', parts: readonly Where[]): Where | null {
  const [first, second] = parts;
  if (first === undefined || second === undefined) return first ?? null;
  return { type, parts };
}
