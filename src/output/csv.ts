/**
 * CSV with a header line and fields quoted where they must be. A record ends in a line feed, as `\copy` and our own exports have
 * it: the CRLF of RFC 4180 is a carriage return in the last field to every tool that reads lines, and readers of CSV take either.
 * NULL is an empty field, the empty string a quoted one (`""`), so that the two can be told apart (as COPY … CSV does).
 */
import type { Value, ValueKind } from '../queries/query-spec.ts';
import { plainText } from './cell.ts';
import type { RowSet } from './json.ts';

export function csvText({ columns, rows }: RowSet): string {
  const header = columns.map((column) => quoted(column.name));
  const records = rows.map((row) => columns.map((column, index) => field(row[index] ?? null, column.kind)));
  return [header, ...records].map((record) => `${record.join(',')}\n`).join('');
}

function field(value: Value, kind: ValueKind): string {
  return value === null ? '' : quoted(plainText(value, kind));
}

function quoted(text: string): string {
  return text === '' || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
