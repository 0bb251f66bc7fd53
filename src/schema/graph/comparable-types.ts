/** Whether PostgreSQL has an `=` of two columns' types (pg_operator, and the implicit casts of pg_cast). */
import { canonicalType } from '../types-agree.ts';
import type { GraphColumn } from './graph.ts';

/** Types of one list are compared with each other, those of different lists never. */
const families: readonly (readonly string[])[] = [
  ['smallint', 'integer', 'bigint', 'numeric', 'real', 'double precision'],
  ['text', 'character varying', 'character', 'name', 'citext'],
  ['date', 'timestamp without time zone', 'timestamp with time zone'],
  ['uuid'],
  ['boolean'],
  ['bytea'],
];

/** True as well where nothing is known of one of the two: a domain, an array, a type of an extension. */
export function areComparable(a: GraphColumn, b: GraphColumn): boolean {
  const [one, other] = [familyOf(a), familyOf(b)];
  return one === null || other === null || one === other;
}

/** An enum is compared with itself alone. */
function familyOf({ type, enumType }: GraphColumn): string | null {
  if (enumType !== undefined) return JSON.stringify([enumType.schema, enumType.name, enumType.isArray]);
  const name = canonicalType(type).replace(/\(.*\)/, '');
  return families.find((family) => family.includes(name))?.[0] ?? null;
}
