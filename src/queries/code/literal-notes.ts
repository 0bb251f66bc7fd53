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

/** Begins the note of a search; the text follows in quotes, as JSON has it. */
export const searchNote = 'search ';

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
  if (search !== null) notes.set(search, `${searchNote}${JSON.stringify(spec.search)}`);
  return notes;
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
