/** One choice of a list that was opened over the query screen. */
import type { AggregateTerm } from '../../../queries/query-spec.ts';

export type QueryChoice =
  | { readonly type: 'model'; readonly name: string }
  | { readonly type: 'order'; readonly attribute: string }
  | { readonly type: 'group'; readonly attribute: string }
  | { readonly type: 'aggregate'; readonly term: AggregateTerm };
