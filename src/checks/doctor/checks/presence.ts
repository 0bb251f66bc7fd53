/** What a model says of an attribute, and its column does not: that it is there, unique, never null. */
import { quoteIdentifier, quoteLiteral } from '../../../database/quote.ts';
import { type DoctorCheck, type DoctorFacts, manual, sequelizePage, type Symptom } from '../doctor-check.ts';
import type { ModelFacts, UniqueFacts } from '../facts/model-facts.ts';
import type { TableFacts } from '../facts/table-facts.ts';
import type { CheckFix } from '../finding.ts';
import {
  commandFix,
  freeName,
  modelFix,
  nameText,
  quotedNames,
  schemaFix,
  step,
  tableName,
} from '../mending.ts';
import { attributePairs, keepsUnique, placeOf, rowsText, shareText, standings } from '../places.ts';
import { createIndex } from '../schema-steps.ts';

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
          fix:
            pending === 0
              ? commandFix('Draft a migration from the models.', 'seqscope migration:generate --from-models')
              : commandFix('Execute the pending migrations.', 'seqscope db:migrate'),
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
      model.uniques.flatMap((unique): readonly Symptom[] => {
        const { attributes, columns, isPartial, isImplied } = unique;
        const isKept = table.indexes.some(
          (index) =>
            keepsUnique(index, columns) ||
            // Where deleted rows stay, unique among the others is what is meant.
            ((isPartial || model.isParanoid) && keepsUnique({ ...index, predicate: null }, columns)),
        );
        if (isKept || columns.some((name) => !table.columns.some((column) => column.name === name)))
          return [];
        const wider = widerUniques(table, columns, model.deletedColumn);
        // Whoever has a pair unique with something else wants several rows of it.
        if (isImplied && wider.length > 0) return [];
        return [
          {
            key: `${model.name}.${attributes.join('+')}`,
            level: isImplied ? 'info' : wider.length > 0 ? 'warning' : undefined,
            place: {
              schema: table.schema,
              table: table.name,
              column: columns[0] ?? null,
              model: model.name,
              attribute: attributes[0] ?? null,
            },
            title: isImplied
              ? `${model.name} joins two models, but "${nameText(table)}" may hold a pair of ${quotedNames(attributes)} twice.`
              : `${model.name} says that ${quotedNames(attributes)} ${attributes.length === 1 ? 'is' : 'are'} unique, but no index of "${nameText(table)}" keeps it.`,
            evidence: [
              ...wider.map(
                (index) => `"${index.name}" is unique over ${quotedNames(index.columns)} together`,
              ),
              ...distinctNulls(table, columns, model.deletedColumn),
              rowsText(table),
            ],
            fix: uniqueFix(facts, model, table, unique, wider),
          },
        ];
      }),
    );
  },
};

interface NamedUnique {
  readonly name: string;
  readonly columns: readonly string[];
}

/** Unique indexes of these columns and others: it is the model that says too much. */
function widerUniques(
  { indexes }: TableFacts,
  wanted: readonly string[],
  deletedColumn: string | null,
): readonly NamedUnique[] {
  return indexes.flatMap(({ name, isUnique, columns }) => {
    const named = columns.filter((column) => column !== null);
    const others = named.filter((column) => column !== deletedColumn && !wanted.includes(column));
    const isWider = isUnique && others.length > 0 && wanted.every((column) => named.includes(column));
    return isWider ? [{ name, columns: named }] : [];
  });
}

function uniqueFix(
  facts: DoctorFacts,
  model: ModelFacts,
  table: TableFacts,
  { columns, isPartial }: UniqueFacts,
  [wider]: readonly NamedUnique[],
): CheckFix | null {
  if (wider !== undefined) {
    const fields = wider.columns.map((column) => quoteLiteral(column)).join(', ');
    return modelFix(
      'Say in the model what the database keeps unique together, or create the narrower index.',
      `indexes: [{ unique: true, fields: [${fields}] }]`,
    );
  }
  if (isPartial) return null;
  return schemaFix(
    'Create the unique index; values that are there twice are named by the error.',
    createIndex(table, {
      name: freeName(facts, table, [...columns, 'key']),
      columns,
      isUnique: true,
      predicate: wherePresent(model.deletedColumn, columns),
    }),
  );
}

/** NULL is distinct from NULL (manual, 11.6): an index with `deletedAt` in it keeps no two present rows apart. */
function distinctNulls(
  { indexes }: TableFacts,
  wanted: readonly string[],
  deletedColumn: string | null,
): readonly string[] {
  if (deletedColumn === null) return [];
  return indexes
    .filter(
      ({ isUnique, columns }) =>
        isUnique &&
        columns.includes(deletedColumn) &&
        columns.every((name) => name === deletedColumn || wanted.some((column) => column === name)),
    )
    .map(({ name }) => `"${name}" keeps no two apart whose "${deletedColumn}" is NULL`);
}

/** A deleted row must not keep its value from others. */
function wherePresent(deletedColumn: string | null, columns: readonly string[]): string | null {
  return deletedColumn === null || columns.includes(deletedColumn)
    ? null
    : `${quoteIdentifier(deletedColumn)} IS NULL`;
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
      const start = `ALTER TABLE ${tableName(table)} ALTER COLUMN ${quoteIdentifier(column.name)}`;
      return [
        {
          key: `${model.name}.${attribute.name}`,
          place: placeOf(pair),
          title: `${model.name}.${attribute.name} allows no null, but "${nameText(table)}.${column.name}" does.`,
          evidence: [rowsText(table), ...nullText(column.nullShare)],
          fix: schemaFix(
            column.nullShare === null || column.nullShare === 0
              ? 'Forbid it; the table is read whole, and nobody can use it meanwhile.'
              : 'Give the rows that have NULL a value, then forbid it; the table is read whole, and nobody can use it meanwhile.',
            step(`${start} SET NOT NULL`, `${start} DROP NOT NULL`),
          ),
        },
      ];
    });
  },
};

function nullText(share: number | null): readonly string[] {
  if (share === null) return [];
  return [
    share === 0 ? 'no NULL when it was last analysed' : `about ${shareText(share)} of the rows have NULL`,
  ];
}

export const notNullOnlyInDatabase: DoctorCheck = {
  id: 'not-null-only-in-database',
  level: 'info',
  title: 'NOT NULL in the database, not in the model',
  why: 'The model lets a record without the value pass, and the INSERT fails with an error of the database.',
  source: sequelizePage('Validations & Constraints', 'core-concepts/validations-and-constraints/'),
  needs: ['models', 'database'],
  check(facts) {
    return attributePairs(facts).flatMap((pair) => {
      const { model, table, attribute, column } = pair;
      // Two attributes may be of one column: that one of them is filled is enough.
      const isGiven = model.attributes.some(
        (other) =>
          other.column === column.name && (other.isFilled || other.isAutomatic || other.isPrimaryKey),
      );
      if (!attribute.isNullable || column.isNullable || column.isFilled || isGiven) return [];
      return [
        {
          key: `${model.name}.${attribute.name}`,
          place: placeOf(pair),
          title: `${model.name}.${attribute.name} allows null, but "${nameText(table)}.${column.name}" does not and has no default.`,
          evidence: [`${column.name} ${column.type} NOT NULL`],
          fix: modelFix('Say so in the model.', `${attribute.name}: { …, allowNull: false }`),
        },
      ];
    });
  },
};
