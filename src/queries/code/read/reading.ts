/** What every part of reading code has at hand: where it is, how it warns, and the simplest values. */
import type { Model, ModelStatic, Sequelize } from 'sequelize';
import type { JoinedTable } from '../../joined-table.ts';
import { attributesOf } from '../../model-attributes.ts';
import type { HeldType } from '../literal-notes.ts';
import type { FaultSource } from './code-source.ts';
import type { Static } from './static.ts';

export interface WherePlace {
  readonly source: FaultSource;
  readonly sequelize: Sequelize;
  readonly now: Date;
  /** Told of SQL whose note is believed only when the whole spec is known. */
  readonly onHeld?: ((held: HeldSql) => void) | undefined;
}

export interface HeldSql {
  readonly type: HeldType;
  /** The text of the search, or the name of the include. */
  readonly text: string;
  readonly sql: string;
  readonly at: number;
}

export interface ReadingOptions extends WherePlace {
  readonly warn: (at: number, message: string) => void;
  /** What the scopes say of `attributes`, as Sequelize has it. */
  readonly scopeAttributes?: unknown;
  /** The join table that a getter's rows are reached through. */
  readonly joined?: JoinedTable | null | undefined;
}

/** Options that change how rows are brought, and not which. */
export const harmless: ReadonlySet<string> = new Set(
  'raw nest plain logging benchmark transaction hooks useMaster rejectOnEmpty subQuery type retry searchPath lock skipLocked distinct joinTableAttributes through minifyAliases'.split(
    ' ',
  ),
);

export function textOf(value: Static | undefined): string | null {
  return value?.type === 'value' && typeof value.value === 'string' ? value.value : null;
}

/** Attribute behind a name of code: as it is, or by its column. */
export function attributeNamed(name: string, model: ModelStatic<Model>): string {
  const attributes = attributesOf(model);
  if (attributes.has(name)) return name;
  return [...attributes].find(([, { field }]) => field === name)?.[0] ?? name;
}
