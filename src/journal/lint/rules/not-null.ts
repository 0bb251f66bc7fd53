/** NOT NULL where there are rows already. */
import { type LintRule, manual, operationsOf, type ReadMigration, type Scene } from '../lint-rule.ts';
import { sqlCall, sqlName } from '../rewrites.ts';
import { isSameTable, type TableName, tableText } from '../sql/operation.ts';
import { levelOfSize, sizeOf, sizeText } from '../table-size.ts';

export const notNullOnExisting: LintRule = {
  id: 'not-null-on-existing',
  level: 'warning',
  title: 'NOT NULL on an existing column',
  why: 'SET NOT NULL reads the whole table while nobody else can even read it, and fails when a row has NULL. A validated CHECK proves the same, and validating one lets others read and write.',
  source: manual('ALTER TABLE, SET NOT NULL', 'sql-altertable.html#SQL-ALTERTABLE-DESC-SET-DROP-NOT-NULL'),
  check(migration, scene) {
    return operationsOf(migration.operations, 'set-not-null').flatMap((operation) => {
      const { change, before, statement } = operation;
      const { table, column } = change;
      if (before?.isNotNull === true || isProven(table, column, migration, scene)) return [];
      const size = sizeOf(table, operation, migration, scene);
      const level = levelOfSize(size);
      if (level === null) return [];
      const check = `${table.name}_${column}_not_null`;
      return [
        {
          level,
          message: `"${tableText(table)}"."${column}" becomes NOT NULL in a table that has rows${sizeText(size)}.`,
          place: statement.place,
          word: column,
          rewrite: [
            `// one migration: new rows are checked from now on`,
            sqlCall(
              `ALTER TABLE ${sqlName(table)} ADD CONSTRAINT "${check}" CHECK ("${column}" IS NOT NULL) NOT VALID`,
            ),
            `// the next one: fill the old rows, then prove it while others work`,
            sqlCall(`ALTER TABLE ${sqlName(table)} VALIDATE CONSTRAINT "${check}"`),
            sqlCall(
              `ALTER TABLE ${sqlName(table)} ALTER COLUMN "${column}" SET NOT NULL, DROP CONSTRAINT "${check}"`,
            ),
          ].join('\n'),
        },
      ];
    });
  },
};

/** PostgreSQL 12 and later skip the reading when a valid CHECK says the same. */
function isProven(
  table: TableName,
  column: string,
  { operations }: ReadMigration,
  { tables }: Scene,
): boolean {
  const isMade = operationsOf(operations, 'add-constraint').some(
    ({ change: { table: checked, constraint } }) =>
      isSameTable(checked, table) && constraint.type === 'check' && constraint.notNullColumn === column,
  );
  const definition = new RegExp(`^CHECK \\(\\("?${column.replace(/[^\w]/g, '\\$&')}"? IS NOT NULL\\)\\)`);
  return isMade || (tables.find(table)?.checks ?? []).some((text) => definition.test(text));
}

export const notNullWithoutDefault: LintRule = {
  id: 'not-null-without-default',
  level: 'warning',
  title: 'NOT NULL column without a default',
  why: 'Adding a NOT NULL column without a default fails (SQLSTATE 23502) as soon as the table has a row.',
  source: manual('ALTER TABLE, ADD COLUMN', 'sql-altertable.html#SQL-ALTERTABLE-NOTES'),
  isForPendingOnly: true,
  check(migration, scene) {
    return operationsOf(migration.operations, 'add-column').flatMap((operation) => {
      const { table, column } = operation.change;
      const hasValue = column.computed !== null || (column.default !== null && !column.default.isNull);
      if (!column.isNotNull || hasValue) return [];
      const size = sizeOf(table, operation, migration, scene);
      if (size.type === 'new' || size.type === 'empty') return [];
      return [
        {
          level: size.type === 'unknown' ? 'warning' : 'error',
          message: `"${tableText(table)}"."${column.name}" is NOT NULL without a default, and the table ${size.type === 'unknown' ? 'may have' : 'has'} rows${sizeText(size)}.`,
          place: operation.statement.place,
          word: column.name,
          rewrite: [
            '// add it nullable, fill it, then:',
            sqlCall(`ALTER TABLE ${sqlName(table)} ALTER COLUMN "${column.name}" SET NOT NULL`),
          ].join('\n'),
        },
      ];
    });
  },
};
