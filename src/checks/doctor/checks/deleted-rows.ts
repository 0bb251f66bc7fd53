/** Paranoid models: rows that are deleted for the application and there for the database. */
import { quoteIdentifier, quoteQualified } from '../../../database/quote.ts';
import { type DoctorCheck, sequelizePage, type Symptom } from '../doctor-check.ts';
import { columnList, concurrently, freeName, placeText, quotedNames, sqlFix, tableName } from '../mending.ts';
import { rowsOf, rowsText, standings } from '../places.ts';

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
        const { name, isUnique, isPrimary, isValid, columns, predicate, constraint, isReferred } = index;
        const named = columns.filter((column) => column !== null);
        if (!isUnique || isPrimary || !isValid || named.length < columns.length) return [];
        if (predicate !== null || named.includes(deletedColumn)) return [];
        const wanted = freeName(facts, table, [...named, 'present']);
        const drop =
          constraint === null
            ? `DROP INDEX${concurrently(table)} ${quoteQualified(table.schema, name)}`
            : `ALTER TABLE ${tableName(table)} DROP CONSTRAINT ${quoteIdentifier(constraint)}`;
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
            evidence: [index.definition, `deleted rows stay, marked in "${deletedColumn}"`],
            // A foreign key needs the whole index.
            fix: isReferred
              ? null
              : sqlFix(
                  'Put a unique index of the rows that are not deleted in its place.',
                  `CREATE UNIQUE INDEX${concurrently(table)} ${quoteIdentifier(wanted)} ON ${tableName(table)} (${columnList(named)}) WHERE ${quoteIdentifier(deletedColumn)} IS NULL`,
                  drop,
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
          title: `No index of "${placeText(table)}" knows "${deletedColumn}", which every finder of ${model.name} asks for.`,
          evidence: [rowsText(table)],
          fix: sqlFix(
            `Create one, or make the index that finders use partial: WHERE ${quoteIdentifier(deletedColumn)} IS NULL.`,
            `CREATE INDEX${concurrently(table)} ${quoteIdentifier(index)} ON ${tableName(table)} (${columnList([deletedColumn])})`,
          ),
        },
      ];
    });
  },
};
