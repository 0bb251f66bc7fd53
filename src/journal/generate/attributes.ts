/**
 * `--attributes firstName:string,role:enum:{admin, guest},tags:array:string` as data: sequelize-cli's grammar
 * (lib/helpers/model-helper.js), with an error that says what is wrong.
 */
import { ConsoleError, nearestNames } from '../../errors.ts';

/** `type` as code: `STRING`, `ARRAY(…STRING)`, `ENUM('admin', 'guest')`, the ellipsis standing for the prefix. */
export interface ModelAttribute {
  readonly name: string;
  readonly type: (prefix: 'DataTypes' | 'Sequelize') => string;
}

/** `knownTypes` are the names of Sequelize's DataTypes. Throws `attribute-invalid`. */
export function parseAttributes(text: string, knownTypes: readonly string[]): readonly ModelAttribute[] {
  return splitAttributes(text).map((written) => parseAttribute(written, knownTypes));
}

/** By commas and blanks outside braces. */
function splitAttributes(text: string): readonly string[] {
  let isInside = false;
  const marked = Array.from(text, (character) => {
    if ((character === ',' || character === ' ') && !isInside) return '  ';
    if (character === '{') isInside = true;
    if (character === '}') isInside = false;
    return character;
  });
  return marked.join('').split(/\s{2,}/);
}

const valueList = /^\{(?:,? ?[A-z0-9 ]+)+\}$/;

function parseAttribute(written: string, knownTypes: readonly string[]): ModelAttribute {
  const [name = '', ...parts] = written.split(':');
  const [first = '', second] = parts;
  if (parts.length === 1) {
    const type = knownType(first, written, knownTypes);
    return { name, type: (prefix) => `${prefix}.${type}` };
  }
  const isFunction = ['array', 'enum'].includes(first.toLowerCase());
  if (parts.length !== 2 || second === undefined || !isFunction) throw notUnderstood(written);
  const outer = knownType(first, written, knownTypes);
  if (valueList.test(second)) {
    const values = second.slice(1, -1).split(/\s*,\s*/);
    return {
      name,
      type: (prefix) => `${prefix}.${outer}(${values.map((value) => `'${value}'`).join(', ')})`,
    };
  }
  const inner = knownType(second, written, knownTypes);
  return { name, type: (prefix) => `${prefix}.${outer}(${prefix}.${inner})` };
}

function knownType(written: string, attribute: string, knownTypes: readonly string[]): string {
  const type = written.toUpperCase();
  if (knownTypes.includes(type)) return type;
  const near = nearestNames(type, knownTypes).map((name) => `"${name.toLowerCase()}"`);
  throw new ConsoleError(`The attribute "${attribute}" has the unknown type "${written}".`, {
    code: 'attribute-invalid',
    remedy: near.length > 0 ? `Did you mean ${near.join(' or ')}?` : howToWrite,
  });
}

function notUnderstood(written: string): ConsoleError {
  const message =
    written === ''
      ? 'There is no attribute in `--attributes`.'
      : `The attribute "${written}" is not understood.`;
  return new ConsoleError(message, { code: 'attribute-invalid', remedy: howToWrite });
}

const howToWrite =
  "Write attributes as in `--attributes 'firstName:string,role:enum:{admin, guest},tags:array:string'`.";
