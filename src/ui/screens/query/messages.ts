/** What arrives for the query screen: its forms, what scopes do, first rows, saved queries. */
import type { CodeSpec } from '../../../queries/code/code.ts';
import type { RowExplosion } from '../../../queries/includes/row-explosion.ts';
import type { Page } from '../../../queries/query-spec.ts';
import type { SavedQuery } from '../../../queries/saved-queries/saved-query.ts';
import type { ScopeLens } from '../../../queries/scope-lens.ts';
import type { QueryForms } from './state.ts';
import type { SavedResult } from './saved-result.ts';

export type QueryMessage =
  | {
      readonly type: 'query-written';
      readonly requestId: number;
      readonly screenId: number;
      readonly forms: QueryForms;
    }
  | {
      readonly type: 'query-code-read';
      readonly requestId: number;
      readonly screenId: number;
      readonly read: CodeSpec;
    }
  | {
      readonly type: 'scopes-looked-through';
      readonly requestId: number;
      readonly screenId: number;
      readonly lens: ScopeLens;
    }
  /** Null where the includes make few rows of few. */
  | {
      readonly type: 'explosion-foreseen';
      readonly requestId: number;
      readonly screenId: number;
      readonly found: RowExplosion | null;
    }
  | {
      readonly type: 'saved-queries-listed';
      readonly screenId: number;
      readonly queries: readonly SavedQuery[];
    }
  | {
      readonly type: 'saved-query-ran';
      readonly requestId: number;
      readonly screenId: number;
      readonly name: string;
      readonly outcome: SavedResult;
    }
  /** The path is told below the project's root. */
  | { readonly type: 'query-saved'; readonly path: string }
  | {
      readonly type: 'query-previewed';
      readonly requestId: number;
      readonly screenId: number;
      readonly page: Page;
    };
