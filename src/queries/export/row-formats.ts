/**
 * The formats of an export as what they make of the server's lines. CSV and tab-separated text pass through untouched;
 * JSON loses the escapes of COPY; the others are made of the fields.
 */
import { copyField, jsonLinesOfCopy, readCopyLines } from './copy-text.ts';
import type { ExportColumn, RowFormat } from './export-request.ts';

const nothing = (): string => '';

/** As `\copy … csv header` of psql writes it. */
export function csvFormat(columns: readonly ExportColumn[], hasHeader: boolean): RowFormat {
  const isSingle = columns.length === 1;
  const header = columns.map(({ name }) => csvField(name, isSingle)).join(',');
  return { begin: () => (hasHeader ? `${header}\n` : ''), rows: (bytes) => bytes, end: nothing };
}

/** The text format of COPY. */
export function tsvFormat(columns: readonly ExportColumn[], hasHeader: boolean): RowFormat {
  const header = columns.map(({ name }) => copyField(name)).join('\t');
  return { begin: () => (hasHeader ? `${header}\n` : ''), rows: (bytes) => bytes, end: nothing };
}

/** One row object a line. The lines of COPY hold one JSON text each, here and in jsonFormat(). */
export function jsonLinesFormat(): RowFormat {
  return { begin: nothing, rows: (bytes) => jsonLinesOfCopy(bytes, '\n'), end: nothing };
}

/** One array, a row object a line. */
export function jsonFormat(): RowFormat {
  let isFirst = true;
  return {
    begin: () => '[',
    rows(bytes) {
      const lines = jsonLinesOfCopy(bytes, ',\n').subarray(0, -2);
      const before = Buffer.from(isFirst ? '\n' : ',\n');
      isFirst = false;
      return Buffer.concat([before, lines]);
    },
    end: () => (isFirst ? ']\n' : '\n]\n'),
  };
}

const numberTypes = /^(?:smallint|integer|bigint|numeric(?:\(.*\))?|real|double precision|money|oid)$/;

/** A table as GitHub reads it. NULL is `NULL`, and text that reads the same is quoted. */
export function markdownFormat(columns: readonly ExportColumn[]): RowFormat {
  const head = columns.map(({ name }) => markdownCell(name)).join(' | ');
  const rule = columns.map(({ type }) => (numberTypes.test(type) ? '--:' : '---')).join(' | ');
  return {
    begin: () => `| ${head} |\n| ${rule} |\n`,
    rows(bytes) {
      let text = '';
      for (const fields of readCopyLines(bytes.toString('utf8'))) {
        text += `| ${fields.map((field) => markdownValue(field)).join(' | ')} |\n`;
      }
      return text;
    },
    end: nothing,
  };
}

function markdownValue(text: string | null): string {
  if (text === null) return 'NULL';
  return text === 'NULL' ? '"NULL"' : markdownCell(text);
}

const special = /[\\`*[\]|~_&<\x00-\x1f\x7f-\x9f]/;

/** What Markdown or HTML would take for its own is escaped; a line break is `<br>`, other controls are their codes. */
function markdownCell(text: string): string {
  if (!special.test(text)) return text;
  return text
    .replace(/[\\`*[\]|~]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, '\\$&')
    .replace(/&(?=#?\w+;)/g, '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/\r\n|\r|\n/g, '<br>')
    .replaceAll('\t', ' ')
    .replace(/[\x00-\x1f\x7f-\x9f]/g, (found) => `\\\\x${found.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

/** By the rules of COPY (src/backend/commands/copyto.c, CopyAttributeOutCSV). */
export function csvField(text: string | null, isSingle: boolean): string {
  if (text === null) return '';
  const isQuoted = text === '' || /[",\r\n]/.test(text) || (isSingle && text === '\\.');
  return isQuoted ? `"${text.replaceAll('"', '""')}"` : text;
}
