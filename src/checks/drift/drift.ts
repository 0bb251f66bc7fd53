/**
 * What models, database and migrations say of one thing, where they do not say the same. Plain data.
 */

/** Who can say something of the schema. */
export const driftSides = ['models', 'database', 'migrations'] as const;
export type DriftSide = (typeof driftSides)[number];

export type DriftSubject =
  | 'schema'
  | 'table'
  | 'column'
  | 'type'
  | 'nullability'
  | 'default'
  | 'enum'
  | 'primary-key'
  | 'unique'
  | 'foreign-key'
  | 'check'
  | 'index'
  | 'comment'
  | 'other';

/** What one side says, as SQL writes it; null says that the side does not have it. */
export type SaidOfIt = string | null;

export interface DriftRemedy {
  /** `migration`: write one (`seqscope migration from-models`); `migrate`: run pending ones; `model`: edit the model; `repair`: the database alone. */
  readonly type: 'migration' | 'migrate' | 'model' | 'repair';
  /** One sentence, imperative. */
  readonly text: string;
  /** SQL that makes the database agree; null where a person has to choose. */
  readonly sql: string | null;
}

export interface Difference {
  /** Stable over runs: subject, place, name. */
  readonly id: string;
  readonly subject: DriftSubject;
  /** Tables are qualified, whatever the search path. */
  readonly schema: string;
  readonly table: string | null;
  /** Column, index, constraint, enum; null for the table itself. */
  readonly name: string | null;
  readonly model: string | null;
  readonly attribute: string | null;
  /** The one side that stands alone against the other two; null where all three differ or only two could be asked. */
  readonly odd: DriftSide | null;
  /** A side that was not asked, or that cannot say such a thing, is left out. */
  readonly said: Readonly<Partial<Record<DriftSide, SaidOfIt>>>;
  readonly remedy: DriftRemedy;
}

export interface DriftReport {
  /** By schema, table, subject, name. */
  readonly differences: readonly Difference[];
  /** The sides that were compared; two at least. */
  readonly sides: readonly DriftSide[];
  /** What could not be looked at, a sentence each. */
  readonly remarks: readonly string[];
  readonly pendingMigrations: readonly string[];
  readonly tableCount: number;
  readonly modelCount: number;
}
