/**
 * What the SQL literals of a compiled spec say in the words of this console: a comment before each in the code, by which the code can
 * be read back. Whoever reads it compiles the words again, and believes them only where the same SQL comes out.
 */
import type { Association, Model, ModelStatic, Sequelize } from 'sequelize';
import { compileCondition } from '../filter/compile-filter.ts';
import type { Condition } from '../filter/condition.ts';
import { sourceOfModel } from '../filter/filter-source.ts';
import { parseFilter } from '../filter/parse-filter.ts';
import { resolveFilter } from '../filter/resolve-filter.ts';
import { conditionText } from '../filter/write-condition.ts';
import type { CompiledSpec } from '../compile-spec.ts';
import type { QuerySpec } from '../query-spec.ts';

/**
 * What only a whole spec compiles to: the search of a text, and what a required include says of limited rows. It is noted as this
 * word and the text, or the include's name, in quotes as JSON has them.
 */
export const heldTypes = ['search', 'required'] as const;

export type HeldType = (typeof heldTypes)[number];

/** SQL text → its note. `now` is what the spec was compiled with. */
export function literalNotes(
  spec: QuerySpec,
  compiled: CompiledSpec,
  sequelize: Sequelize,
  now: Date,
): ReadonlyMap<string, string> {
  const notes = new Map<string, string>();
  const filter = parseFilter(spec.filter);
  if (filter !== null) {
    const condition = resolveFilter(filter, sourceOfModel(compiled.model), { text: spec.filter, now });
    for (const related of relatedIn(condition)) {
      const sql = literalSql(related, compiled.model, sequelize);
      if (sql !== null) notes.set(sql, conditionText(related));
    }
  }
  const search = spec.search === undefined ? null : sqlOf(compiled.conditions.at(-1));
  if (search !== null) notes.set(search, heldNote('search', spec.search ?? ''));
  for (const [name, condition] of compiled.limitedConditions) {
    const required = sqlOf(condition);
    if (required !== null) notes.set(required, heldNote('required', name));
  }
  return notes;
}

/** What a spec compiles to for each note of a held type, by which a note is believed. */
export function heldSql(compiled: CompiledSpec, type: HeldType, text: string): string | null {
  return sqlOf(type === 'search' ? compiled.conditions.at(-1) : compiled.limitedConditions.get(text));
}

function heldNote(type: HeldType, text: string): string {
  return `${type} ${JSON.stringify(text)}`;
}

/** The SQL that a condition on related rows compiles to; null for any other. */
export function literalSql(
  condition: Condition<Association>,
  model: ModelStatic<Model>,
  sequelize: Sequelize,
): string | null {
  return sqlOf(compileCondition(condition, model, sequelize));
}

function relatedIn(condition: Condition<Association>): readonly Condition<Association>[] {
  if (condition.type === 'related') return [condition];
  if (condition.type === 'not') return relatedIn(condition.part);
  return condition.type === 'and' || condition.type === 'or' ? condition.parts.flatMap(relatedIn) : [];
}

function sqlOf(where: unknown): string | null {
  const text: unknown = typeof where === 'object' && where !== null ? Reflect.get(where, 'val') : null;
  return typeof text === 'string' ? text : null;
}
