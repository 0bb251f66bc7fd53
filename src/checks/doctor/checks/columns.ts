/** What a model says of an attribute, and its column does not: uniqueness, null, length, values. */
import { quoteIdentifier, quoteLiteral } from '../../../database/quote.ts';
import { type DoctorCheck, manual, sequelizePage, type Symptom } from '../doctor-check.ts';
import {
  columnList,
  concurrently,
  freeName,
  modelFix,
  placeText,
  quotedNames,
  sqlFix,
  tableName,
} from '../mending.ts';
import { attributePairs, isUniqueOver, placeOf, rowsText, standings } from '../places.ts';

export const tableMissing: DoctorCheck = {
  id: 'table-missing',
  level: 'error',
  title: 'model without a table',
  why: 'Everything that reads or writes the model fails.',
  source: sequelizePage('Migrations', 'other-topics/migrations/'),
  needs: ['models', 'database'],
  check(facts) {
    return facts.models.flatMap((model) => {
      const isThere = facts.tables.some(
        ({ schema, name }) => name === model.table && (model.schema === null || schema === model.schema),
      );
      if (isThere) return [];
      const table = `${model.schema ?? 'public'}.${model.table}`;
      const pending = facts.migrations.filter(({ state }) => state === 'pending').length;
      return [
        {
          key: model.name,
          place: { schema: model.schema, table: model.table, model: model.name },
          title: `${model.name} has no table: there is no "${table}".`,
          evidence:
            pending === 0 ? ['no migration is pending'] : [`${String(pending)} migrations are pending`],
          fix: {
            type: 'command' as const,
            text: pending === 0 ? 'Draft a migration from the models.' : 'Execute the pending migrations.',
            code: pending === 0 ? 'seqscope migration:generate --from-models' : 'seqscope db:migrate',
          },
        },
      ];
    });
  },
};

export const uniqueOnlyInModel: DoctorCheck = {
  id: 'unique-only-in-model',
  level: 'error',
  title: 'uniqueness that the database does not keep',
  why: 'Sequelize only declares it: two requests at the same time, or one `bulkCreate`, write the value twice.',
  source: sequelizePage('Validations & Constraints', 'core-concepts/validations-and-constraints/'),
  needs: ['models', 'database'],
  check(facts) {
    return standings(facts).flatMap(({ model, table }) =>
      model.uniques.flatMap(({ attributes, columns, isPartial }): readonly Symptom[] => {
        const isKept = table.indexes.some(
          (index) =>
            isUniqueOver(index, columns) ||
            // Where deleted rows stay, unique among the others is what is meant.
            ((isPartial || model.isParanoid) && isUniqueOver({ ...index, predicate: null }, columns)),
        );
        if (isKept || columns.some((name) => !table.columns.some((column) => column.name === name)))
          return [];
        const name = freeName(facts, table, [...columns, 'key']);
        return [
          {
            key: `${model.name}.${attributes.join('+')}`,
            place: {
              schema: table.schema,
              table: table.name,
              column: columns[0] ?? null,
              model: model.name,
              attribute: attributes[0] ?? null,
            },
            title: `${model.name} says that ${quotedNames(attributes)} ${attributes.length === 1 ? 'is' : 'are'} unique, but no index of "${placeText(table)}" keeps it.`,
            evidence: [rowsText(table)],
            fix: isPartial
              ? null
              : sqlFix(
                  'Create the unique index; values that are there twice are named by the error.',
                  `CREATE UNIQUE INDEX${concurrently(table)} ${quoteIdentifier(name)} ON ${tableName(table)} (${columnList(columns)})${wherePresent(model.deletedColumn, columns)}`,
                ),
          },
        ];
      }),
    );
  },
};

/** A deleted row must not keep its value from others. */
function wherePresent(deletedColumn: string | null, columns: readonly string[]): string {
  return deletedColumn === null || columns.includes(deletedColumn)
    ? ''
    : ` WHERE ${quoteIdentifier(deletedColumn)} IS NULL`;
}

export const notNullOnlyInModel: DoctorCheck = {
  id: 'not-null-only-in-model',
  level: 'warning',
  title: 'NOT NULL in the model, not in the database',
  why: 'Whatever writes past the model, an `update` of SQL or another program, may leave NULL where the code expects a value.',
  source: manual('5.5.2. Not-Null Constraints', 'ddl-constraints.html#DDL-CONSTRAINTS-NOT-NULL'),
  needs: ['models', 'database'],
  check(facts) {
    return attributePairs(facts).flatMap((pair) => {
      const { model, table, attribute, column } = pair;
      if (attribute.isNullable || attribute.isAutomatic || attribute.isPrimaryKey || !column.isNullable)
        return [];
      return [
        {
          key: `${model.name}.${attribute.name}`,
          place: placeOf(pair),
          title: `${model.name}.${attribute.name} allows no null, but "${placeText(table)}.${column.name}" does.`,
          evidence: [rowsText(table)],
          fix: sqlFix(
            'Forbid it; the table is read whole, and nobody can use it meanwhile.',
            `ALTER TABLE ${tableName(table)} ALTER COLUMN ${quoteIdentifier(column.name)} SET NOT NULL`,
          ),
        },
      ];
    });
  },
};

