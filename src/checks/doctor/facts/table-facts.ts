/** What the doctor knows of a database's tables: definitions that tell indexes and keys apart, and the server's counters. Plain data. */
import type { ForeignKeyDescription } from '../../../database/constraint-description.ts';

export interface ColumnFacts {
  readonly name: string;
  /** As format_type() gives it. */
  readonly type: string;
  /** The same without length and precision. */
  readonly bareType: string;
  /** The most characters of `varchar(n)` and `char(n)`; null without a limit. */
  readonly length: number | null;
  readonly isNullable: boolean;
  /** Of the rows there are, 0 to 1, as of the last ANALYZE; null where nobody knows or may see it. */
  readonly nullShare: number | null;
  /** As SQL; null without one, and for an identity. */
  readonly defaultExpression: string | null;
  /** True where a row without a value gets one: a default, an identity, an expression. */
  readonly isFilled: boolean;
  readonly isIdentity: boolean;
  /** A parent of its table says what it is. */
  readonly isInherited: boolean;
  /** For whose sake the server refuses it another type: `view public.open_orders`, `the partition key of public.visits`. */
  readonly typeHolders: readonly string[];
  /** The type's labels in their order; null for what is no enum and no array of one. */
  readonly enumValues: readonly string[] | null;
  /** The enum's name; null without one. */
  readonly enumType: { readonly schema: string; readonly name: string } | null;
}

export interface IndexFacts {
  readonly name: string;
  readonly method: string;
  /** The columns of its keys in order; null for an expression. */
  readonly columns: readonly (string | null)[];
  /** For each key what makes it comparable: definition, operator class, collation, order. */
  readonly keys: readonly string[];
  /** Columns that are only included. */
  readonly included: readonly string[];
  /** The condition of a partial index. */
  readonly predicate: string | null;
  readonly isUnique: boolean;
  readonly isPrimary: boolean;
  readonly isValid: boolean;
  /** Somebody is building it at this moment. */
  readonly isBeingBuilt: boolean;
  /** The constraint that owns it; null for a plain index. */
  readonly constraint: string | null;
  /** `UNIQUE (email) DEFERRABLE`, of that constraint. */
  readonly constraintDefinition: string | null;
  /** A foreign key of some table stands on it, or replication does. */
  readonly isReferred: boolean;
  readonly scans: number;
  readonly byteLength: number;
  readonly definition: string;
}

export type ForeignKeyFacts = Omit<
  ForeignKeyDescription,
  'isDeferrable' | 'isInitiallyDeferred' | 'isEnforced' | 'comment'
>;

export interface RuleFacts {
  readonly name: string;
  readonly isValidated: boolean;
  readonly definition: string;
}

/** Counted since the server's statistics were last reset (PostgreSQL manual, 27.2). */
export interface TableCounters {
  readonly liveRows: number;
  readonly deadRows: number;
  readonly sequentialScans: number;
  readonly indexScans: number;
  readonly isAnalysed: boolean;
  /** ISO 8601; null for never. */
  readonly lastVacuumAt: string | null;
}

export interface TableFacts {
  readonly schema: string;
  readonly name: string;
  readonly kind: 'table' | 'partitioned' | 'view' | 'materialized-view' | 'foreign';
  /** The planner's; null before the first ANALYZE. */
  readonly rowEstimate: number | null;
  readonly columns: readonly ColumnFacts[];
  readonly indexes: readonly IndexFacts[];
  readonly foreignKeys: readonly ForeignKeyFacts[];
  readonly rules: readonly RuleFacts[];
  /** `autovacuum_enabled=false` */
  readonly options: readonly string[];
  /** Null for what has none: a view, a partitioned table. */
  readonly counters: TableCounters | null;
}

/** A sequence that numbers a column. */
export interface SequenceFacts {
  /** Qualified and quoted. */
  readonly sequence: string;
  readonly schema: string;
  readonly table: string;
  readonly column: string;
  readonly columnType: string;
  readonly isIdentity: boolean;
  /** The next value it gives, and the last it can. Text: a bigint does not fit a number. */
  readonly next: string;
  readonly most: string;
  /** The greatest value of the column; null for an empty table, or where it could not be read. */
  readonly greatest: string | null;
}
