/**
 * What counts as a difference between a database and its models: decided in one place (checks/drift), for what drift lists and for what
 * a migration changes. The comparison here says what to do about what counts.
 */
import type { Snapshot } from '../../database/snapshot/snapshot.ts';
import type { ModelsSchema } from './models-schema.ts';
import type { TableName } from './schema-state.ts';

export type JudgedSubject = 'table' | 'column' | 'type' | 'enum' | 'nullability' | 'default' | 'comment';

/** `unsaid`: no model can say such a thing, or one that is silent does not contradict. */
export type KeyVerdict = 'differs' | 'agrees' | 'unsaid';

export interface Judgement {
  /** `column` is null for what is said of the table itself. False also where only one side has it, and nobody misses it. */
  readonly differs: (subject: JudgedSubject, place: TableName, column: string | null) => boolean;
  /** Of a constraint or an index that one of the sides has. */
  readonly keyVerdict: (
    side: 'database' | 'models',
    place: TableName,
    type: 'constraint' | 'index',
    name: string,
  ) => KeyVerdict;
}

/** `live` is what the database has, or would have; tables that are spared are nobody's to compare. */
export type Judge = (
  live: Snapshot,
  models: ModelsSchema,
  isSpared: (place: TableName) => boolean,
) => Promise<Judgement>;
