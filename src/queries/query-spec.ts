/**
 * QuerySpec: the one description of "what to read". The grid, the command line, exports and generated code hold the same
 * value; compiling it never changes it.
 */

import type { SentStatements } from './statements/sent-statements.ts';

/** A value as it can cross a process: what pg and Sequelize return, with class instances made plain. */
export type Value =
  | null
  | boolean
  | number
  | bigint
  | string
  | Date
  | Uint8Array
  | readonly Value[]
  | { readonly [key: string]: Value };

export type ReadSource =
  | { readonly type: 'model'; readonly name: string }
  | { readonly type: 'table'; readonly schema: string; readonly name: string }
  | SqlSource;

/** The rows of a statement that somebody typed, read over the connection it was typed for (src/queries/sql). */
export interface SqlSource {
  readonly type: 'sql';
  /** One statement, without its semicolon; empty where the rows are of none. */
  readonly text: string;
  /** The values of its `:name`s; null is NULL. */
  readonly parameters: Readonly<Record<string, string | null>>;
  /** True for what must not run a second time, or cannot be read by parts: only the rows that are here are there. */
  readonly isOnce: boolean;
}

/** What the rows are of, in one word: the model, the table, or that they are a result. */
export function sourceName(source: ReadSource): string {
  return source.type === 'sql' ? 'result' : source.name;
}

/** A named scope and the arguments of a scope that is a function. */
export interface ScopeUse {
  readonly name: string;
  readonly arguments: readonly Value[];
}

export interface OrderTerm {
  /** An attribute of a model, a column of a table. */
  readonly attribute: string;
  readonly direction: 'asc' | 'desc';
  /** Left out: last ascending, first descending, as PostgreSQL has it. */
  readonly nulls?: 'first' | 'last' | undefined;
}

/**
 * A row's place in the order of its page: the values it is ordered by, as the server writes them, or its number where rows
 * can only be counted off. To be handed back with the same spec and nothing else.
 */
export type Bookmark =
  | { readonly type: 'keys'; readonly keys: readonly (string | null)[] }
  | { readonly type: 'offset'; readonly offset: number };

/**
 * Where a page lies in the order. `after` and `before` leave the bookmarked row out, `from` begins with it if it is still
 * there, `at` is that row alone. `offset` skips so many rows, which the server has to read.
 */
export type PagePlace =
  | { readonly type: 'start' | 'end' }
  | { readonly type: 'after' | 'before' | 'from' | 'at'; readonly bookmark: Bookmark }
  | { readonly type: 'offset'; readonly offset: number };

/** "The rows that `association` of this one record of `model` leads to": how a followed association is held. */
export interface RelatedTo {
  readonly model: string;
  readonly association: string;
  /** The value of the association's `sourceKey` on that record. */
  readonly value: Value;
}

/** An association that is read along with the rows, as a finder's `include` has it; nested to any depth. */
export interface IncludeUse {
  /** The association's name on the model above. */
  readonly association: string;
  /** True leaves out rows without one, false keeps them; null is what Sequelize makes of it (true where a filter is given). */
  readonly required: boolean | null;
  /** Read by a statement of its own (HasMany only); null is what Sequelize makes of it. */
  readonly isSeparate: boolean | null;
  /** Text in the filter grammar, of the associated model; empty for none. */
  readonly filter: string;
  /** Attributes to read, in order; null for all. */
  readonly columns: readonly string[] | null;
  readonly softDeleted: 'hidden' | 'shown';
  readonly includes: readonly IncludeUse[];
}

export type AggregateFunction = 'count' | 'sum' | 'avg' | 'min' | 'max';

export interface AggregateTerm {
  readonly function: AggregateFunction;
  /** Null counts rows, for `count` only. */
  readonly attribute: string | null;
  readonly isDistinct: boolean;
}

/** One row a group; one row in all without `by`. */
export interface Grouping {
  readonly by: readonly string[];
  readonly aggregates: readonly AggregateTerm[];
}

