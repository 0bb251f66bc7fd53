/**
 * Any value that finder options hold as code: operators, the methods of Sequelize's own (literal, fn, col, cast, where, json),
 * dates, bytes, models and associations. What has no literal form throws: it is a bug of whoever made the options.
 */
import type { Association } from 'sequelize';
import { ConsoleError } from '../../errors.ts';
import type { SequelizeClass } from '../sequelize-class.ts';
import { call, item, type Code, type CodeItem } from './code-layout.ts';
import { SqlMethods } from './sql-methods.ts';
import { isFreeName, keyText, longText, memberText, stringText } from './literal-text.ts';

/** SQL text of a literal → what it says in another language, for a comment before it. */
export type LiteralNotes = ReadonlyMap<string, string>;

export class ValueWriter {
  readonly Op: SequelizeClass['Op'];
  readonly #operators: ReadonlyMap<symbol, string>;
  readonly #methods: SqlMethods;
  readonly #notes: LiteralNotes;
  #hasOperators = false;

  constructor(sequelizeClass: SequelizeClass, notes: LiteralNotes = new Map()) {
    this.#operators = new Map(
      Object.entries(sequelizeClass.Op).map(([name, symbol]) => [symbol as symbol, name]),
    );
    this.Op = sequelizeClass.Op;
    this.#notes = notes;
    this.#methods = new SqlMethods(sequelizeClass);
  }

  /** Whether an operator was written so far: then `Op` has to be imported. */
  get hasOperators(): boolean {
    return this.#hasOperators;
  }

  write(value: unknown): Code {
    switch (typeof value) {
      case 'undefined':
      case 'boolean':
        return String(value);
      case 'number':
        return Object.is(value, -0) ? '-0' : String(value);
      case 'bigint':
        return `${value}n`;
      case 'string':
        return stringText(value);
      case 'symbol':
        return this.#operator(value);
      case 'function':
        return modelText(value.name);
      case 'object':
        return value === null ? 'null' : this.#object(value);
    }
  }

  #object(value: object): Code {
    if (value instanceof Date) {
      const text = Number.isNaN(value.getTime()) ? 'NaN' : stringText(value.toISOString());
      return `new Date(${text})`;
    }
    if (value instanceof Uint8Array) return `Buffer.from('${Buffer.from(value).toString('hex')}', 'hex')`;
    if (Array.isArray(value)) {
      return { before: '', bracket: '[', items: value.map((element: unknown) => this.#item('', element)) };
    }
    const method = this.#method(value);
    if (method !== null) return method;
    if (isAssociation(value)) return `${modelText(value.source.name)}.associations${memberText(value.as)}`;
    if (!isPlain(value)) {
      throw new ConsoleError(`The options hold a ${value.constructor.name}, which code has no literal for.`, {
        code: 'code-impossible',
        remedy: 'Leave out the scope that brings it.',
      });
    }
    const items = Reflect.ownKeys(value).flatMap((key): readonly CodeItem[] => {
      const held: unknown = Reflect.get(value, key);
      if (held === undefined) return [];
      return [this.#item(typeof key === 'symbol' ? `[${this.#operator(key)}]: ` : `${keyText(key)}: `, held)];
    });
    return { before: '', bracket: '{', items };
  }

  #item(prefix: string, value: unknown): CodeItem {
    const note = this.#noteOf(value);
    return { prefix: `${prefix}${note === null ? '' : `/* ${note} */ `}`, code: this.write(value) };
  }

  /** What is said of a literal in a comment that cannot end early. */
  #noteOf(value: unknown): string | null {
    const made = typeof value === 'object' && value !== null ? this.#methods.partsOf(value) : null;
    const [text] = made?.name === 'literal' ? made.arguments : [];
    const note = typeof text === 'string' ? this.#notes.get(text) : undefined;
    return note === undefined || /\*\/|[\r\n\u2028\u2029]/.test(note) ? null : note;
  }

  /** With the comment of a literal that stands alone. */
  writeNoted(value: unknown): CodeItem {
    return this.#item('', value);
  }

  #operator(symbol: symbol): string {
    const name = this.#operators.get(symbol);
    this.#hasOperators = true;
    if (name !== undefined) return `Op.${name}`;
    throw new ConsoleError(`The options hold "${String(symbol)}", which is no operator.`, {
      code: 'code-impossible',
      remedy: 'Leave out the scope that brings it.',
    });
  }

  /** Null for what is none of Sequelize's methods. */
  #method(value: object): Code | null {
    const made = this.#methods.partsOf(value);
    if (made === null) return null;
    const [text] = made.arguments;
    if (made.name === 'literal' && typeof text === 'string') return call('sequelize.literal', longText(text));
    return call(`sequelize.${made.name}`, ...made.arguments.map((argument) => this.write(argument)));
  }
}

/** A model by its name, where that can be one in code. */
export function modelText(name: string): string {
  return isFreeName(name) ? name : `sequelize.model(${stringText(name)})`;
}

export function isPlain(value: unknown): value is Record<string | symbol, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

/** An object literal of code. */
export function objectCode(entries: readonly (readonly [string, Code | CodeItem])[]): Code {
  return {
    before: '',
    bracket: '{',
    items: entries.map(([key, code]) => {
      const { prefix, code: value } = typeof code === 'object' && 'prefix' in code ? code : item(code);
      return { prefix: `${keyText(key)}: ${prefix}`, code: value };
    }),
  };
}

/** What `Model.associations` holds. */
export function isAssociation(value: unknown): value is Association {
  return typeof value === 'object' && value !== null && 'associationType' in value && 'target' in value;
}
