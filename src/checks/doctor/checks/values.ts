/** What values a model says an attribute may have, and its column may not: length, enum. */
import { quoteLiteral, quoteQualified } from '../../../database/quote.ts';
import { alterEnumSql, newLabelSql } from '../../../journal/from-models/code/column-sql.ts';
import type { EnumUse } from '../../../journal/from-models/change.ts';
import { type DoctorCheck, type DoctorFacts, manual, type Symptom } from '../doctor-check.ts';
import type { ColumnFacts } from '../facts/table-facts.ts';
import type { CheckFix } from '../finding.ts';
import { modelFix, nameText, quotedNames, schemaFix, step } from '../mending.ts';
import { type AttributePair, attributePairs, placeOf } from '../places.ts';
import { typeBars } from '../retyping.ts';
import { changeType } from '../schema-steps.ts';

export const textLongerThanColumn: DoctorCheck = {
  id: 'text-longer-than-column',
  level: 'warning',
  title: 'text that the model allows and the column does not hold',
  why: 'A value that passes the validation fails with "value too long" when it is written.',
  source: manual('8.3. Character Types', 'datatype-character.html'),
  needs: ['models', 'database'],
  check(facts) {
    const pairs = attributePairs(facts).filter(
      ({ attribute }) => attribute.isText && attribute.enumValues === null,
    );
    return pairs.flatMap((pair) => {
      const { model, table, attribute, column } = pair;
      if (column.length === null || mostOf(pair) <= column.length) return [];
      // Of several models the one that takes most: a column that holds its text holds theirs.
      const sharing = pairs.filter((other) => other.column === column);
      if (pair !== sharing.reduce((most, other) => (mostOf(other) > mostOf(most) ? other : most))) return [];
      const { mostCharacters } = attribute;
      const bars = typeBars(table, column);
      const type = mostCharacters === null ? 'text' : `varchar(${String(mostCharacters)})`;
      return [
        {
          key: `${model.name}.${attribute.name}`,
          place: placeOf(pair),
          title: `${model.name}.${attribute.name} takes ${mostCharacters === null ? 'any number of' : String(mostCharacters)} characters, but "${nameText(table)}.${column.name}" holds ${String(column.length)}.`,
          evidence: [
            ...sharing.map(
              (one) =>
                `model${sharing.length === 1 ? '' : ` ${one.model.name}`}: ${one.attribute.type}${one.attribute.validations.includes('len') ? ', len' : ''}`,
            ),
            `database: ${column.type}`,
            ...bars,
          ],
          fix:
            bars.length > 0
              ? null
              : schemaFix(
                  `Let the column hold as many; nothing is rewritten. Or lower the limit of the ${sharing.length === 1 ? 'model' : 'models'}.`,
                  changeType(table, column, type),
                ),
        },
      ];
    });
  },
};

function mostOf({ attribute }: AttributePair): number {
  return attribute.mostCharacters ?? Infinity;
}

export const enumMismatch: DoctorCheck = {
  id: 'enum-mismatch',
  level: 'error',
  title: "enum whose values are not the model's",
  why: 'A value that the type does not have cannot be written; one that the model does not know passes no validation. Rows sort by the order of the type.',
  source: manual('8.7. Enumerated Types', 'datatype-enum.html'),
  needs: ['models', 'database'],
  check(facts) {
    return attributePairs(facts).flatMap((pair): readonly Symptom[] => {
      const { model, table, attribute, column } = pair;
      const said = attribute.enumValues;
      const stored = column.enumValues;
      const type = column.enumType;
      if (said === null || stored === null || type === null) return [];
      const symptom = (what: string, rest: Omit<Symptom, 'key' | 'place' | 'evidence'>): Symptom => ({
        key: `${model.name}.${attribute.name}:${what}`,
        place: placeOf(pair),
        evidence: [`model: ${said.join(', ')}`, `database: ${stored.join(', ')} (${nameText(type)})`],
        ...rest,
      });
      const missing = said.filter((value) => !stored.includes(value));
      const surplus = stored.filter((value) => !said.includes(value));
      const where = `"${nameText(table)}.${column.name}"`;
      const found: Symptom[] = [];
      if (missing.length > 0)
        found.push(
          symptom('missing', {
            title: `${where} cannot hold ${quotedNames(missing)}, which ${model.name}.${attribute.name} allows.`,
            fix: additionFix(facts, type, said, stored),
          }),
        );
      if (surplus.length > 0)
        found.push(
          symptom('surplus', {
            level: 'warning',
            title: `${model.name}.${attribute.name} does not know ${quotedNames(surplus)}, which ${where} can hold.`,
            fix: modelFix(
              'Add the values to the model, or take them out of the type by a migration.',
              `${attribute.name}: DataTypes.ENUM(${stored.map((value) => quoteLiteral(value)).join(', ')})`,
            ),
          }),
        );
      const [common, storedCommon] = [
        said.filter((value) => stored.includes(value)),
        stored.filter((value) => said.includes(value)),
      ];
      if (common.join('\n') !== storedCommon.join('\n'))
        found.push(
          symptom('order', {
            level: 'info',
            title: `The values of ${model.name}.${attribute.name} stand in another order than those of ${where}.`,
            fix: modelFix(
              'Write them in the order that the database sorts by.',
              `${attribute.name}: DataTypes.ENUM(${storedCommon.map((value) => quoteLiteral(value)).join(', ')})`,
            ),
          }),
        );
      return found;
    });
  },
};

type EnumName = NonNullable<ColumnFacts['enumType']>;

/** PostgreSQL takes no value out of a type: what takes it back makes the type anew, with every column that has it. */
function additionFix(
  { tables }: DoctorFacts,
  type: EnumName,
  said: readonly string[],
  stored: readonly string[],
): CheckFix {
  const uses = tables.flatMap(({ kind, schema, name, columns }): readonly EnumUse[] =>
    kind !== 'table' && kind !== 'partitioned'
      ? []
      : columns
          .filter(({ enumType }) => enumType?.schema === type.schema && enumType.name === type.name)
          .map((column) => ({
            place: { schema, table: name },
            column: column.name,
            brackets: column.type.endsWith('[]') ? '[]' : '',
            from: column.defaultExpression,
            to: column.defaultExpression,
          })),
  );
  const additions = additionsTo(type, said, stored);
  const all = [...stored, ...said.filter((value) => !stored.includes(value))];
  const down = alterEnumSql({ type: 'alter-enum', enum: type, from: all, to: stored, uses });
  return schemaFix(
    'Add what the type does not have.',
    ...additions.map((up, at) => (at === 0 ? step(up, ...down) : step(up))),
  );
}

/** Each where the model has it: after what stands before it there, else before all. Another model may add the same. */
function additionsTo(type: EnumName, said: readonly string[], stored: readonly string[]): readonly string[] {
  const known = [...stored];
  return said.flatMap((value, at) => {
    if (known.includes(value)) return [];
    const before = said.slice(0, at).findLast((other) => known.includes(other));
    const [first] = known;
    known.splice(before === undefined ? 0 : known.indexOf(before) + 1, 0, value);
    return [
      `ALTER TYPE ${quoteQualified(type.schema, type.name)} ADD VALUE IF NOT EXISTS ${newLabelSql(value, before, first)}`,
    ];
  });
}
