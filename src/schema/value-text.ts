/**
 * Values out of a model's definition → the JavaScript a reader would write for them: scopes, defaults, conditions. Never
 * throws and always ends, whatever a project put there.
 */

const depthLimit = 6;
const lengthLimit = 2000;

/** One line; cut off with `…` beyond 2000 characters or six levels. */
export function valueText(value: unknown): string {
  const text = print(value, []);
  return text.length > lengthLimit ? `${text.slice(0, lengthLimit)}…` : text;
}

function print(value: unknown, above: readonly object[]): string {
  switch (typeof value) {
    case 'string':
      return quoted(value);
    case 'bigint':
      return `${value}n`;
    case 'symbol':
      return symbolText(value);
    case 'function':
      return functionText(value);
    case 'object':
      return value === null ? 'null' : printObject(value, above);
    case 'number':
    case 'boolean':
    case 'undefined':
      return Object.is(value, -0) ? '-0' : String(value);
  }
}

function printObject(value: object, above: readonly object[]): string {
  if (above.includes(value) || above.length >= depthLimit) return '…';
  const inside = [...above, value];
  if (Array.isArray(value)) return `[${value.map((item) => print(item, inside)).join(', ')}]`;
  if (value instanceof Date)
    return Number.isNaN(value.getTime()) ? 'new Date(NaN)' : `new Date('${value.toISOString()}')`;
  if (value instanceof RegExp) return String(value);
  if (Buffer.isBuffer(value)) return `Buffer of ${value.length} bytes`;
  const method = methodText(value, inside);
  if (method !== null) return method;
  const name = className(value);
  if (name !== 'Object') return name;
  const entries = Reflect.ownKeys(value)
    .filter((key) => Object.prototype.propertyIsEnumerable.call(value, key))
    .map((key) => `${keyText(key)}: ${print(readKey(value, key), inside)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

/**
 * What `literal()`, `fn()`, `col()`, `cast()`, `json()` and `where()` return, written as these calls (sequelize/lib/utils.js).
 * Told apart by class name, for the classes belong to the project's own copy.
 */
function methodText(value: object, above: readonly object[]): string | null {
  const field = (name: string) => print(readKey(value, name), above);
  switch (className(value)) {
    case 'Literal':
      return `literal(${field('val')})`;
    case 'Col':
      return `col(${field('col')})`;
    case 'Fn': {
      const values = readKey(value, 'args');
      const rest = Array.isArray(values) ? values.map((item) => `, ${print(item, above)}`).join('') : '';
      return `fn(${field('fn')}${rest})`;
    }
    case 'Cast':
      return `cast(${field('val')}, ${field('type')})`;
    case 'Json':
      return readKey(value, 'conditions')
        ? `json(${field('conditions')})`
        : `json(${field('path')}, ${field('value')})`;
    case 'Where':
      return `where(${field('attribute')}, ${field('comparator')}, ${field('logic')})`;
    default:
      return null;
  }
}

/** A plain object, with or without a prototype, is `Object`; anything else goes by the name of its class. */
function className(value: object): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === null || Object.getPrototypeOf(prototype) === null) return 'Object';
  const constructor: unknown = readKey(value, 'constructor');
  return typeof constructor === 'function' && constructor.name !== '' ? constructor.name : 'Object';
}

function readKey(value: object, key: PropertyKey): unknown {
  try {
    return Reflect.get(value, key) as unknown;
  } catch {
    return undefined;
  }
}

/** A class by its name (an included model); a short function as it is written, a long one without its body. */
function functionText(value: object): string {
  const source = Function.prototype.toString.call(value).replace(/\s+/g, ' ');
  const name: unknown = readKey(value, 'name');
  const shown = typeof name === 'string' ? name : '';
  if (source.startsWith('class') && shown !== '') return shown;
  if (source.length <= 80 && !source.includes('[native code]')) return source;
  return shown === '' ? '() => …' : `${shown}()`;
}

/** Sequelize's operators are registered symbols of their own names (sequelize/lib/operators.js). */
function symbolText(symbol: symbol): string {
  const name = symbol.description ?? '';
  return Symbol.keyFor(symbol) === undefined ? `Symbol(${quoted(name)})` : `Op.${name}`;
}

function keyText(key: string | symbol): string {
  if (typeof key === 'symbol') return `[${symbolText(key)}]`;
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(key) ? key : quoted(key);
}

function quoted(text: string): string {
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${escaped}'`;
}
