/**
 * A `where` of pasted code → a condition of the filter grammar. It says exactly what the code says, or throws with the place: each
 * condition is written as filter text, read back, and compared.
 */
import type { Association, Model, ModelStatic, Sequelize } from 'sequelize';
import { ConsoleError } from '../../../errors.ts';
import type { Condition } from '../../filter/condition.ts';
import { sourceOfModel } from '../../filter/filter-source.ts';
import { parseFilter } from '../../filter/parse-filter.ts';
import { resolveFilter } from '../../filter/resolve-filter.ts';
import { conditionText } from '../../filter/write-condition.ts';
import { literalSql, searchNote } from '../literal-notes.ts';
import type { FaultSource } from './code-source.ts';
import { fieldOf, jsonKeys, type NamedField } from './name-field.ts';
import { OperatorReader } from './read-operators.ts';
import { sameCondition } from './same-condition.ts';
import type { Static, StaticEntry } from './static-value.ts';

type Where = Condition<Association>;
type Method = Extract<Static, { type: 'method' }>;

export interface WherePlace {
  readonly source: FaultSource;
  readonly sequelize: Sequelize;
  readonly now: Date;
  /** Told of SQL that says to be a search of this text, which has to be held for now. */
  readonly onSearch?: ((search: NotedSearch) => void) | undefined;
}

export interface NotedSearch {
  readonly text: string;
  readonly sql: string;
  readonly at: number;
}

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
        if (isTop && this.#searches(where)) return null;
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

  /** SQL that says in a comment that it is a search. */
  #searches({ name, note, arguments: [text], at }: Method): boolean {
    const { onSearch } = this.#place;
    const sql = text?.type === 'value' ? text.value : null;
    if (name !== 'literal' || note?.startsWith(searchNote) !== true || typeof sql !== 'string') return false;
    try {
      const searched: unknown = JSON.parse(note.slice(searchNote.length));
      if (onSearch === undefined || typeof searched !== 'string') return false;
      onSearch({ text: searched, sql, at });
      return true;
    } catch {
      return false;
    }
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
    const reader = new OperatorReader(this.#source, (condition, place) => this.#checked(condition, place));
    const parts = reader.read(field, value, isKept);
    return joined('and', parts);
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
      case 'literal':
        return this.#noted(method);
      case 'where': {
        const named = first === undefined ? null : this.#column(first);
        if (named !== null && second !== undefined && third === undefined) {
          const reader = new OperatorReader(this.#source, (condition, place) =>
            this.#checked(condition, place),
          );
          return joined('and', reader.read(this.#find(named), second, isKept, named.isCast));
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

  /** SQL that says in a comment which filter it is: taken at its word where that filter is this SQL. */
  #noted(method: Method): Where {
    const [text] = method.arguments;
    if (method.note === null || text?.type !== 'value') throw this.#sql(method);
    try {
      const node = parseFilter(method.note);
      if (node !== null) {
        const place = { text: method.note, now: this.#place.now };
        const condition = resolveFilter(node, sourceOfModel(this.#model), place);
        if (literalSql(condition, this.#model, this.#place.sequelize) === text.value) return condition;
      }
    } catch (error) {
      if (!(error instanceof ConsoleError)) throw error;
    }
    throw this.#sql(method);
  }

  #sql(method: Method): Error {
    return this.#fault(
      method,
      `this is SQL, by \`${method.name}\`, which the grammar of filters cannot say`,
      'Compare attributes with operators instead, or run the statement with `seqscope sql`.',
    );
  }

  /** The condition itself, when its text reads as nothing else. */
  #checked(condition: Where, at: number): Where {
    const text = conditionText(condition);
    try {
      const node = parseFilter(text);
      const place = { text, now: this.#place.now };
      const read = node === null ? null : resolveFilter(node, sourceOfModel(this.#model), place);
      if (read !== null && sameCondition(read, condition)) return condition;
    } catch (error) {
      if (!(error instanceof ConsoleError)) throw error;
      const explanation = error.message.replace(/^.*? stops at column \d+: /, '').replace(/\.$/, '');
      throw this.#source.fault(at, explanation, error.remedy);
    }
    throw this.#source.fault(
      at,
      `a filter would read this as another value: \`${text}\``,
      'Write it as a filter.',
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

/** Never true of a row that is not there, all of whose attributes are null. */
function needsRow(condition: Where): boolean {
  switch (condition.type) {
    case 'and':
      return condition.parts.some(needsRow);
    case 'or':
      return condition.parts.every(needsRow);
    case 'not':
      return false;
    case 'is-null':
      return condition.isNegated;
    case 'holds':
      return !condition.isNegated;
    case 'related':
    case 'is-true':
    case 'compare':
    case 'matches':
    case 'in':
    case 'between':
      return true;
  }
}
