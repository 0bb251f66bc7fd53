/** A saved view: how one model or table was looked at, under a name. Plain data, the same in the file and on the screen. */
import type { QuerySpec, ReadSource } from '../query-spec.ts';

export interface SavedView extends Pick<
  QuerySpec,
  'source' | 'scopes' | 'isUnscoped' | 'filter' | 'order' | 'softDeleted'
> {
  /** One view of a source has it. */
  readonly name: string;
  /** True for the one that the source opens with; of a source at most one. */
  readonly isDefault: boolean;
  readonly columns: ViewColumns;
}

/** Which columns are seen: all by name, for the source may have others by the time the view is used. */
export interface ViewColumns {
  /** In the order they are seen, hidden ones among them; empty for the order they are read in. */
  readonly order: readonly string[];
  readonly hidden: readonly string[];
  /** How many of the first seen columns stay when the others scroll. */
  readonly frozen: number;
  /** Cells, where they were chosen. */
  readonly widths: readonly { readonly name: string; readonly width: number }[];
}

export function isSameSource(a: ReadSource, b: ReadSource): boolean {
  if (a.type === 'model') return b.type === 'model' && a.name === b.name;
  if (a.type === 'sql') return b.type === 'sql' && a.text === b.text;
  return b.type === 'table' && a.schema === b.schema && a.name === b.name;
}
