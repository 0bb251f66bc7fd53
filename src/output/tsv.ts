/**
 * Tab-separated text as spreadsheets take it from a clipboard: a header line, a field with a tab, a line break or a quote
 * quoted, NULL empty. Not sanitised: it is the data.
 */
import { plainText } from './cell.ts';
import type { RowSet } from './json.ts';

export function tsvText({ columns, rows }: RowSet): string {
  const records = rows.map((row) => columns.map(({ kind }, index) => plainText(row[index] ?? null, kind)));
  return [columns.map(({ name }) => name), ...records]
    .map((fields) => `${fields.map(quoted).join('\t')}\n`)
    .join('');
}

function quoted(field: string): string {
  return /[\t\r\n"]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
