/**
 * What a page selects of one column: the value, unless it is too large for a cell, and beside it what the value alone would not
 * tell: the beginning of a large one, and the text of JSON that JavaScript would change.
 */
import { suspiciousPattern } from '../database/client/parse-json.ts';
import type { RelationColumn } from '../database/relation.ts';
import { clipSql } from './keyset/clip.ts';
import { shortTypeName } from './value-kind.ts';

export interface CellSql {
  /** Instead of the column; null where the column itself is selected. */
  readonly value: string | null;
  /** As readClip() reads it; null for a column that is never clipped. */
  readonly clipped: string | null;
  /** The text of a JSON value that a double or a null would not keep, NULL for any other; null for a column without JSON. */
  readonly exactJson: string | null;
}

/** `expression` is the quoted column. Labels of an enum are short. `clipBytes` is null where values come whole. */
export function cellSql(
  expression: string,
  { type, enumValues }: Pick<RelationColumn, 'type' | 'enumValues'>,
  clipBytes: number | null,
): CellSql {
  const clip = clipBytes === null || enumValues !== null ? null : clipSql(expression, type, clipBytes);
  const text = jsonTextSql(expression, shortTypeName(type));
  const unlessLarge = clip === null ? '' : `WHEN ${clip.isLarge} THEN NULL `;
  const exactJson =
    text === null ? null : `CASE ${unlessLarge}WHEN ${text} ~ '${suspiciousPattern}' THEN ${text} END`;
  return { value: clip?.value ?? null, clipped: clip?.clipped ?? null, exactJson };
}

function jsonTextSql(expression: string, type: string): string | null {
  if (type === 'json' || type === 'jsonb') return `${expression}::text`;
  return type === 'json[]' || type === 'jsonb[]' ? `to_json(${expression})::text` : null;
}
