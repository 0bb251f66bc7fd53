/**
 * QuerySpec: the one description of "what to read". The grid, the command line, exports and generated code hold the same
 * value; compiling it never changes it.
 */

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
  | { readonly type: 'table'; readonly schema: string; readonly name: string };

/** A named scope and the arguments of a scope that is a function. */
export interface ScopeUse {
  readonly name: string;
  readonly arguments: readonly Value[];
}

export interface OrderTerm {
  /** An attribute of a model, a column of a table. */
  readonly attribute: string;
  readonly direction: 'asc' | 'desc';
}

/** "The rows that `association` of this one record of `model` leads to": how a followed association is held. */
export interface RelatedTo {
  readonly model: string;
  readonly association: string;
  /** The value of the association's `sourceKey` on that record. */
  readonly value: Value;
}

export interface QuerySpec {
  readonly source: ReadSource;
  readonly scopes: readonly ScopeUse[];
  /** True leaves the model's default scope out (`Model.unscoped()`); named scopes still apply. */
  readonly isUnscoped: boolean;
  /** Text in the filter grammar (docs/filters.md); empty for none. */
  readonly filter: string;
  readonly relatedTo: RelatedTo | null;
  /** Attributes to read, in order; null for all that the scopes leave. */
  readonly columns: readonly string[] | null;
  readonly order: readonly OrderTerm[];
  readonly softDeleted: 'hidden' | 'shown';
  /** Null for all rows. With a limit or an offset the order is made total by the primary key, so that pages are stable. */
  readonly limit: number | null;
  readonly offset: number;
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
    offset: 0,
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
}

/** One page of rows, in the order asked for. `rows[i][j]` belongs to `columns[j]`. */
export interface Page {
  readonly columns: readonly PageColumn[];
  readonly rows: readonly (readonly Value[])[];
  readonly offset: number;
  /** True when at least one more row follows. */
  readonly hasMore: boolean;
  /**
   * The statement that was executed, exactly: it asks for one row more than the page holds, which is how `hasMore` is known.
   * Where a scope includes a `separate` association, its statements follow and are not here.
   */
  readonly sql: string;
  /** The time of that statement, from sending it to its last row. */
  readonly durationMs: number;
}

export interface RowCount {
  readonly count: number;
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
