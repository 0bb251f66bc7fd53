/** A column as the attribute that createTable() and addColumn() take. Pure. */
import type { ColumnState, EnumState, KeyState, TableName } from '../schema-state.ts';
import { foreignKeyParts, keyColumns, userType } from '../sql-names.ts';
import { call, type Code, object, text } from './javascript.ts';

/** What the columns of a migration are written with. */
export interface CodeTerms {
  /** What has the types: `Sequelize.STRING` or `DataTypes.STRING`. */
  readonly types: 'Sequelize' | 'DataTypes';
  readonly enums: readonly EnumState[];
}

/** Types without parameters (Sequelize 6, lib/dialects/postgres/data-types.js). */
const plainTypes: Readonly<Record<string, string>> = {
  'character varying(255)': 'STRING',
  text: 'TEXT',
  'character(255)': 'CHAR',
  smallint: 'SMALLINT',
  integer: 'INTEGER',
  bigint: 'BIGINT',
  real: 'REAL',
  'double precision': 'DOUBLE',
  numeric: 'DECIMAL',
  boolean: 'BOOLEAN',
  date: 'DATEONLY',
  'time without time zone': 'TIME',
  'timestamp with time zone': 'DATE',
  uuid: 'UUID',
  json: 'JSON',
  jsonb: 'JSONB',
  bytea: 'BLOB',
  inet: 'INET',
  cidr: 'CIDR',
  macaddr: 'MACADDR',
};

/** Null for a type that Sequelize has no word for: PostgreSQL's own is then the type. */
function typeWord(type: string, prefix: string): string | null {
  const plain = plainTypes[type];
  if (plain !== undefined) return `${prefix}.${plain}`;
  const sized =
    /^(character varying|character|numeric|timestamp)\((\d+)(?:,(\d+))?\)( with time zone)?$/.exec(type);
  if (sized === null) return null;
  const [, name, size = '', scale, zone] = sized;
  if (name === 'character varying') return `${prefix}.STRING(${size})`;
  if (name === 'character') return `${prefix}.CHAR(${size})`;
  if (name === 'numeric') return `${prefix}.DECIMAL(${size}, ${scale ?? '0'})`;
  return zone === undefined ? null : `${prefix}.DATE(${size})`;
}

/** `place` is the table the column is to be in: Sequelize names an enum after it. */
export function typeCode(column: ColumnState, place: TableName, { types, enums }: CodeTerms): Code {
  const depth = column.type.length - column.type.replace(/(?:\[\])+$/, '').length;
  const base = column.type.slice(0, column.type.length - depth);
  const own = impliedEnum(column, place, enums);
  if (own !== null) {
    const labels = call(`${types}.ENUM`, ...own.labels.map(text));
    return depth === 0 ? labels : call(`${types}.ARRAY`, labels);
  }
  const word = typeWord(base, types);
  if (word === null) return text(column.type);
  return depth === 0 ? word : `${`${types}.ARRAY(`.repeat(depth / 2)}${word}${')'.repeat(depth / 2)}`;
}

/**
 * The enum that Sequelize makes together with the column, where it is the one wanted: it has Sequelize's name, and the default is
 * nothing that its generator trips over (lib/dialects/postgres/query-generator.js, dataTypeMapping).
 */
export function impliedEnum(
  column: ColumnState,
  { schema, table }: TableName,
  enums: readonly EnumState[],
): EnumState | null {
  const type = userType(column.type);
  const own = enums.find((candidate) => candidate.schema === type?.schema && candidate.name === type.name);
  if (own === undefined || type === null || type.brackets.length > 2) return null;
  const name = `enum_${table}_${column.name}`;
  const isNamedSo = own.schema === schema && own.name === name && own.labels.length > 0;
  return isNamedSo && !/[()]/.test(column.default ?? '') ? own : null;
}

export interface ColumnKeys {
  readonly isPrimary: boolean;
  readonly isUnique: boolean;
  readonly reference: KeyState | null;
}

export const noKeys: ColumnKeys = { isPrimary: false, isUnique: false, reference: null };

/** The keys of a new table that are said with its column. */
export function keysOf({ name }: ColumnState, keys: readonly KeyState[]): ColumnKeys {
  const has = (kind: KeyState['kind']) =>
    keys.some((key) => key.kind === kind && keyColumns(key.definition)?.includes(name) === true);
  return {
    isPrimary: has('primary key'),
    isUnique: has('unique'),
    reference:
      keys.find(
        ({ kind, definition }) =>
          kind === 'foreign key' && foreignKeyParts(definition)?.columns.includes(name) === true,
      ) ?? null,
  };
}

export function columnCode(
  column: ColumnState,
  place: TableName,
  { isPrimary, isUnique, reference }: ColumnKeys,
  terms: CodeTerms,
): Code {
  const parts = reference === null ? null : foreignKeyParts(reference.definition);
  const numbers = column.numbering !== null;
  return object([
    ['type', typeCode(column, place, terms)],
    ['primaryKey', isPrimary ? 'true' : null],
    ['autoIncrement', numbers ? 'true' : null],
    ['autoIncrementIdentity', column.numbering === 'identity' ? 'true' : null],
    ['allowNull', column.isNullable || isPrimary ? null : 'false'],
    ['unique', isUnique ? 'true' : null],
    ['defaultValue', column.default === null ? null : valueCode(column.default, column.type)],
    ...(parts === null
      ? []
      : ([
          [
            'references',
            object([
              ['model', tableCode(parts.table)],
              ['key', text(parts.keys[0] ?? 'id')],
            ]),
          ],
          ['onUpdate', parts.onUpdate === null ? null : text(parts.onUpdate)],
          ['onDelete', parts.onDelete === null ? null : text(parts.onDelete)],
        ] as const)),
    ['comment', column.comment === null ? null : text(column.comment)],
  ]);
}

/** A table of the schema "public" is called by its name alone. */
export function tableCode({ schema, table }: TableName): Code {
  if (schema === 'public') return text(table);
  return object([
    ['tableName', text(table)],
    ['schema', text(schema)],
  ]);
}

/** A constant as a value of JavaScript where that comes to the same, anything else as the server words it. */
function valueCode(expression: string, type: string): Code {
  if (/^(?:true|false)$/.test(expression)) return expression;
  const number =
    /^\(?'?(-?\d+(?:\.\d+)?)'?\)?(?:::(?:smallint|integer|bigint|real|double precision|numeric))?$/.exec(
      expression,
    )?.[1];
  if (number !== undefined && String(Number(number)) === number && !type.endsWith(']')) return number;
  if (/^\(?ARRAY\[\]::/.test(expression) && type.endsWith(']') && userType(type) === null) return '[]';
  const empty = /^'(\{\}|\[\])'::(jsonb?)$/.exec(expression);
  if (empty !== null && empty[2] === type) return empty[1] ?? '{}';
  const constant = /^'((?:[^'\\]|'')*)'::(.+)$/.exec(expression);
  if (constant !== null && isWord(constant[2] ?? '', type))
    return text((constant[1] ?? '').replaceAll("''", "'"));
  return call('Sequelize.literal', text(expression));
}

/** A cast that the server adds by itself to a string that is a column's default. */
function isWord(cast: string, type: string): boolean {
  if (/^character varying|^text$|^character\(/.test(type))
    return /^(?:character varying|text|bpchar)$/.test(cast);
  return cast === type && userType(type) !== null && !type.endsWith(']');
}
