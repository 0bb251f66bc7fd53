/** A count of related rows as it is shown. */
import { groupedDigits } from '../../../output/grouped-digits.ts';
import type { RelationCount } from './state.ts';

/** Rows of a relation that are counted at most. */
export const relationRows = 10_000;

/** `3 rows`, `no rows`, `10,000+ rows`; nothing while it is not known. */
export function countText(count: RelationCount | undefined): string {
  if (count === undefined) return '';
  if (count.status === 'counting') return '…';
  if (count.count === null) return '';
  if (count.count === 0) return 'no rows';
  if (count.count === 1) return '1 row';
  const shown = groupedDigits(Math.min(count.count, relationRows));
  return `${shown}${count.count > relationRows ? '+' : ''} rows`;
}
