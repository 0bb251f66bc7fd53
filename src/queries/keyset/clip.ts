/**
 * Large values are clipped by the server: a cell shows a line of them, and a page of documents would else move all of
 * them. Two expressions for each column that can be large: the value unless it is too large, and then its size and beginning.
 */
import { kindOfTypeName, shortTypeName } from '../value-kind.ts';

/**
 * Values whose text takes the server long to write are not begun either: above this size, which may be that of a value compressed
 * eighty times, they are told by their size only.
 */
const costlyBytes = 32 * 1024;

export interface ClipSql {
  /** True where the value is too large. */
  readonly isLarge: string;
  /** The value; NULL instead of a clipped one. */
  readonly value: string;
  /** `12345:beginning of the text` of a clipped one, else NULL. */
  readonly clipped: string;
}

/**
 * Null for a type whose values are always small. `column` is the quoted column, `type` as format_type() gives it.
 * pg_column_size() and octet_length() look at the stored size and do not unpack the value (manual, 9.28.7 and 73.2).
 */
export function clipSql(column: string, type: string, clipBytes: number): ClipSql | null {
  const short = shortTypeName(type);
  const base = short.replace(/\(.*\)$/s, '');
  const declared = /^(?:varchar|char|bit|varbit)\((\d+)\)$/.exec(short)?.[1];
  if (declared !== undefined && Number(declared) <= clipBytes) return null;
  const isText = ['text', 'varchar', 'char', 'citext'].includes(base);
  if (!isText && !isWide(base, type)) return null;
  const isBinary = base === 'bytea';
  const size = isText || isBinary ? `octet_length(${column})` : `pg_column_size(${column})`;
  const isLarge = `${size} > ${clipBytes}`;
  const beginning = isText
    ? `left(${column}, ${clipBytes})`
    : isBinary
      ? `'\\x' || encode(substring(${column} FROM 1 FOR ${Math.ceil(clipBytes / 2)}), 'hex')`
      : `CASE WHEN ${size} <= ${costlyBytes} THEN left(${column}::text, ${clipBytes}) ELSE '' END`;
  return {
    isLarge,
    value: `CASE WHEN ${isLarge} THEN NULL ELSE ${column} END`,
    clipped: `CASE WHEN ${isLarge} THEN ${size} || ':' || ${beginning} END`,
  };
}

/** Types of any length; what is neither known to be small nor named here is taken to be large. */
function isWide(base: string, type: string): boolean {
  switch (kindOfTypeName(type)) {
    case 'number':
    case 'boolean':
    case 'date':
    case 'uuid':
    case 'enum':
      return false;
    case 'text':
      return base !== 'name';
    case 'json':
    case 'array':
    case 'binary':
      return true;
    case 'other':
      return !/^(?:interval|inet|cidr|macaddr8?|point|line|lseg|box|circle|.*range|pg_lsn|regclass|xid8?|tid)$/.test(
        base,
      );
  }
}

/** What `clipped` of a ClipSql came to. */
export interface Clip {
  /** Null where nobody can know. */
  readonly byteLength: number | null;
  readonly beginning: string;
}

export function readClip(text: string): Clip & { readonly byteLength: number } {
  const colon = text.indexOf(':');
  return { byteLength: Number(text.slice(0, colon)), beginning: text.slice(colon + 1) };
}
