/** Paranoid models: rows that are deleted for the application and there for the database. */
import { quoteIdentifier } from '../../../database/quote.ts';
import { type DoctorCheck, type DoctorFacts, sequelizePage, type Symptom } from '../doctor-check.ts';
import type { ForeignKeyFacts, IndexFacts, TableFacts } from '../facts/table-facts.ts';
import { freeName, nameText, placeText, quotedNames, type SchemaStep, schemaFix } from '../mending.ts';
import { findsBy, rowsOf, rowsText, shareText, standings } from '../places.ts';
import { createIndex, dropIndex } from '../schema-steps.ts';

const page = sequelizePage('Paranoid', 'core-concepts/paranoid/');

export const uniqueHoldsDeleted: DoctorCheck = {
  id: 'unique-holds-deleted',
  level: 'warning',
  title: 'unique index that deleted rows fill',
  why: 'A soft-deleted row keeps its value: nobody can sign up again with the address of a closed account.',
  source: page,
  needs: ['models', 'database'],
  check(facts) {
    return standings(facts).flatMap(({ model, table }) => {
      const { deletedColumn } = model;
      if (deletedColumn === null || !table.columns.some(({ name }) => name === deletedColumn)) return [];
      return table.indexes.flatMap((index): readonly Symptom[] => {
        const { name, isUnique, isPrimary, isValid, columns, predicate, isReferred } = index;
        const named = columns.filter((column) => column !== null);
        if (!isUnique || isPrimary || !isValid || named.length < columns.length) return [];
        if (predicate !== null || named.includes(deletedColumn)) return [];
        const wanted = freeName(facts, table, [...named, 'present']);
        return [
          {
            key: `${placeText(table)}.${name}`,
            place: {
              schema: table.schema,
              table: table.name,
              column: named[0] ?? null,
              model: model.name,
              attribute: model.attributes.find(({ column }) => column === named[0])?.name ?? null,
            },
            title: `A deleted ${model.name} keeps its ${quotedNames(named)} from every new one.`,
            evidence: [index.definition, ...deletedShare(table, deletedColumn), rowsText(table)],
            // A foreign key needs the whole index.
            fix: isReferred
              ? null
              : schemaFix(
                  'Put a unique index of the rows that are not deleted in its place.',
                  createIndex(table, {
                    name: wanted,
                    columns: named,
                    isUnique: true,
                    predicate: `${quoteIdentifier(deletedColumn)} IS NULL`,
                  }),
                  ...keyIndexes(facts, table, index),
                  dropIndex(table, index),
                ),
          },
        ];
      });
    });
  },
};

export const deletedWithoutIndex: DoctorCheck = {
  id: 'deleted-without-index',
  level: 'info',
  title: 'soft-delete column that no index knows',
  why: 'Every finder of a paranoid model asks for it. Where many rows are deleted each of them reads over those.',
  source: page,
  needs: ['models', 'database'],
  check(facts) {
    return standings(facts).flatMap(({ model, table }, at, all): readonly Symptom[] => {
      const { deletedColumn } = model;
      if (deletedColumn === null || rowsOf(table) < facts.limits.leastRows) return [];
      if (all.findIndex((other) => other.table === table) !== at) return [];
      if (!table.columns.some(({ name }) => name === deletedColumn)) return [];
      const isKnown = table.indexes.some(
        ({ columns, predicate, isValid, isUnique }) =>
          isValid &&
          (columns.includes(deletedColumn) || (!isUnique && predicate?.includes(deletedColumn) === true)),
      );
      if (isKnown) return [];
      const index = freeName(facts, table, [deletedColumn]);
      return [
        {
          key: `${placeText(table)}.${deletedColumn}`,
          place: {
            schema: table.schema,
            table: table.name,
            column: deletedColumn,
            model: model.name,
            attribute: model.attributes.find(({ column }) => column === deletedColumn)?.name ?? null,
          },
          title: `No index of "${nameText(table)}" knows "${deletedColumn}", which every finder of ${model.name} asks for.`,
          evidence: [...deletedShare(table, deletedColumn), rowsText(table)],
          fix: schemaFix(
            `Create one, or make the index that finders use partial: WHERE ${quoteIdentifier(deletedColumn)} IS NULL.`,
            createIndex(table, { name: index, columns: [deletedColumn] }),
          ),
        },
      ];
    });
  },
};

/** Foreign keys whose rows it alone finds: a partial index does not. */
function keyIndexes(facts: DoctorFacts, table: TableFacts, index: IndexFacts): readonly SchemaStep[] {
  const isAlone = ({ columns }: ForeignKeyFacts) =>
    findsBy(index, columns) && !table.indexes.some((other) => other !== index && findsBy(other, columns));
  return table.foreignKeys
    .filter(isAlone)
    .map(({ columns }) => createIndex(table, { name: freeName(facts, table, columns), columns }));
}

/** Rows that are not deleted have NULL there. */
function deletedShare({ columns }: TableFacts, deletedColumn: string): readonly string[] {
  const share = columns.find(({ name }) => name === deletedColumn)?.nullShare ?? null;
  const marked = `deleted rows stay, marked in "${deletedColumn}"`;
  if (share === null) return [marked];
  return [
    `${marked}: ${share === 1 ? 'none seen when it was last analysed' : `about ${shareText(1 - share)} of all`}`,
  ];
}
