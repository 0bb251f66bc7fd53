/** What the readers of a finder's options share. */
import type { Model, ModelStatic } from 'sequelize';
import type { JoinedTable } from '../../joined-table.ts';
import { attributesOf } from '../../model-attributes.ts';
import type { WherePlace } from './read-where.ts';
import type { Static } from './static-value.ts';

export interface ReadingOptions extends WherePlace {
  readonly warn: (at: number, message: string) => void;
  /** The join table that a getter's rows are reached through. */
  readonly joined?: JoinedTable | null | undefined;
}

/** A text that is written as such; null for anything else. */
export function textOf(value: Static | undefined): string | null {
  return value?.type === 'value' && typeof value.value === 'string' ? value.value : null;
}

/** Attribute behind a name of code: as it is, or by its column. */
export function attributeNamed(name: string, model: ModelStatic<Model>): string {
  const attributes = attributesOf(model);
  if (attributes.has(name)) return name;
  return [...attributes].find(([, { field }]) => field === name)?.[0] ?? name;
}
