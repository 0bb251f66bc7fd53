/**
 * What models, database and migrations say of one thing, where they do not say the same. Plain data.
 */

/** Who can say something of the schema. */
export const driftSides = ['models', 'database', 'migrations'] as const;
export type DriftSide = (typeof driftSides)[number];

export const driftSubjects = [
  'schema',
  'table',
  'column',
  'type',
  'nullability',
  'default',
  'enum',
  'primary-key',
  'unique',
  'foreign-key',
  'check',
  'index',
  'comment',
  'other',
] as const;
export type DriftSubject = (typeof driftSubjects)[number];

export interface DriftRequest {
  /** Null for all that there are; two at least. */
  readonly sides: readonly DriftSide[] | null;
  /** Tables (qualified or not), models or subjects: a difference of any of them is reported. [] for all. */
  readonly only: readonly string[];
  /** SQL to run before the first migration: of a project whose history begins with a dump. */
  readonly baseline?: string | null | undefined;
  /** The first migration to replay; those before it are in the baseline, or in this one. */
  readonly first?: string | null | undefined;
}

/** Each side is read at the same time as the others. */
export interface DriftProgress {
  readonly side: DriftSide;
  /** Of migrations: how many have been replayed, of how many. Null where nothing is counted. */
  readonly done: number | null;
  readonly total: number | null;
  readonly isFinished: boolean;
}

/** What one side says, as SQL writes it; null says that the side does not have it. */
export type SaidOfIt = string | null;

export interface DriftRemedy {
  /**
   * `migration`: write one (`seqscope drift --migration` writes and proves it); `migrate`: run pending ones; `model`: edit the model;
   * `repair`: the database alone.
   */
  readonly type: 'migration' | 'migrate' | 'model' | 'repair';
  /** One sentence, imperative. */
  readonly text: string;
  /** SQL that makes the database agree; null where a person has to choose, and where the database is right. */
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
  /** As `inRepairOrder` sorts them: their SQL can be run from first to last. */
  readonly differences: readonly Difference[];
  /** The sides that were compared; two at least. */
  readonly sides: readonly DriftSide[];
  /** Of `sides`, or missing from them: what was to be compared and could not be had whole: a migration failed, models did not load. */
  readonly incomplete: readonly DriftSide[];
  /** What could not be looked at, a few sentences each. */
  readonly remarks: readonly string[];
  readonly pendingMigrations: readonly string[];
  readonly tableCount: number;
  readonly modelCount: number;
}
