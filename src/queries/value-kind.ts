/**
 * What a cell holds, from the name of its PostgreSQL type; a Sequelize type is first written as PostgreSQL would name it,
 * so that an attribute and its column always agree.
 */
import type { ModelAttributeColumnOptions } from 'sequelize';
import type { Value, ValueKind } from './query-spec.ts';

/** How SQL, format_type() and pg_type.typname spell types that people know by a shorter name. */
const shortNames: ReadonlyMap<string, string> = new Map([
  ['timestamp with time zone', 'timestamptz'],
  ['timestamp without time zone', 'timestamp'],
  ['time with time zone', 'timetz'],
  ['time without time zone', 'time'],
  ['character varying', 'varchar'],
  ['character', 'char'],
  ['bpchar', 'char'],
  ['boolean', 'bool'],
  ['int', 'integer'],
  ['int4', 'integer'],
  ['int8', 'bigint'],
  ['int2', 'smallint'],
  ['tinyint', 'smallint'],
  ['mediumint', 'integer'],
  ['decimal', 'numeric'],
  ['float4', 'real'],
  ['float8', 'double precision'],
  ['double', 'double precision'],
  ['float', 'double precision'],
  ['bit varying', 'varbit'],
  ['uuidv1', 'uuid'],
  ['uuidv4', 'uuid'],
]);

const kinds: ReadonlyMap<string, ValueKind> = new Map<string, ValueKind>([
  ...pairs('text', ['text', 'varchar', 'char', 'citext', 'name', 'xml', 'tsvector', 'tsquery']),
  ...pairs('number', [
    'integer',
    'bigint',
    'smallint',
    'numeric',
    'real',
    'double precision',
    'oid',
    'money',
  ]),
  ...pairs('boolean', ['bool']),
  ...pairs('date', ['timestamptz', 'timestamp', 'date', 'time', 'timetz']),
  ...pairs('json', ['json', 'jsonb', 'hstore']),
  ...pairs('binary', ['bytea']),
  ...pairs('uuid', ['uuid']),
  ...pairs('enum', ['enum']),
]);

/** A type name as people write it: `varchar(255)`, `timestamptz`, `text[]`. Modifiers are kept, case as SQL keeps it. */
export function shortTypeName(name: string): string {
  const text = name.trim();
  if (text.endsWith('[]')) return `${shortTypeName(text.slice(0, -2))}[]`;
  if (/^_[a-z]/.test(text)) return `${shortTypeName(text.slice(1))}[]`;
  // The modifier may stand in the middle: `timestamp(3) with time zone`.
  const [, before = text, modifier = '', after = ''] = /^([^(]*)(\([^)]*\))(.*)$/s.exec(text) ?? [];
  const base = `${before.trim()}${after}`.toLowerCase();
  return text.includes('"') ? text : `${shortNames.get(base) ?? base}${modifier}`;
}

/** The kind of a type name in any of its spellings; an unknown type is `other`. */
export function kindOfTypeName(name: string): ValueKind {
  const short = shortTypeName(name);
  if (short.endsWith('[]')) return 'array';
  const base = short.replace(/\(.*\)$/s, '').toLowerCase();
  return kinds.get(base) ?? (base.startsWith('enum_') ? 'enum' : 'other');
}

/** What is read of a Sequelize data type; the project's copy may be any 6.x, so everything may be missing. */
interface SequelizeType {
  readonly key?: unknown;
  readonly values?: unknown;
  readonly returnType?: unknown;
  readonly toSql?: unknown;
}

/** The PostgreSQL name of an attribute's type: `enum` for every ENUM, a VIRTUAL's return type or `virtual`. */
export function typeNameOfAttribute(type: ModelAttributeColumnOptions['type']): string {
  return typeNameOf(type);
}

function typeNameOf(type: unknown): string {
  if (typeof type === 'string') return shortTypeName(type);
  if (!isSequelizeType(type)) return 'unknown';
  if (type.key === 'VIRTUAL') return type.returnType === undefined ? 'virtual' : typeNameOf(type.returnType);
  if (type.key === 'ENUM') return 'enum';
  return shortTypeName(sqlOf(type));
}

function sqlOf(type: SequelizeType): string {
  const key = typeof type.key === 'string' ? type.key : 'unknown';
  if (typeof type.toSql !== 'function') return key;
  try {
    const sql: unknown = Reflect.apply(type.toSql, type, []);
    return typeof sql === 'string' && sql !== '' ? sql : key;
  } catch {
    // A type of the project's own whose toSql() cannot be called outside a query.
    return key;
  }
}

/** The values of an ENUM, null for any other type. */
export function enumValuesOf(type: unknown): readonly string[] | null {
  if (!isSequelizeType(type) || type.key !== 'ENUM' || !Array.isArray(type.values)) return null;
  return type.values.filter((value) => typeof value === 'string');
}

/** True for an attribute without a column. */
export function isVirtualType(type: unknown): boolean {
  return isSequelizeType(type) && type.key === 'VIRTUAL';
}

/** The kind a value shows by itself, for a column no type is known of. */
export function kindOfValue(value: Value): ValueKind {
  switch (typeof value) {
    case 'string':
      return 'text';
    case 'number':
    case 'bigint':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'object':
    default:
      if (value === null) return 'other';
      if (value instanceof Date) return 'date';
      if (value instanceof Uint8Array) return 'binary';
      return Array.isArray(value) ? 'array' : 'json';
  }
}

function isSequelizeType(type: unknown): type is SequelizeType {
  return (typeof type === 'object' && type !== null) || typeof type === 'function';
}

function pairs(kind: ValueKind, names: readonly string[]): readonly (readonly [string, ValueKind])[] {
  return names.map((name) => [name, kind]);
}
