/** A search in the words of the status line. */
import type { SearchRun } from './search-state.ts';
import { searchLimitMs } from './search-state.ts';
import type { RowsScreen } from './state.ts';
import { windowEnd } from './window.ts';

/** `searched 3.2M of ~10M rows · stopped after 5 s, t goes on`; empty for rows that were not searched for. */
export function searchParts({ search, loading }: RowsScreen): readonly string[] {
  if (search === null) return [];
  const far = farText(search);
  if (loading.arrival !== null) return [`searching: ${far === '' ? '…' : far}`, 'Esc stops'];
  const goesOn = search.place === null ? '' : ', t goes on';
  const searched = far === '' ? [] : [`searched ${far}`];
  const order = search.order === 'storage' ? ['in the order of the file'] : [];
  switch (search.stopped) {
    case 'end':
      return ['searched all', ...order];
    case 'time':
      return [...searched, `stopped after ${searchLimitMs / 1000} s${goesOn}`, ...order];
    case 'rows':
      return [...searched, `stopped there${goesOn}`, ...order];
    case null:
      return [...searched, `stopped${goesOn}`, ...order];
  }
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
  if (count < 10_000) return count.toLocaleString('en');
  if (count < 1_000_000) return `${Math.round(count / 1000)}k`;
  return `${(count / 1_000_000).toFixed(count < 99_950_000 ? 1 : 0).replace(/\.0$/, '')}M`;
}
