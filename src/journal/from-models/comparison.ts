/** What comparing a database with what its models say comes to, as plain data. */
import type { Change } from './change.ts';
import type { Judgement } from './judgement.ts';
import type { TableName } from './schema-state.ts';

/** What can be left as it is where no model mentions it. */
export type KeptKind = 'columns' | 'indexes' | 'constraints' | 'defaults' | 'not-null';

/** Something that the database has, no model mentions, and the migration leaves alone. */
export interface Kept {
  readonly what:
    'table' | 'view' | 'column' | 'index' | 'constraint' | 'default' | 'not-null' | 'numbering' | 'comment';
  readonly place: TableName;
  /** Its name; null for the table itself. */
  readonly name: string | null;
  /**
   * `asked` for by an option, no model can say it (`unsayable`), the models are `silent` and do not contradict it, the model that may
   * have it was not loaded (`unread`), Sequelize `fills` it in, or it is `safe` to leave.
   */
  readonly why: 'asked' | 'unsayable' | 'silent' | 'unread' | 'fills' | 'safe';
}

export interface Comparison {
  /** In no particular order. */
  readonly changes: readonly Change[];
  readonly kept: readonly Kept[];
}

export interface CompareOptions {
  readonly judgement: Judgement;
  readonly keeps: ReadonlySet<KeptKind>;
  /** Tables without a model are dropped. */
  readonly dropsTables: boolean;
  /** True for a column that Sequelize gives a value itself: timestamps, UUIDs, defaults that are functions. */
  readonly isFilled: (place: TableName, column: string) => boolean;
  /** True for a table that is not the models' affair: a journal, a table whose model could not be created. */
  readonly isSpared: (place: TableName) => boolean;
  /** The statements that make a table of the database anew. */
  readonly rebuild: (place: TableName) => readonly string[];
}
