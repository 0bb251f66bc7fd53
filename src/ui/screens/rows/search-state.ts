/** How far the search is whose rows a rows screen shows. */
import type { SearchOutcome, SearchPlace } from '../../../queries/search/search-request.ts';

export interface SearchRun {
  readonly searchedRows: number | null;
  readonly rowEstimate: number | null;
  /** Where to go on; null at the first row, at the end, and where a search cannot go on. */
  readonly place: SearchPlace | null;
  /** Null while it has not come to a stop by itself: it runs, or was cut short by a key or by leaving the screen. */
  readonly stopped: SearchOutcome['stopped'] | null;
  readonly order: SearchOutcome['order'];
}

export const notSearched: SearchRun = {
  searchedRows: null,
  rowEstimate: null,
  place: null,
  stopped: null,
  order: 'asked',
};

/** How long one go of a search may take. */
export const searchLimitMs = 5_000;
