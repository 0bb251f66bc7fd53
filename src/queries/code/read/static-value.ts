/**
 * What an expression of pasted code comes to, as far as it can be told without running it: literals, lists, objects, operators,
 * dates, and calls of Sequelize's own methods. Everything else throws, with its place.
 */
import type { CallExpression, Expression, NewExpression, ObjectExpression, SpreadElement } from 'acorn';
import { computedNumber } from './arithmetic.ts';
import type { CodeSource } from './code-source.ts';
import { memberName } from './member-name.ts';
import type { Static, StaticEntry } from './static.ts';

const sqlMethods: ReadonlySet<string> = new Set([
  'literal',
  'fn',
  'col',
  'cast',
  'where',
  'json',
  'and',
  'or',
]);

/** Deeper than people write, and shallow enough for the stack. */
const maximumDepth = 200;

export class StaticReader {
  readonly #source: CodeSource;
  readonly #constants: ReadonlyMap<string, Expression>;
  readonly #now: Date;
  #depth = 0;
  #nowAt: number | null = null;

  /** `constants`: what names were given by `const` in the same code. */
  constructor(source: CodeSource, constants: ReadonlyMap<string, Expression>, now: Date) {
    this.#source = source;
    this.#constants = constants;
    this.#now = now;
  }

  /** Where the moment of reading was put in the place of the moment when the code runs; null for nowhere. */
  get nowAt(): number | null {
    return this.#nowAt;
  }

  read(node: Expression): Static {
    this.#depth += 1;
    if (this.#depth > maximumDepth)
      throw this.#fault(node.start, 'this is nested too deep', 'Write it flatter.');
    const read = this.#read(node);
    this.#depth -= 1;
    return read;
  }

  #read(node: Expression): Static {
    const at = node.start;
    switch (node.type) {
      case 'Literal':
        if (node.regex != null) throw this.#untold(node, 'a regular expression');
        return {
          type: 'value',
          at,
          value: node.bigint == null ? plainLiteral(node.value) : BigInt(node.bigint),
        };
      case 'TemplateLiteral': {
        const [only, ...others] = node.quasis;
        if (only === undefined || others.length > 0) throw this.#untold(node, 'a template with values in it');
        return { type: 'value', at, value: only.value.cooked ?? '' };
      }
      case 'Identifier':
        return this.#name(node.name, at);
      case 'UnaryExpression':
      case 'BinaryExpression': {
        const value = computedNumber(node, (inner) => this.read(inner));
        if (value === null) throw this.#untold(node, 'an expression');
        return { type: 'value', at, value };
      }
      case 'ArrayExpression':
        return { type: 'list', at, items: node.elements.map((element) => this.#element(element, at)) };
      case 'ObjectExpression':
        return { type: 'object', at, entries: this.#entries(node) };
      case 'MemberExpression': {
        const name = memberName(node);
        if (name !== null) return { type: 'name', at, name };
        throw this.#untold(node, 'a computed property');
      }
      case 'ParenthesizedExpression':
        return this.read(node.expression);
      case 'NewExpression':
        return { type: 'value', at, value: this.#made(node) };
      case 'CallExpression':
        return this.#call(node);
      default:
        throw this.#untold(node, node.type === 'AwaitExpression' ? 'an `await`' : 'an expression');
    }
  }

  #name(name: string, at: number): Static {
    if (name === 'undefined') return { type: 'value', at, value: undefined };
    const constant = this.#constants.get(name);
    return constant === undefined ? { type: 'name', at, name } : { ...this.read(constant), at };
  }

  #element(element: Expression | SpreadElement | null, at: number): Static {
    if (element === null) throw this.#fault(at, 'the list has a gap', 'Write every element.');
    if (element.type === 'SpreadElement') throw this.#untold(element, 'a spread');
    return this.read(element);
  }

  #entries(node: ObjectExpression): readonly StaticEntry[] {
    return node.properties.map((property): StaticEntry => {
      if (property.type === 'SpreadElement') throw this.#untold(property, 'a spread');
      if (property.kind !== 'init' || property.method) throw this.#untold(property, 'a method');
      const { key, computed } = property;
      const value = this.read(property.value);
      const at = property.start;
      if (!computed && key.type === 'Identifier') {
        return { at, key: { type: 'name', name: key.name }, value };
      }
      if (key.type === 'Literal') return { at, key: { type: 'name', name: String(key.value) }, value };
      if (key.type === 'MemberExpression' && key.property.type === 'Identifier' && !key.computed) {
        const owner = key.object.type === 'Super' ? null : memberName(key.object);
        if (owner === 'Op') return { at, key: { type: 'operator', name: key.property.name }, value };
      }
      throw this.#untold(key, 'a computed key');
    });
  }

  #moment(at: number): Date {
    this.#nowAt = at;
    return this.#now;
  }

