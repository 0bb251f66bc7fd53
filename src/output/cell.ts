/**
 * The only value → text rendering in the house: grids, records, tables and CSV all come through here.
 * Pure, imports no package. What `cellText` and `prettyText` return is safe for a terminal; `plainText` is the bare value.
 */
import type { Value, ValueKind } from '../queries/query-spec.ts';
import { arrayText, isList, isParts, partsText, rangeText } from './composite-text.ts';
import { instantText, type TimeZone } from './instant-text.ts';
import { jsonText } from './json-text.ts';
import { sanitiseLine, sanitiseText } from './sanitise.ts';

export interface CellOptions {
  readonly kind: ValueKind;
  /** UTF-16 code units; longer text is cut between characters and ends in `…`. Default: no limit. */
  readonly maxLength?: number;
  /** What stands for NULL; default `NULL`. Text that reads the same is quoted, so that the two differ. */
  readonly nullText?: string;
  /** What stands for the empty string; default `''`, with text that reads the same quoted. */
  readonly emptyText?: string | undefined;
  /** Where instants are told; default UTC, so that two machines print the same. */
  readonly timeZone?: TimeZone;
}

/** What stands for NULL and for the empty string where nothing else is asked for. */
const marks = { null: 'NULL', empty: "''" } as const;

/** Bytes of a binary value that a cell shows before it only counts them. */
const shownBytes = 16;

/** A value as one line of safe text. */
export function cellText(value: Value, options: CellOptions): string {
  if (value === null) return options.nullText ?? marks.null;
  if (value === '' && options.kind !== 'json') return options.emptyText ?? marks.empty;
  const maxLength = options.maxLength ?? Number.POSITIVE_INFINITY;
  return shorten(sanitiseLine(cut(lineOf(value, options), maxLength)), maxLength);
}

function lineOf(value: Exclude<Value, null>, options: CellOptions): string {
  if (value instanceof Uint8Array) return binaryText(value);
  if (typeof value === 'string' && options.kind !== 'json') {
    const instant = options.kind === 'date' ? instantText(value, options.timeZone ?? 'utc') : null;
    return instant ?? (isMisleading(value, options) ? `"${value}"` : value);
  }
  return readableText(value, options);
}

/**
 * Whether bare text would look like something else: like NULL or the empty string, or shorter than it is because of blanks
 * at its ends. What reads like such a text in its quotes is quoted too.
 */
function isMisleading(text: string, options: CellOptions): boolean {
  const inner = /^"(.*)"$/s.exec(text)?.[1] ?? text;
  return (
    inner === (options.nullText ?? marks.null) ||
    inner === (options.emptyText ?? marks.empty) ||
    /^\p{Zs}|\p{Zs}$/u.test(inner)
  );
}

/** A value as safe text of as many lines as it needs: JSON indented, bytes as a hex dump, long text whole. */
export function prettyText(value: Value, options: CellOptions): string {
  if (value === null) return options.nullText ?? marks.null;
  if (value instanceof Uint8Array) return hexDump(value);
  if (typeof value === 'string' && options.kind !== 'json') {
    const instant = options.kind === 'date' ? instantText(value, options.timeZone ?? 'utc') : null;
    return instant ?? sanitiseText(value);
  }
  if (typeof value !== 'object' || value instanceof Date) return sanitiseText(readableText(value, options));
  return sanitiseText(structureText(value, options, false) ?? jsonText(value, 2));
}

/**
 * A value as machines read it, not sanitised: dates in ISO 8601 with milliseconds and `Z`, bytes as PostgreSQL's hex
 * format (`\x…`), everything composite as compact JSON, NULL as the empty string.
 */
export function plainText(value: Value, kind: ValueKind): string {
  if (value === null) return '';
  if (value instanceof Uint8Array) return `\\x${hexOf(value)}`;
  if (value instanceof Date) return isValid(value) ? value.toISOString() : 'Invalid Date';
  if (typeof value === 'object' || (typeof value === 'string' && kind === 'json')) return jsonText(value);
  return String(value);
}

function readableText(value: Exclude<Value, null | Uint8Array>, options: CellOptions): string {
  const { kind, timeZone = 'utc' } = options;
  if (value instanceof Date) return instantText(value, timeZone) ?? '';
  if (typeof value === 'object') return structureText(value, options, true) ?? jsonText(value);
  // A JSON column may hold a bare string: its quotes tell it from text.
  if (typeof value === 'string' && kind === 'json') return jsonText(value);
  // Sequelize makes numbers of the two timestamps that are no instant.
  if (kind === 'date' && typeof value === 'number' && Math.abs(value) === Infinity) {
    return value > 0 ? 'infinity' : '-infinity';
  }
  return String(value);
}

/** As the server writes it; null for what is JSON. A list of values is written so only on one line: on several, JSON reads better. */
function structureText(
  value: Exclude<Value, null | Date | Uint8Array | string | number | bigint | boolean>,
  { kind, timeZone = 'utc' }: CellOptions,
  isOneLine: boolean,
): string | null {
  if (kind === 'json') return null;
  if (!isList(value)) return kind === 'other' && isParts(value) ? partsText(value) : null;
  if (kind === 'other' && value.length === 0) return 'empty';
  return rangeText(value, timeZone) ?? (isOneLine ? arrayText(value, timeZone) : null);
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
