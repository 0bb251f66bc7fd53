/** What arrives for rows: pages, counts, searches, what a filter could say. */
import type { FilterCompletion } from '../../../queries/filter/complete-filter.ts';
import type { Page, RowCount, RowEstimate, ScopeUse } from '../../../queries/query-spec.ts';
import type { SearchOutcome, SearchProgress } from '../../../queries/search/search-request.ts';
import type { SavedView } from '../../../queries/views/saved-view.ts';
import type { CompletionRequest } from '../../../session-shapes.ts';

export type RowsMessage =
  | {
      readonly type: 'page-arrived';
      readonly requestId: number;
      readonly screenId: number;
      readonly page: Page;
    }
  | {
      readonly type: 'count-arrived';
      readonly requestId: number;
      readonly screenId: number;
      readonly count: RowCount;
    }
  | {
      readonly type: 'completion-arrived';
      readonly screenId: number;
      readonly request: CompletionRequest;
      readonly completion: FilterCompletion;
    }
  | {
      readonly type: 'relation-counted';
      readonly requestId: number;
      readonly screenId: number;
      readonly relation: string;
      /** Null when it could not be counted, or not in time. */
      readonly count: number | null;
    }
  | {
      readonly type: 'estimate-arrived';
      readonly requestId: number;
      readonly screenId: number;
      readonly estimate: RowEstimate;
    }
  | {
      readonly type: 'rows-read';
      readonly requestId: number;
      readonly screenId: number;
      readonly pages: readonly Page[];
    }
  | {
      readonly type: 'search-progressed';
      readonly requestId: number;
      readonly screenId: number;
      readonly progress: SearchProgress;
    }
  | {
      readonly type: 'search-ended';
      readonly requestId: number;
      readonly screenId: number;
      readonly outcome: SearchOutcome;
    }
  /** `at`: milliseconds since 1970. */
  | { readonly type: 'watch-due'; readonly screenId: number; readonly at: number }
  | { readonly type: 'scope-parsed'; readonly screenId: number; readonly use: ScopeUse }
  /** `told`: what was done to them, null where they were only read. */
  | { readonly type: 'views-read'; readonly views: readonly SavedView[]; readonly told: string | null };
