/**
 * Any value that finder options hold as code: operators, the methods of Sequelize's own (literal, fn, col, cast, where, json),
 * dates, bytes, models and associations. What has no literal form throws: it is a bug of whoever made the options.
 */
import type { Association } from 'sequelize';
import { ConsoleError } from '../../errors.ts';
import { isRecord } from '../../project/modules/module-values.ts';
import type { SequelizeClass } from '../sequelize-class.ts';
import { call, item, type Code, type CodeItem } from './code-layout.ts';
import { isFreeName, keyText, longText, memberText, stringText } from './literal-text.ts';

/** SQL text of a literal → what it says in another language, for a comment before it. */
export type LiteralNotes = ReadonlyMap<string, string>;

/** The instance's methods are those of its class (lib/sequelize.js). */
interface SqlMethods {
  readonly literal: (text: string) => object;
  readonly col: (name: string) => object;
  readonly fn: (name: string) => object;
  readonly cast: (value: unknown, type: string) => object;
  readonly where: (value: object, logic: unknown) => object;
  readonly json: (path: string) => object;
}

export class ValueWriter {
  readonly Op: SequelizeClass['Op'];
  readonly #operators: ReadonlyMap<symbol, string>;
  readonly #classes: Readonly<Record<keyof SqlMethods, unknown>>;
  readonly #notes: LiteralNotes;
  #hasOperators = false;

  constructor(sequelizeClass: SequelizeClass, notes: LiteralNotes = new Map()) {
    const methods = sequelizeClass as unknown as SqlMethods; // of every 6.x; the types say less of what they return
    this.#operators = new Map(
      Object.entries(sequelizeClass.Op).map(([name, symbol]) => [symbol as symbol, name]),
    );
    this.Op = sequelizeClass.Op;
    this.#notes = notes;
    const column = methods.col('a');
    this.#classes = {
      literal: methods.literal('').constructor,
      col: column.constructor,
      fn: methods.fn('f').constructor,
      cast: methods.cast('', 't').constructor,
      where: methods.where(column, null).constructor,
      json: methods.json('a.b').constructor,
    };
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
    if (!isRecord(value) || value.constructor !== this.#classes.literal || typeof value['val'] !== 'string')
      return null;
    const note = this.#notes.get(value['val']);
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

  /** Null for what is none of Sequelize's methods (lib/utils/…, the fields of its classes). */
  #method(value: object): Code | null {
    const at = (name: string): unknown => Reflect.get(value, name);
    const list = (name: string): readonly unknown[] => {
      const held = at(name);
      return Array.isArray(held) ? held : [];
    };
    switch (value.constructor) {
      case this.#classes.literal: {
        const text = at('val');
        return call('sequelize.literal', typeof text === 'string' ? longText(text) : this.write(text));
      }
      case this.#classes.col: {
        const column = at('col');
        return call('sequelize.col', this.write(column));
      }
      case this.#classes.fn:
        return call(
          'sequelize.fn',
          this.write(at('fn')),
          ...list('args').map((argument) => this.write(argument)),
        );
      case this.#classes.cast:
        return call('sequelize.cast', this.write(at('val')), this.write(at('type')));
      case this.#classes.where: {
        const comparator = at('comparator');
        const middle = comparator === '=' ? [] : [this.write(comparator)];
        return call('sequelize.where', this.write(at('attribute')), ...middle, this.write(at('logic')));
      }
      case this.#classes.json: {
        const conditions = at('conditions');
        if (conditions !== undefined) return call('sequelize.json', this.write(conditions));
        const compared = at('value') === undefined ? [] : [this.write(at('value'))];
        return call('sequelize.json', this.write(at('path')), ...compared);
      }
      default:
        return null;
    }
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
  return typeof value === 'object' && value !== null && 'associationType' in value && 'isAliased' in value;
}
