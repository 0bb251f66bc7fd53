/**
 * The only value → text rendering in the house: grids, records, tables and CSV all come through here.
 * Pure, imports no package. What `cellText` and `prettyText` return is safe for a terminal; `plainText` is the bare value.
 */
import type { Value, ValueKind } from '../queries/query-spec.ts';
import { sanitiseLine, sanitiseText } from './sanitise.ts';

export interface CellOptions {
  readonly kind: ValueKind;
  /** UTF-16 code units; longer text is cut between characters and ends in `…`. Default: no limit. */
  readonly maxLength?: number;
  /** What stands for NULL; default `NULL`. Text that reads the same is quoted, so that the two differ. */
  readonly nullText?: string;
}

/** Bytes of a binary value that a cell shows before it only counts them. */
const shownBytes = 16;

/** A value as one line of safe text. */
export function cellText(value: Value, options: CellOptions): string {
  const nullText = options.nullText ?? 'NULL';
  if (value === null) return nullText;
  const maxLength = options.maxLength ?? Number.POSITIVE_INFINITY;
  if (typeof value === 'string' && options.kind !== 'json') {
    if (value === nullText) return JSON.stringify(value);
    return shorten(sanitiseLine(cut(value, maxLength)), maxLength);
  }
  const text = value instanceof Uint8Array ? binaryText(value) : readableText(value, options.kind);
  return shorten(sanitiseLine(cut(text, maxLength)), maxLength);
}

/** A value as safe text of as many lines as it needs: JSON indented, bytes as a hex dump, long text whole. */
export function prettyText(value: Value, options: CellOptions): string {
  if (value === null) return options.nullText ?? 'NULL';
  if (value instanceof Uint8Array) return hexDump(value);
  if (typeof value === 'string' && options.kind !== 'json') return sanitiseText(value);
  if (typeof value === 'object' && !(value instanceof Date)) return sanitiseText(jsonText(value, 2));
  return sanitiseText(readableText(value, options.kind));
}

/**
 * A value as machines read it, not sanitised: dates in ISO 8601 with milliseconds and `Z`, bytes as PostgreSQL's hex
 * format (`\x…`), everything composite as compact JSON, NULL as the empty string.
 */
export function plainText(value: Value, kind: ValueKind): string {
  if (value === null) return '';
  if (value instanceof Uint8Array) return `\\x${hexOf(value)}`;
  if (value instanceof Date) return isValid(value) ? value.toISOString() : 'Invalid Date';
  return readableText(value, kind);
}

/** JSON as `JSON.stringify` writes it, except that a bigint is written as its digits in a string. */
export function jsonText(value: Value | object, indent = 0): string {
  return JSON.stringify(
    value,
    (_key, nested: unknown) => (typeof nested === 'bigint' ? nested.toString() : nested),
    indent,
  );
}

function readableText(value: Exclude<Value, null | Uint8Array>, kind: ValueKind): string {
  if (value instanceof Date) return dateText(value);
  // A JSON column may hold a bare string: its quotes tell it from text.
  if (typeof value === 'object' || (typeof value === 'string' && kind === 'json')) return jsonText(value);
  return String(value);
}

/** `2026-01-09 12:00:01Z`, milliseconds only where there are any: always UTC, so that two machines print the same. */
function dateText(date: Date): string {
  if (!isValid(date)) return 'Invalid Date';
  return date.toISOString().replace('T', ' ').replace('.000Z', 'Z');
}

function isValid(date: Date): boolean {
  return !Number.isNaN(date.getTime());
}

function binaryText(bytes: Uint8Array): string {
  const size = `${String(bytes.length)} ${bytes.length === 1 ? 'byte' : 'bytes'}`;
  const rest = bytes.length > shownBytes ? '…' : '';
  return `\\x${hexOf(bytes.subarray(0, shownBytes))}${rest} (${size})`;
}

function hexOf(bytes: Uint8Array): string {
  let hex = '';
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0');
  return hex;
}

/** Sixteen bytes a line with their offset and ASCII, the first 4 KiB. */
function hexDump(bytes: Uint8Array): string {
  const limit = 4096;
  const lines = [binaryText(bytes)];
  for (let offset = 0; offset < Math.min(bytes.length, limit); offset += 16) {
    const slice = bytes.subarray(offset, Math.min(offset + 16, limit));
    const hex = Array.from(slice, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const ascii = Array.from(slice, (byte) =>
      byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.',
    ).join('');
    lines.push(`${offset.toString(16).padStart(8, '0')}  ${hex.padEnd(47)}  ${ascii}`);
  }
  if (bytes.length > limit) lines.push(`… ${String(bytes.length - limit)} more bytes`);
  return lines.join('\n');
}

/** Keeps a long value from being sanitised whole; one unit more than shown, so that `shorten` still sees the excess. */
function cut(text: string, maxLength: number): string {
  return text.length > maxLength ? text.slice(0, maxLength + 1) : text;
}

function shorten(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  let end = Math.max(0, maxLength - 1);
  const last = text.charCodeAt(end - 1);
  if (last >= 0xd800 && last <= 0xdbff) end -= 1;
  return `${text.slice(0, end)}…`;
}
