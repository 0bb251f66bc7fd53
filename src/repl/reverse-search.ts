/** Ctrl-R: the newest line of the history that holds what is typed, and older ones with each further Ctrl-R. Pure. */

export interface ReverseSearch {
  readonly query: string;
  /** Place in the history, newest first; -1 where nothing is found. */
  readonly index: number;
}

export const emptySearch: ReverseSearch = { query: '', index: -1 };

export type SearchStep =
  | { readonly type: 'searching'; readonly search: ReverseSearch }
  /** `isSubmitted` evaluates the line, otherwise it is there to be edited; `rest` is the key that ended the search. */
  | { readonly type: 'chosen'; readonly line: string; readonly isSubmitted: boolean; readonly rest: string }
  | { readonly type: 'cancelled' };

/** `key` is one key as the terminal sends it. */
export function searchStep(search: ReverseSearch, key: string, history: readonly string[]): SearchStep {
  const line = history[search.index] ?? '';
  switch (key) {
    case '\u0012':
      return searching(search.query, find(search.query, history, search.index + 1) ?? search.index);
    case '\u007f':
    case '\b': {
      const query = Array.from(search.query).slice(0, -1).join('');
      return searching(query, query === '' ? -1 : (find(query, history, 0) ?? -1));
    }
    case '\r':
    case '\n':
      return { type: 'chosen', line, isSubmitted: true, rest: '' };
    case '\u0003':
    case '\u0007':
    case '\u001b':
      return { type: 'cancelled' };
    default:
      break;
  }
  if (/^[\u0000-\u001f]/.test(key)) return { type: 'chosen', line, isSubmitted: false, rest: key };
  const query = search.query + key;
  return searching(query, find(query, history, Math.max(0, search.index)) ?? find(query, history, 0) ?? -1);
}

function searching(query: string, index: number): SearchStep {
  return { type: 'searching', search: { query, index } };
}

/** Letters of either case, as long as none is typed large. */
function find(query: string, history: readonly string[], from: number): number | null {
  if (query === '') return null;
  const isExact = query !== query.toLowerCase();
  for (let index = from; index < history.length; index += 1) {
    const line = history[index] ?? '';
    if ((isExact ? line : line.toLowerCase()).includes(query)) return index;
  }
  return null;
}
