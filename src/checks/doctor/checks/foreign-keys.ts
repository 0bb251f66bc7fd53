/** Foreign keys of the database by themselves: what finds their rows, and what they compare. */
import { quoteIdentifier } from '../../../database/quote.ts';
import { type DoctorCheck, manual } from '../doctor-check.ts';
import { familyBars, familyOf, isWholeNumber, widenFamily } from '../key-family.ts';
import { freeName, nameText, placeText, quotedNames, schemaFix, step, tableName } from '../mending.ts';
import { findsBy, ownTables, rowsText } from '../places.ts';
import { typeBars } from '../retyping.ts';
import { changeType, createIndex } from '../schema-steps.ts';

export const foreignKeyWithoutIndex: DoctorCheck = {
  id: 'foreign-key-without-index',
  level: 'warning',
  title: 'foreign key whose columns no index finds',
  why: 'PostgreSQL makes no index for a foreign key. Without one each delete or key change of a referred row, and each include, reads the whole table.',
  source: manual('5.5.5. Foreign Keys', 'ddl-constraints.html#DDL-CONSTRAINTS-FK'),
  needs: ['database'],
  check(facts) {
    return ownTables(facts).flatMap((table) => {
      const missing = table.foreignKeys.filter(
        ({ columns }) => !table.indexes.some((index) => findsBy(index, columns)),
      );
      // Two keys over the same columns want one index.
      const first = missing.filter(
        ({ columns }, at) => missing.findIndex((other) => other.columns.join() === columns.join()) === at,
      );
      return first.map(({ name, columns, referencedSchema, referencedTable, onDelete }) => {
        const referenced = nameText({ schema: referencedSchema, name: referencedTable });
        const index = freeName(facts, table, columns);
        return {
          key: `${placeText(table)}.${columns.join('+')}`,
          place: { schema: table.schema, table: table.name, column: columns[0] ?? null },
          title: `No index of "${nameText(table)}" begins with ${quotedNames(columns)}, which refers to "${referenced}".`,
          evidence: [`${name}: refers to ${referenced}, on delete ${onDelete}`, rowsText(table)],
          fix: schemaFix(
            'Create the index; it is built while others work.',
            createIndex(table, { name: index, columns }),
          ),
        };
      });
    });
  },
};

export const foreignKeyTypeMismatch: DoctorCheck = {
  id: 'foreign-key-type-mismatch',
  level: 'warning',
  title: 'foreign key of another type than what it refers to',
  why: 'Each comparison is cast, and the smaller of the two runs out first: an integer that refers to a bigint cannot hold its last values.',
  source: manual('5.5.5. Foreign Keys', 'ddl-constraints.html#DDL-CONSTRAINTS-FK'),
  needs: ['database'],
  check(facts) {
    return ownTables(facts).flatMap((table) =>
      table.foreignKeys.flatMap((key) =>
        key.columns.flatMap((name, at) => {
          const other = facts.tables.find(
            (candidate) =>
              candidate.schema === key.referencedSchema && candidate.name === key.referencedTable,
          );
          const own = table.columns.find((column) => column.name === name);
          const referenced = other?.columns.find((column) => column.name === key.referencedColumns[at]);
          if (own === undefined || referenced === undefined || other === undefined) return [];
          if (own.bareType === referenced.bareType || (isText(own.bareType) && isText(referenced.bareType)))
            return [];
          const isNumber = isWholeNumber(own.bareType) && isWholeNumber(referenced.bareType);
          const family = isNumber ? familyOf(facts, { table, column: own }) : [];
          const bars = isNumber ? familyBars(facts, family) : typeBars(table, own);
          return [
            {
              key: `${placeText(table)}.${name}`,
              place: { schema: table.schema, table: table.name, column: name },
              title: `"${nameText(table)}.${name}" is ${own.type}, but "${nameText(other)}.${referenced.name}", which it refers to, is ${referenced.type}.`,
              evidence: [`${key.name}: ${key.definition}`, rowsText(table), ...bars],
              fix:
                bars.length > 0
                  ? null
                  : isNumber
                    ? schemaFix(
                        'Give the narrower one the wider type, and whatever else the keys tie to it; the tables are written anew, and nobody can use them until that is done.',
                        ...widenFamily(facts, family),
                      )
                    : schemaFix(
                        'Give the column the type of what it refers to; the table is written anew, and nobody can use it until that is done.',
                        changeType(table, own, referenced.type),
                      ),
            },
          ];
        }),
      ),
    );
  },
};

export const constraintNotValidated: DoctorCheck = {
  id: 'constraint-not-validated',
  level: 'warning',
  title: 'constraint that was never proven for old rows',
  why: 'A constraint added NOT VALID holds for new rows only. Until it is validated, old rows may break it and the planner does not rely on it.',
  source: manual(
    'ALTER TABLE, VALIDATE CONSTRAINT',
    'sql-altertable.html#SQL-ALTERTABLE-DESC-VALIDATE-CONSTRAINT',
  ),
  needs: ['database'],
  check(facts) {
    return ownTables(facts).flatMap((table) =>
      [...table.foreignKeys, ...table.rules]
        .filter(({ isValidated }) => !isValidated)
        .map(({ name, definition }) => ({
          key: `${placeText(table)}.${name}`,
          place: { schema: table.schema, table: table.name },
          title: `The constraint "${name}" of "${nameText(table)}" is not validated.`,
          evidence: [definition, rowsText(table)],
          fix: schemaFix(
            'Validate it; others work meanwhile. Rows that break it are named by the error.',
            step(
              `ALTER TABLE ${tableName(table)} VALIDATE CONSTRAINT ${quoteIdentifier(name)}`,
              `ALTER TABLE ${tableName(table)} DROP CONSTRAINT ${quoteIdentifier(name)}, ADD CONSTRAINT ${quoteIdentifier(name)} ${definition}`,
            ),
          ),
        })),
    );
  },
};

function isText(type: string): boolean {
  return type === 'text' || type === 'character varying';
}
