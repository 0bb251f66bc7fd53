/**
 * The text of a value as far as a record shows it. A value may hold megabytes, and the record is laid out at every key: what
 * had to be written out whole to see its beginning is remembered with the value.
 */
import { cellText, prettyText, type CellOptions } from '../../../output/cell.ts';
import type { Value } from '../../../queries/query-spec.ts';

export interface ValueBeginning {
  /** On one line. */
  readonly line: string;
  /** On as many lines as it takes. */
  readonly pretty: string;
}

/** UTF-16 code units of a beginning: more than a few lines of any screen hold. */
const beginningLength = 8000;

const remembered = new WeakMap<object, { readonly key: string; readonly beginning: ValueBeginning }>();

export function valueBeginning(value: Value, options: CellOptions): ValueBeginning {
  if (typeof value === 'string') return beginningOf(value.slice(0, beginningLength), options);
  if (typeof value !== 'object' || value === null) return beginningOf(value, options);
  const key = `${options.kind} ${options.timeZone ?? ''}`;
  const known = remembered.get(value);
  if (known?.key === key) return known.beginning;
  const beginning = beginningOf(value, options);
  remembered.set(value, { key, beginning });
  return beginning;
}

function beginningOf(value: Value, options: CellOptions): ValueBeginning {
  return {
    line: cellText(value, { ...options, maxLength: beginningLength }),
    pretty: prettyText(value, options).slice(0, beginningLength),
  };
}
