/** How far a search was, in words. Pure. */
import { groupedDigits } from '../output/grouped-digits.ts';
import type { SearchOutcome } from '../queries/search/search-request.ts';

/** `3,200,000 of ~10,000,000 rows`, as far as it is known. */
export function searchedText({
  searchedRows,
  rowEstimate,
}: Pick<SearchOutcome, 'searchedRows' | 'rowEstimate'>): string {
  const searched = searchedRows === null ? 'some' : groupedDigits(searchedRows);
  const isKnown = rowEstimate !== null && rowEstimate >= (searchedRows ?? 0);
  return isKnown ? `${searched} of ~${groupedDigits(rowEstimate)} rows` : `${searched} rows`;
}

/** Why the search came to its end, and what helps where that was too early. */
export function stoppedText(outcome: SearchOutcome, timeLimitMs: number): string {
  const { stopped, durationMs } = outcome;
  const time = durationMs < 1000 ? `${Math.round(durationMs)} ms` : `${(durationMs / 1000).toFixed(1)} s`;
  switch (stopped) {
    case 'end':
      return `searched all rows in ${time}`;
    case 'rows':
      return `stopped there, after ${searchedText(outcome)}; \`--limit\` finds more`;
    case 'time': {
      const limit = `${(timeLimitMs / 1000).toLocaleString('en')} s`;
      const far =
        outcome.searchedRows === null
          ? 'nobody knows how far it was, for these rows cannot be divided'
          : `searched ${searchedText(outcome)}`;
      return `stopped after ${limit}: ${far}; \`--time-limit\` gives it longer`;
    }
  }
}
