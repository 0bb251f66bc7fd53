/**
 * Values that the application made, as the lines that COPY would have written of them, so that one format makes both: dates
 * and arrays as PostgreSQL spells them.
 */
import { jsonText } from '../json-text.ts';
import type { Value } from '../query-spec.ts';
import { copyField } from './copy-text.ts';
import type { ExportColumn, ExportFormat } from './export-request.ts';
import { csvField } from './row-formats.ts';

export type LineWriter = (values: readonly Value[]) => string;

/** Each line ends in a line feed. */
export function lineWriter(
  format: Exclude<ExportFormat, 'insert'>,
  columns: readonly ExportColumn[],
): LineWriter {
  switch (format) {
    case 'csv': {
      const isSingle = columns.length === 1;
      return (values) =>
        `${values.map((value, index) => csvField(textOf(value, columns[index]), isSingle)).join(',')}\n`;
    }
    case 'tsv':
    case 'markdown':
      return (values) =>
        `${values.map((value, index) => copyField(textOf(value, columns[index]))).join('\t')}\n`;
    case 'json':
    case 'jsonl':
      return (values) => `${copyField(objectText(columns, values))}\n`;
  }
}

/** A value as the server would write it; null for NULL. */
function textOf(value: Value, column: ExportColumn | undefined): string | null {
  if (value === null) return null;
  const type = column?.type ?? '';
  if (type === 'json' || type === 'jsonb') return jsonText(value);
  if (Array.isArray(value) && type.endsWith('[]')) return arrayText(value);
  if (typeof value === 'boolean') return value ? 't' : 'f';
  if (value instanceof Date) return instantText(value);
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString('hex')}`;
  return typeof value === 'object' ? jsonText(value) : String(value);
}

/** `2026-01-09 12:00:01.123+00`: an instant in UTC; Sequelize's dates have milliseconds. */
function instantText(date: Date): string {
  if (Number.isNaN(date.getTime())) return 'Invalid Date';
  return date
    .toISOString()
    .replace('T', ' ')
    .replace(/(?:\.000|(\.\d+?)0*)Z$/, '$1+00');
}

/** PostgreSQL manual, 8.15.6. */
function arrayText(values: readonly Value[]): string {
  const items = values.map((item) => {
    if (Array.isArray(item)) return arrayText(item);
    const text = textOf(item, undefined);
    if (text === null) return 'NULL';
    const isQuoted = text === '' || /[{}",\\\s]/.test(text) || text.toLowerCase() === 'null';
    return isQuoted ? `"${text.replace(/["\\]/g, '\\$&')}"` : text;
  });
  return `{${items.join(',')}}`;
}

function objectText(columns: readonly ExportColumn[], values: readonly Value[]): string {
  const pairs = columns.map(
    ({ name }, index) => `${JSON.stringify(name)}:${jsonText(values[index] ?? null)}`,
  );
  return `{${pairs.join(',')}}`;
}
