/**
 * Values as PostgreSQL literals and rows as INSERT statements. A literal is read the same whatever
 * standard_conforming_strings is (PostgreSQL manual, 4.1.2.2); without a cast it takes the type of the column it goes into.
 */
import type { PageColumn, Value, ValueKind } from '../queries/query-spec.ts';
import { plainText } from './cell.ts';
import { arrayText, isList, isParts, partsText, rangeText } from './composite-text.ts';
import { jsonText } from './json-text.ts';

/** Where rows go: the table's own names, not the model's. */
export interface InsertTable {
  /** Null: found by the search path. */
  readonly schema: string | null;
  readonly name: string;
}

/** A stored column: the name in the table and what its values are. */
export type InsertColumn = Pick<PageColumn, 'name' | 'kind'>;

/** One statement for all rows, ended by `;` and a line feed; nothing for no rows. */
export function insertText(
  into: InsertTable,
  columns: readonly InsertColumn[],
  rows: readonly (readonly Value[])[],
): string {
  if (rows.length === 0) return '';
  const table = qualifiedName(into);
  const names = columns.map((column) => quotedName(column.name)).join(', ');
  const lines = rows.map((row) => {
    const values = columns.map(({ kind }, index) => sqlLiteral(row[index] ?? null, kind));
    return `  (${values.join(', ')})`;
  });
  return `INSERT INTO ${table} (${names}) VALUES\n${lines.join(',\n')};\n`;
}

/** Numbers, true, false and NULL bare; everything else quoted. */
export function sqlLiteral(value: Value, kind: ValueKind): string {
  if (value === null) return 'NULL';
  if (typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  if (typeof value === 'number')
    return Number.isFinite(value) ? String(value) : quotedText(numberText(value, kind));
  if (typeof value === 'string' && kind === 'number' && /^-?\d+(?:\.\d+)?$/.test(value)) return value;
  return quotedText(literalText(value, kind));
}

/** The input text of a value, unquoted. */
function literalText(
  value: string | Exclude<Value, string | null | boolean | number | bigint>,
  kind: ValueKind,
): string {
  if (kind === 'json') return jsonText(value);
  if (typeof value === 'string' || value instanceof Date || value instanceof Uint8Array)
    return plainText(value, kind);
  if (isList(value)) return listText(value, kind);
  return (kind === 'other' && isParts(value) ? partsText(value) : null) ?? jsonText(value);
}

/** A range, or an array; one that holds objects is an array of JSON texts. */
function listText(value: readonly Value[], kind: ValueKind): string {
  if (kind === 'other' && value.length === 0) return 'empty';
  return rangeText(value, 'utc') ?? arrayText(value, 'utc') ?? arrayText(value.map(asItem), 'utc') ?? '{}';
}

function asItem(item: Value): Value {
  return isList(item) ? item.map(asItem) : isParts(item) ? jsonText(item) : item;
}

/** Of a timestamp Sequelize makes numbers of the two that are no instant. */
function numberText(value: number, kind: ValueKind): string {
  if (Number.isNaN(value)) return 'NaN';
  const word = kind === 'date' ? 'infinity' : 'Infinity';
  return value > 0 ? word : `-${word}`;
}

function quotedText(text: string): string {
  const quoted = text.replaceAll("'", "''");
  return quoted.includes('\\') ? `E'${quoted.replaceAll('\\', '\\\\')}'` : `'${quoted}'`;
}

/** A table as a statement names it. */
export function qualifiedName({ schema, name }: InsertTable): string {
  return [...(schema === null ? [] : [schema]), name].map(quotedName).join('.');
}

function quotedName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
