/** A statement as it was watched → what a face is told of it. */
import { plainValue } from '../queries/plain-value.ts';
import type { WatchedStatement } from '../queries/statement-watch.ts';
import type { ExecutedStatement } from './evaluation.ts';

/** Bytes or letters of bound values that are handed on: they serve to plan the statement, not to keep a file. */
const mostBound = 100_000;

export function executedStatement({
  sql,
  durationMs,
  rowCount,
  values,
}: WatchedStatement): ExecutedStatement {
  const told = { sql: sql.replace(/^Executing \([^)]*\): /, ''), durationMs, rowCount };
  if (values.length === 0) return told;
  return { ...told, values: boundSize(values) > mostBound ? null : values.map(plainValue) };
}

function boundSize(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (value instanceof Uint8Array) return value.byteLength;
  if (Array.isArray(value)) return value.reduce<number>((total, item) => total + boundSize(item), 0);
  return 10;
}
