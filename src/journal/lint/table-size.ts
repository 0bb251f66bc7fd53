/** How much a change to a table matters: nothing for a table that is made here, much for a big one. */
import type { LintLevel } from './finding.ts';
import type { Operation, ReadMigration, Scene } from './lint-rule.ts';
import { isSameTable, type TableName } from './sql/operation.ts';

/**
 * `new`: made by this migration or, while the catalog is at hand, by one that is not executed yet, or gone since. `unknown`:
 * there is no catalog to ask. `text` says how big, as in "about 120,000 rows".
 */
export type TableSize =
  { readonly type: 'new' | 'empty' | 'unknown' } | { readonly type: 'small' | 'big'; readonly text: string };

export function sizeOf(
  table: TableName,
  operation: Operation,
  { operations }: ReadMigration,
  { tables, settings }: Scene,
): TableSize {
  const before = operations.slice(0, operations.indexOf(operation));
  const isMade = before.some(
    ({ change }) =>
      (change.type === 'create-table' && isSameTable(change.table, table)) ||
      (change.type === 'rename-table' && isSameTable({ ...change.table, name: change.newName }, table)),
  );
  if (isMade) return { type: 'new' };
  if (!tables.isReachable)
    return settings.bigTableRows === 0 ? { type: 'big', text: 'of unknown size' } : { type: 'unknown' };
  const known = tables.find(table);
  if (known === null) return { type: 'new' };
  if (known.hasRows === false) return { type: 'empty' };
  const { rowEstimate, byteLength } = known.description;
  if (rowEstimate === null) {
    // Never analyzed: its size on disk tells of its rows, at some hundred bytes each.
    const isBig = byteLength >= settings.bigTableRows * 100;
    return { type: isBig ? 'big' : 'small', text: byteText(byteLength) };
  }
  const rows = Math.round(rowEstimate).toLocaleString('en');
  return { type: rowEstimate >= settings.bigTableRows ? 'big' : 'small', text: `about ${rows} rows` };
}

function byteText(byteLength: number): string {
  const kilobytes = Math.ceil(byteLength / 1024);
  return kilobytes < 1024 ? `${kilobytes} kB` : `${Math.round(kilobytes / 1024).toLocaleString('en')} MB`;
}

/** ` of about 120,000 rows`, or nothing. */
export function sizeText(size: TableSize): string {
  return 'text' in size ? (size.text.startsWith('of') ? ` ${size.text}` : ` (${size.text})`) : '';
}

/** The level of a change that holds a table for as long as it is big; null where it holds nobody up. */
export function levelOfSize(size: TableSize): LintLevel | null {
  switch (size.type) {
    case 'new':
    case 'empty':
      return null;
    case 'small':
      return 'notice';
    case 'unknown':
      return 'warning';
    case 'big':
      return 'error';
  }
}