export const notNullOnlyInDatabase: DoctorCheck = {
  id: 'not-null-only-in-database',
  level: 'warning',
  title: 'NOT NULL in the database, not in the model',
  why: 'The model lets a record without the value pass, and the INSERT fails with an error of the database.',
  source: sequelizePage('Validations & Constraints', 'core-concepts/validations-and-constraints/'),
  needs: ['models', 'database'],
  check(facts) {
    return attributePairs(facts).flatMap((pair) => {
      const { model, table, attribute, column } = pair;
      const isGiven =
        column.isFilled || attribute.isFilled || attribute.isAutomatic || attribute.isPrimaryKey;
      if (!attribute.isNullable || column.isNullable || isGiven) return [];
      return [
        {
          key: `${model.name}.${attribute.name}`,
          place: placeOf(pair),
          title: `${model.name}.${attribute.name} allows null, but "${placeText(table)}.${column.name}" does not and has no default.`,
          evidence: [`${column.name} ${column.type} NOT NULL`],
          fix: modelFix('Say so in the model.', `${attribute.name}: { …, allowNull: false }`),
        },
      ];
    });
  },
};

export const textLongerThanColumn: DoctorCheck = {
  id: 'text-longer-than-column',
  level: 'warning',
  title: 'text that the model allows and the column does not hold',
  why: 'A value that passes the validation fails with "value too long" when it is written.',
  source: manual('8.3. Character Types', 'datatype-character.html'),
  needs: ['models', 'database'],
  check(facts) {
    return attributePairs(facts).flatMap((pair) => {
      const { model, table, attribute, column } = pair;
      const { isText, mostCharacters, enumValues } = attribute;
      if (column.length === null || !isText || enumValues !== null) return [];
      if (mostCharacters !== null && mostCharacters <= column.length) return [];
      const type = mostCharacters === null ? 'text' : `varchar(${String(mostCharacters)})`;
      return [
        {
          key: `${model.name}.${attribute.name}`,
          place: placeOf(pair),
          title: `${model.name}.${attribute.name} takes ${mostCharacters === null ? 'any number of' : String(mostCharacters)} characters, but "${placeText(table)}.${column.name}" holds ${String(column.length)}.`,
          evidence: [
            `model: ${attribute.type}${attribute.validations.includes('len') ? ', len' : ''}`,
            `database: ${column.type}`,
          ],
          fix: sqlFix(
            'Let the column hold as many; nothing is rewritten. Or lower the limit of the model.',
            `ALTER TABLE ${tableName(table)} ALTER COLUMN ${quoteIdentifier(column.name)} TYPE ${type}`,
          ),
        },
      ];
    });
  },
};

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
      if (said === null || stored === null || column.enumType === null) return [];
      const symptom = (what: string, rest: Omit<Symptom, 'key' | 'place' | 'evidence'>): Symptom => ({
        key: `${model.name}.${attribute.name}:${what}`,
        place: placeOf(pair),
        evidence: [`model: ${said.join(', ')}`, `database: ${stored.join(', ')} (${column.enumType ?? ''})`],
        ...rest,
      });
      const missing = said.filter((value) => !stored.includes(value));
      const surplus = stored.filter((value) => !said.includes(value));
      const where = `"${placeText(table)}.${column.name}"`;
      const found: Symptom[] = [];
      if (missing.length > 0)
        found.push(
          symptom('missing', {
            title: `${where} cannot hold ${quotedNames(missing)}, which ${model.name}.${attribute.name} allows.`,
            fix: sqlFix('Add what the type does not have.', ...additions(column.enumType, said, stored)),
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

/** Each where the model has it: after what stands before it there, else before all. */
function additions(type: string, said: readonly string[], stored: readonly string[]): readonly string[] {
  const known = [...stored];
  return said.flatMap((value, at) => {
    if (known.includes(value)) return [];
    const before = said.slice(0, at).findLast((other) => known.includes(other));
    const [first] = known;
    const where =
      before !== undefined
        ? ` AFTER ${quoteLiteral(before)}`
        : first === undefined
          ? ''
          : ` BEFORE ${quoteLiteral(first)}`;
    known.splice(before === undefined ? 0 : known.indexOf(before) + 1, 0, value);
    return [`ALTER TYPE ${type} ADD VALUE ${quoteLiteral(value)}${where}`];
  });
}