  #made(node: NewExpression): Date {
    if (node.callee.type !== 'Identifier' || node.callee.name !== 'Date') {
      throw this.#untold(node, 'an object made by `new`');
    }
    const values = node.arguments.map((argument) => {
      if (argument.type === 'SpreadElement') throw this.#untold(argument, 'a spread');
      const read = this.read(argument);
      const isPlain =
        read.type === 'value' && (typeof read.value === 'string' || typeof read.value === 'number');
      if (isPlain || (read.type === 'value' && read.value instanceof Date)) {
        return read.value instanceof Date ? read.value.getTime() : read.value;
      }
      throw this.#untold(argument, 'a date of something that');
    });
    const [first, ...others] = values;
    const made =
      first === undefined
        ? this.#moment(node.start)
        : others.length === 0
          ? new Date(first)
          : new Date(Number(first), Number(others[0]), ...others.slice(1).map(Number));
    if (!Number.isNaN(made.getTime())) return made;
    throw this.#fault(node.start, 'this is no date', 'Write it as in `new Date("2026-01-31T12:00:00Z")`.');
  }

  #call(node: CallExpression): Static {
    const at = node.start;
    const { callee } = node;
    const name = callee.type === 'Super' ? null : memberName(callee);
    const owner =
      callee.type === 'MemberExpression' && callee.object.type !== 'Super' ? memberName(callee.object) : null;
    const values = (): readonly Static[] => node.arguments.map((argument) => this.#element(argument, at));
    if (owner === 'Date' && name === 'now') return { type: 'value', at, value: this.#moment(at).getTime() };
    if (owner === 'Buffer' && name === 'from') return this.#bytes(node, values());
    if (name === 'BigInt' && owner === null) {
      const [digits] = values();
      if (digits?.type === 'value' && /^-?\d+$/.test(String(digits.value))) {
        return { type: 'value', at, value: BigInt(String(digits.value)) };
      }
    }
    if (name === 'model' && owner !== null) {
      const [model] = values();
      if (model?.type === 'value' && typeof model.value === 'string')
        return { type: 'name', at, name: model.value };
    }
    if (name !== null && sqlMethods.has(name)) {
      return { type: 'method', at, name, arguments: values(), note: this.#noteBefore(at) };
    }
    throw this.#untold(node, `a call of \`${name ?? 'a function'}\``);
  }

  #bytes(node: CallExpression, [text, encoding]: readonly Static[]): Static {
    const isHex = encoding?.type === 'value' && encoding.value === 'hex';
    if (isHex && text?.type === 'value' && typeof text.value === 'string') {
      return { type: 'value', at: node.start, value: Buffer.from(text.value, 'hex') };
    }
    throw this.#untold(node, 'a buffer of something that');
  }

  #noteBefore(at: number): string | null {
    const { comments, text } = this.#source;
    const comment = comments.find(({ end }) => end <= at && text.slice(end, at).trim() === '');
    return comment === undefined ? null : comment.value.trim();
  }

  #untold(node: { readonly start: number }, what: string): Error {
    return this.#fault(
      node.start,
      `${what} is only known when the code runs, and pasted code is never run`,
      'Write the value itself in its place.',
    );
  }

  #fault(at: number, explanation: string, remedy: string): Error {
    return this.#source.fault(at, explanation, remedy);
  }
}

function plainLiteral(value: unknown): string | number | boolean | null {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}
