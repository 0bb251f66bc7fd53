/**
 * Whether a model's type and a column's are the same type. Both are text: what Sequelize would write (sequelize/lib/dialects/postgres/data-types.js)
 * and what format_type() says (PostgreSQL manual, table 8.1 has the names that are one).
 */
import type { ColumnDescription } from '../database/catalog-description.ts';
import type { AttributeSummary } from './description.ts';

/** PostgreSQL's own name for every other one. */
const canonicalNames: Readonly<Record<string, string>> = {
  varchar: 'character varying',
  char: 'character',
  bpchar: 'character',
  int: 'integer',
  int4: 'integer',
  serial: 'integer',
  int2: 'smallint',
  tinyint: 'smallint',
  smallserial: 'smallint',
  mediumint: 'integer',
  int8: 'bigint',
  bigserial: 'bigint',
  decimal: 'numeric',
  dec: 'numeric',
  float: 'double precision',
  float8: 'double precision',
  double: 'double precision',
  float4: 'real',
  bool: 'boolean',
  timestamptz: 'timestamp with time zone',
  timestamp: 'timestamp without time zone',
  datetime: 'timestamp with time zone',
  timetz: 'time with time zone',
  time: 'time without time zone',
  varbit: 'bit varying',
  blob: 'bytea',
};

/** Null where that cannot be told: an attribute without a type that says anything. */
export function typesAgree(
  { type, enumValues }: Pick<AttributeSummary, 'type' | 'enumValues'>,
  column: Pick<ColumnDescription, 'type' | 'domainOf' | 'enumValues'>,
): boolean | null {
  if (type === '' || type === 'VIRTUAL') return null;
  if (enumValues !== null) return column.enumValues !== null && isArray(type) === isArray(column.type);
  const wanted = canonicalType(type);
  return [column.type, column.domainOf].some((found) => found !== null && canonicalType(found) === wanted);
}

/** A schema has thousands of columns, and few types. */
const known = new Map<string, string>();
const mostKnown = 5000;

/** One text for one type: names as PostgreSQL has them, modifiers as it completes them, without the schema. */
export function canonicalType(type: string): string {
  const before = known.get(type);
  if (before !== undefined) return before;
  const canonical = readType(type);
  if (known.size < mostKnown) known.set(type, canonical);
  return canonical;
}

function readType(type: string): string {
  const [, base = '', dimensions = ''] = /^(.*?)((?:\s*\[\d*\])*)$/s.exec(type.trim()) ?? [];
  const [, start = '', modifiers, end = ''] = /^([^(]*)(?:\(([^)]*)\))?(.*)$/s.exec(base.toLowerCase()) ?? [];
  // The schema of a type is left to the search path by a model, and is told by the server where it is not on it.
  const words = `${start.trim()} ${end.trim()}`.trim().replace(/\s+/g, ' ');
  const bare = words
    .replace(/^(?:"[^"]+"|[\p{L}_][\p{L}\d_$]*)\./u, '')
    .replace(/ (unsigned|zerofill|binary)\b/g, '');
  const name = canonicalNames[bare] ?? bare;
  const written = modifiersOf(name, modifiers ?? null);
  return `${name}${written}${dimensions.trim() === '' ? '' : '[]'}`;
}

function modifiersOf(name: string, modifiers: string | null): string {
  const parts = modifiers === null ? [] : modifiers.split(',').map((part) => part.trim());
  if (name === 'numeric' && parts.length === 1) return `(${parts.join('')},0)`;
  if (name === 'character' && parts.length === 0) return '(1)';
  // Without a scale these are what they are: a length behind INTEGER is MySQL's, and FLOAT(24) and less is PostgreSQL's real.
  if (['integer', 'bigint', 'smallint', 'text', 'double precision', 'real', 'bytea'].includes(name))
    return '';
  return parts.length === 0 ? '' : `(${parts.join(',')})`;
}

function isArray(type: string): boolean {
  return /\]\s*$/.test(type);
}
