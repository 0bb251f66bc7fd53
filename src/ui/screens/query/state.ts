/**
 * The query screen: one QuerySpec being built, the outline of its parts, and what is known of it: its forms, its first rows,
 * what its scopes hide. Everything that is known was asked for by the spec; a changed spec asks anew.
 */
import type { ErrorReport } from '../../../errors.ts';
import type { Page, QuerySpec } from '../../../queries/query-spec.ts';
import type { CompletionList } from '../rows/completion-list.ts';
import type { LineInput } from '../../terminal/line-input.ts';

/** What a spec means: the statement, and how an application and a shell would ask for it. */
export interface QueryForms {
  readonly sql: string;
}

export type FormName = 'code' | 'sql' | 'cli';

/** One of them is shown where there is no room for all. */
export type QueryTab = FormName | 'rows';

export const queryTabs: readonly QueryTab[] = ['code', 'sql', 'cli', 'rows'];

/** Rows that are read to be seen beside the query. */
export const previewRows = 50;

/** Asked for with every change of the spec. What was known before stays until the answer is here. */
export interface Answered<T> {
  /** Null when nothing is under way. */
  readonly requestId: number | null;
  readonly value: T | null;
  /** True while the value belongs to the spec before. */
  readonly isStale: boolean;
  readonly error: ErrorReport | null;
}

export const unasked = { requestId: null, value: null, isStale: false, error: null } as const;

/** The names of the associations that lead from the source to an include; empty for the source itself. */
export type IncludePath = readonly string[];

/** The line above the outline that is typed into. */
export type Typing =
  | {
      readonly purpose: 'filter';
      readonly path: IncludePath;
      readonly line: LineInput;
      readonly completion: CompletionList | null;
    }
  | { readonly purpose: 'limit'; readonly line: LineInput }
  | { readonly purpose: 'scope'; readonly scope: string; readonly line: LineInput };

export interface QueryScreen {
  readonly type: 'query';
  readonly id: number;
  /** Starts at the start, with whole values; `limit` is null until one is given. */
  readonly spec: QuerySpec;
  /** Specs before this one, the last one last, and those that were taken back. */
  readonly past: readonly QuerySpec[];
  readonly future: readonly QuerySpec[];
  /** Ids of the lines that are open. */
  readonly open: ReadonlySet<string>;
  /** The line under the cursor by its id; by its place where that line is gone. */
  readonly cursor: { readonly id: string; readonly index: number };
  /** First painted line of the outline. */
  readonly top: number;
  readonly tab: QueryTab;
  /** First shown line of the tab. */
  readonly tabTop: number;
  readonly typing: Typing | null;
  readonly forms: Answered<QueryForms>;
  readonly preview: Answered<Page>;
  /** The attributes that come while none are chosen; null until rows came so. */
  readonly natural: readonly string[] | null;
}
