/** A search in the words of the status line. */
import { groupedDigits } from '../../../output/grouped-digits.ts';
import { searchLimitMs, type SearchRun } from './search-state.ts';
import type { RowsScreen } from './state.ts';
import { windowEnd } from './window.ts';

/** `stopped after 5 s at 3.2M of ~10M rows`, `t goes on`; empty for rows that were not searched for. */
export function searchParts({ search, loading }: RowsScreen): readonly string[] {
  if (search === null) return [];
  const far = farText(search);
  if (loading.arrival !== null) return [`searching: ${far === '' ? '…' : far}`, 'Esc stops'];
  const at = far === '' ? '' : ` at ${far}`;
  const end = {
    end: 'searched all',
    time: `stopped after ${searchLimitMs / 1000} s${at}`,
    rows: `stopped there${at}`,
    none: `stopped${at}`,
  }[search.stopped ?? 'none'];
  return [
    end,
    ...(search.place === null ? [] : ['t goes on']),
    ...(search.order === 'storage' ? ['in the order of the file'] : []),
  ];
}

/** What stands where no row is. */
export function nothingFoundText(screen: RowsScreen): string {
  if (screen.loading.arrival !== null) return 'Nothing found yet …';
  const isAll = screen.search?.stopped === 'end';
  return isAll ? 'No row holds this text.' : 'Nothing was found as far as was searched.';
}

/** Rows found, of which all are here. */
export function foundCount({ window }: RowsScreen): number {
  return window === null ? 0 : windowEnd(window);
}

function farText({ searchedRows, rowEstimate }: SearchRun): string {
  if (searchedRows === null) return '';
  const isKnown = rowEstimate !== null && rowEstimate >= searchedRows;
  return isKnown
    ? `${shortCount(searchedRows)} of ~${shortCount(rowEstimate)} rows`
    : `${shortCount(searchedRows)} rows`;
}

/** `950`, `64k`, `3.2M`: a moving number is read at a glance or not at all. */
function shortCount(count: number): string {
  if (count < 10_000) return groupedDigits(count);
  if (count < 1_000_000) return `${Math.round(count / 1000)}k`;
  return `${(count / 1_000_000).toFixed(count < 99_950_000 ? 1 : 0).replace(/\.0$/, '')}M`;
}