export interface QuerySpec {
  readonly source: ReadSource;
  readonly scopes: readonly ScopeUse[];
  /** True leaves the model's default scope out (`Model.unscoped()`); named scopes still apply. */
  readonly isUnscoped: boolean;
  /** Text in the filter grammar (docs/filters.md); empty for none. */
  readonly filter: string;
  /** Keeps rows with this text in one of the text columns that are read, in letters of either case; left out for all. */
  readonly search?: string | undefined;
  readonly relatedTo: RelatedTo | null;
  /** Attributes to read, in order; null for all that the scopes leave. */
  readonly columns: readonly string[] | null;
  /** Beside those of the scopes; left out for none. */
  readonly includes?: readonly IncludeUse[] | undefined;
  /** Left out or null for the rows themselves. With it `columns` are not read, `includes` are refused, and `order` may name aggregates. */
  readonly grouping?: Grouping | null | undefined;
  readonly order: readonly OrderTerm[];
  readonly softDeleted: 'hidden' | 'shown';
  /** Null for all rows. With a limit or a place the order is made total by a key, so that pages are stable. */
  readonly limit: number | null;
  readonly place: PagePlace;
  /** Values that take more bytes come clipped to about as many; null for whole values. */
  readonly clipBytes: number | null;
}

/** An association with nothing said of it: all of it is read, as Sequelize would by itself. */
export function includeOf(association: string): IncludeUse {
  return {
    association,
    required: null,
    isSeparate: null,
    filter: '',
    columns: null,
    softDeleted: 'hidden',
    includes: [],
  };
}

/** The first `limit` rows of everything (null: all of them): the spec every screen starts from. */
export function specFor(source: ReadSource, limit: number | null = 100): QuerySpec {
  return {
    source,
    scopes: [],
    isUnscoped: false,
    filter: '',
    relatedTo: null,
    columns: null,
    order: [],
    softDeleted: 'hidden',
    limit,
    place: { type: 'start' },
    clipBytes: null,
  };
}

/** What a cell holds, which decides alignment and rendering. */
export type ValueKind =
  'text' | 'number' | 'boolean' | 'date' | 'json' | 'binary' | 'uuid' | 'enum' | 'array' | 'other';

export interface PageColumn {
  /** The attribute, or the column of a table without a model. */
  readonly name: string;
  /** Type for people: `uuid`, `varchar(255)`, `enum`, `timestamptz`. */
  readonly type: string;
  readonly kind: ValueKind;
  readonly isPrimaryKey: boolean;
  /** True for an attribute with no column behind it. */
  readonly isVirtual: boolean;
  /** True where code of the model makes the value: it need not be what is stored. */
  readonly hasGetter?: boolean;
  /** The join table it belongs to, not the table of the rows: `name` begins with it. */
  readonly joinTable?: string;
}

/** A value that came clipped: `rows[row][column]` is the beginning of its text, empty where even that was too much to ask. */
export interface ClippedCell {
  readonly row: number;
  readonly column: number;
  /** Bytes the whole value takes on the server, compressed if it is; null for a virtual value computed from clipped ones. */
  readonly byteLength: number | null;
}

/** How a page was reached: by the values its rows are ordered by, or by counting rows off, and why not otherwise. */
export type Paging = { readonly method: 'keys' } | { readonly method: 'offset'; readonly why: string };

/** One page of rows, in the order asked for. `rows[i][j]` belongs to `columns[j]`. */
export interface Page {
  readonly columns: readonly PageColumn[];
  readonly rows: readonly (readonly Value[])[];
  /** One a row. Empty when neither a limit nor a place was asked for. */
  readonly bookmarks: readonly Bookmark[];
  readonly clipped: readonly ClippedCell[];
  /** Whether rows lie before the first and after the last; a bookmark counts as a row that is there. */
  readonly hasBefore: boolean;
  readonly hasAfter: boolean;
  readonly paging: Paging;
  /**
   * The statements that were executed, exactly, one a line: each asks for one row more than the page still needs, which is how
   * it is known that more follow. Where a scope includes a `separate` association, its statements follow and are not here.
   */
  readonly sql: string;
  /**
   * The same as a person would write them: whole values, no keys beside them, no row more, and parameters in their places. They
   * can be run as they are.
   */
  readonly shortSql: string;
  /** The time of those statements, from sending to the last row. */
  readonly durationMs: number;
  /** All that was sent for the rows, statements of separate associations and hooks included; the session's to tell. */
  readonly sent?: SentStatements | undefined;
}

export interface RowCount {
  readonly count: number;
  readonly sql: string;
  readonly durationMs: number;
}

/** How many rows the planner expects, from its statistics. */
export interface RowEstimate {
  /** Null where the plan does not say. */
  readonly rows: number | null;
  /** The statement that was explained; it was not executed. */
  readonly sql: string;
  readonly durationMs: number;
}

/** What a statement typed by hand gave. */
export interface StatementResult {
  /** The command tag's word: SELECT, UPDATE, … */
  readonly command: string;
  readonly columns: readonly PageColumn[];
  readonly rows: readonly (readonly Value[])[];
  /** Rows returned or affected, null where the command has none. */
  readonly rowCount: number | null;
  readonly durationMs: number;
}
