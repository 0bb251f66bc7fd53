/**
 * The query screen: one QuerySpec being built, the outline of its parts, and what is known of it: its forms, its first rows,
 * what its scopes hide. Everything that is known was asked for by the spec; a changed spec asks anew.
 */
import type { ErrorReport } from '../../../errors.ts';
import type { RowExplosion } from '../../../queries/includes/row-explosion.ts';
import type { Page, QuerySpec } from '../../../queries/query-spec.ts';
import type { CompletionList } from '../rows/completion-list.ts';
import type { ParamValues, SavedQuery } from '../../../queries/saved-queries/saved-query.ts';
import type { ScopeLens } from '../../../queries/scope-lens.ts';
import type { TextEditor } from '../../editing/text-editor.ts';
import type { LineInput } from '../../terminal/line-input.ts';

export type FormName = 'code' | 'sql' | 'cli';

/** One form of a spec, or why it cannot be written so. */
export type WrittenForm =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'failed'; readonly report: ErrorReport };

/** What a spec means: how an application asks for it, the statement, and how a shell asks. */
export type QueryForms = Readonly<Record<FormName, WrittenForm>>;

/** Of the code; null for the project's own. */
export type CodeLanguage = 'typescript' | 'javascript' | null;

/** The code form under edit: the screen follows what can be read of it. */
export interface CodeEditing {
  readonly editor: TextEditor;
  /** Null when no reading is under way. */
  readonly requestId: number | null;
  /** Why the text says no query, null where it does. */
  readonly problem: ErrorReport | null;
  /** What was left out of the query. */
  readonly warnings: readonly string[];
  /** True once the query was changed by it: what is undone then is all of it. */
  readonly hasChanged: boolean;
  /** It was left before it was read: it closes once it is, unless something is wrong with it. */
  readonly isClosing: boolean;
}

/** What stands beside the outline. */
export type FormPane = FormName | 'statements';

export const formPanes: readonly FormPane[] = ['code', 'sql', 'cli', 'statements'];

/** One of them is shown where there is no room for all; it is the one that is scrolled. */
export type QueryTab = FormPane | 'rows';

/** In the order of their keys. */
export const queryTabs: readonly QueryTab[] = ['code', 'sql', 'cli', 'rows', 'statements'];

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
  | { readonly purpose: 'limit' | 'save'; readonly line: LineInput }
  | {
      readonly purpose: 'param';
      readonly query: SavedQuery;
      /** Of the parameter that is typed; those before it are in `values`. */
      readonly index: number;
      readonly values: ParamValues;
      readonly line: LineInput;
    }
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
  readonly language: CodeLanguage;
  /** Null while the code is only written. */
  readonly editing: CodeEditing | null;
  readonly forms: Answered<QueryForms>;
  readonly preview: Answered<Page>;
  /** The run of a saved query that is under way. */
  readonly savedRun: number | null;
  /** Of a model, while its scopes are open. */
  readonly lens: Answered<ScopeLens>;
  /** What of the spec the lens was asked with; null where it was not. */
  readonly lensOf: string | null;
  /** Of a spec with includes; a value of null in it means that few rows stay few. */
  readonly explosion: Answered<{ readonly found: RowExplosion | null }>;
  /** The attributes that come while none are chosen; null until rows came so. */
  readonly natural: readonly string[] | null;
}
