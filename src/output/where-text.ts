/**
 * Values as the `where` object of a Sequelize 6 finder, in JavaScript: what is pasted into code finds the same rows.
 * `Op`, `Date`, `Buffer` and `Sequelize` are the only names it uses.
 */
import type { PageColumn, Value } from '../queries/query-spec.ts';
import { isList, isParts } from './composite-text.ts';
import { hasJsonToken, jsonText } from './json-text.ts';

/** An attribute, by the name that the model has for it. */
export type WhereColumn = Pick<PageColumn, 'name'>;

/**
 * `{ id: 5 }`, `{ id: [5, 6] }`; several rows by several attributes are joined with `Op.or`. `rows[i][j]` belongs to
 * `columns[j]`; both have at least one element.
 */
export function whereText(columns: readonly WhereColumn[], rows: readonly (readonly Value[])[]): string {
  const [first] = columns;
  if (columns.length === 1 && first !== undefined) {
    return `{ ${keyText(first.name)}: ${oneOf(rows.map((row) => row[0] ?? null))} }`;
  }
  const objects = rows.map((row) => {
    const parts = columns.map(({ name }, index) => `${keyText(name)}: ${condition(row[index] ?? null)}`);
    return `{ ${parts.join(', ')} }`;
  });
  const [only] = objects;
  if (objects.length === 1 && only !== undefined) return only;
  return `{\n  [Op.or]: [\n${objects.map((object) => `    ${object},\n`).join('')}  ],\n}`;
}

/** A list means IN, which finds no null. */
function oneOf(values: readonly Value[]): string {
  const unique = [...new Map(values.map((value) => [condition(value), value])).keys()];
  const [only] = unique;
  if (unique.length === 1 && only !== undefined) return only;
  const hasPlain = values.every((value) => value === null || !isStructure(value));
  if (!hasPlain) return `{ [Op.or]: [${unique.join(', ')}] }`;
  const others = unique.filter((text) => text !== 'null');
  const list = `[${others.join(', ')}]`;
  if (others.length === unique.length) return list;
  return `{ [Op.or]: [${others.length === 1 ? (others[0] ?? '') : `{ [Op.in]: ${list} }`}, null] }`;
}

/** What a value is compared by: a bare list or object would mean something else than itself. */
function condition(value: Value): string {
  // No JavaScript value would be written as these digits, or as the null of JSON.
  if (hasJsonToken(value)) return `{ [Op.eq]: Sequelize.literal(${stringText(jsonLiteral(value))}) }`;
  return isStructure(value) ? `{ [Op.eq]: ${valueText(value)} }` : valueText(value);
}

function jsonLiteral(value: Value): string {
  const text = jsonText(value).replaceAll("'", "''");
  return `${text.includes('\\') ? `E'${text.replaceAll('\\', '\\\\')}'` : `'${text}'`}::jsonb`;
}

function isStructure(value: Value): boolean {
  return isList(value) || isParts(value);
}

function valueText(value: Value): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return stringText(value);
  // As text: beyond 2^53 a number would be another one.
  if (typeof value === 'bigint') return stringText(String(value));
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value instanceof Date)
    return `new Date(${stringText(isValid(value) ? value.toISOString() : 'invalid')})`;
  if (value instanceof Uint8Array) return `Buffer.from('${Buffer.from(value).toString('hex')}', 'hex')`;
  if (isList(value)) return `[${value.map(valueText).join(', ')}]`;
  const parts = Object.entries(value).map(([name, nested]) => `${keyText(name)}: ${valueText(nested)}`);
  return parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`;
}

/** A string literal in single quotes; everything that could end it or its line is escaped. */
function stringText(text: string): string {
  const inner = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${inner.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')}'`;
}

/** `__proto__: x` would set a prototype, and only that. */
function keyText(name: string): string {
  if (name === '__proto__') return "['__proto__']";
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) ? name : stringText(name);
}

function isValid(date: Date): boolean {
  return !Number.isNaN(date.getTime());
}
