/** One choice of a list that was opened over the query screen. */
import type { AggregateTerm } from '../../../queries/query-spec.ts';
import type { SavedQuery } from '../../../queries/saved-queries/saved-query.ts';

export type QueryChoice =
  | { readonly type: 'model'; readonly name: string }
  | { readonly type: 'order'; readonly attribute: string }
  | { readonly type: 'saved'; readonly query: SavedQuery }
  | { readonly type: 'save' }
  | { readonly type: 'group'; readonly attribute: string }
  | { readonly type: 'aggregate'; readonly term: AggregateTerm };
