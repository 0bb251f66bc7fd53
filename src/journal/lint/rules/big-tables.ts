/** What keeps the writers of a big table waiting, though PostgreSQL has a way that does not. */
import {
  type Hit,
  type LintRule,
  manual,
  type Operation,
  operationsOf,
  type ReadMigration,
  type Scene,
} from '../lint-rule.ts';
import { listArgument, quote, sqlCall, sqlName, tableArgument, withoutTransaction } from '../rewrites.ts';
import { type Constraint, isSameTable, type TableName, tableText } from '../sql/operation.ts';
import { sizeOf, sizeText } from '../table-size.ts';

export const indexNotConcurrent: LintRule = {
  id: 'index-not-concurrent',
  level: 'warning',
  title: 'index on a big table without CONCURRENTLY',
  why: 'CREATE INDEX lets nobody write to the table until it is done. CONCURRENTLY takes longer and lets everybody work.',
  source: manual(
    'CREATE INDEX, Building Indexes Concurrently',
    'sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY',
  ),
  check(migration, scene) {
    return operationsOf(migration.operations, 'create-index').flatMap((operation) => {
      const { table, columns, name, isUnique, isConcurrent } = operation.change;
      const size = isConcurrent ? null : bigSize(table, operation, migration, scene);
      if (size === null) return [];
      const plain = columns.filter((column) => column !== null);
      const made = name ?? `${table.name}_${plain.join('_')}`;
      const unique = isUnique ? ', unique: true' : '';
      return [
        {
          message: `"${tableText(table)}"${size} cannot be written to until the index "${made}" is built.`,
          place: operation.statement.place,
          rewrite: withoutTransaction(
            [
              `await queryInterface.addIndex(${tableArgument(table)}, ${listArgument(plain)}, { name: ${quote(made)}${unique}, concurrently: true });`,
            ],
            [
              `await queryInterface.removeIndex(${tableArgument(table)}, ${quote(made)}, { concurrently: true });`,
            ],
          ),
        },
      ];
    });
  },
};

export const uniqueConstraintWithoutIndex: LintRule = {
  id: 'unique-constraint-without-index',
  level: 'warning',
  title: 'unique constraint built under a lock',
  why: 'ADD CONSTRAINT … UNIQUE builds its index while nobody can read the table. Built CONCURRENTLY before, the index is only taken over.',
  source: manual(
    'ALTER TABLE, ADD table_constraint_using_index',
    'sql-altertable.html#SQL-ALTERTABLE-DESC-ADD-TABLE-CONSTRAINT-USING-INDEX',
  ),
  check(migration, scene) {
    return added(migration).flatMap(({ operation, table, constraint }) => {
      if ((constraint.type !== 'unique' && constraint.type !== 'primary-key') || constraint.usesIndex)
        return [];
      const size = bigSize(table, operation, migration, scene);
      if (size === null) return [];
      const name = constraint.name ?? `${table.name}_${constraint.columns.join('_')}_key`;
      const columns = constraint.columns.map((column) => `"${column}"`).join(', ');
      const kind = constraint.type === 'unique' ? 'UNIQUE' : 'PRIMARY KEY';
      return [
        {
          message: `"${tableText(table)}"${size} cannot be read until the index of its ${kind} (${columns}) is built.`,
          place: operation.statement.place,
          word: constraint.columns[0],
          rewrite: [
            '// in a migration of its own, with `transaction: false`',
            sqlCall(`CREATE UNIQUE INDEX CONCURRENTLY "${name}" ON ${sqlName(table)} (${columns})`),
            '// then',
            sqlCall(`ALTER TABLE ${sqlName(table)} ADD CONSTRAINT "${name}" ${kind} USING INDEX "${name}"`),
          ].join('\n'),
        },
      ];
    });
  },
};

export const constraintNotValid: LintRule = {
  id: 'constraint-not-valid',
  level: 'warning',
  title: 'foreign key or CHECK proven under a lock',
  why: 'Adding one reads the whole table while writers wait. NOT VALID adds it at once for new rows, and VALIDATE CONSTRAINT proves the old ones while others work.',
  source: manual('ALTER TABLE, Notes', 'sql-altertable.html#SQL-ALTERTABLE-NOTES'),
  check(migration, scene) {
    return added(migration).flatMap(({ operation, table, constraint, hasValues }): readonly Hit[] => {
      const isProven = constraint.type === 'foreign-key' || constraint.type === 'check';
      if (!isProven || !constraint.isValidated || !hasValues) return [];
      const size = bigSize(table, operation, migration, scene);
      if (size === null) return [];
      const columns = constraint.type === 'foreign-key' ? constraint.columns : [];
      const kind = constraint.type === 'foreign-key' ? 'foreign key' : 'CHECK';
      const name =
        constraint.name ??
        `${table.name}_${[...columns, constraint.type === 'check' ? 'check' : 'fkey'].join('_')}`;
      return [
        {
          message: `"${tableText(table)}"${size} is read whole for its new ${kind} "${name}" while writers wait.`,
          place: operation.statement.place,
          word: columns[0],
          rewrite: [
            sqlCall(
              `ALTER TABLE ${sqlName(table)} ADD CONSTRAINT "${name}" ${definition(constraint)} NOT VALID`,
            ),
            '// in the next migration',
            sqlCall(`ALTER TABLE ${sqlName(table)} VALIDATE CONSTRAINT "${name}"`),
          ].join('\n'),
        },
      ];
    });
  },
};

export const dataAndSchemaMixed: LintRule = {
  id: 'data-and-schema-mixed',
  level: 'notice',
  title: 'schema change and many rows in one transaction',
  why: 'The lock of the schema change is held until the last row is written: split it, the schema first and the rows in batches in a migration of their own.',
  source: manual('13.3. Explicit Locking', 'explicit-locking.html#LOCKING-TABLES'),
  check(migration, scene) {
    const { operations } = migration;
    return operationsOf(operations, 'write-rows').flatMap((operation) => {
      const { table, verb } = operation.change;
      if (verb !== 'UPDATE' && verb !== 'DELETE' && verb !== 'MERGE') return [];
      const size = bigSize(table, operation, migration, scene);
      const before = operations.slice(0, operations.indexOf(operation));
      const isLocked = before.some(
        ({ change }) => 'table' in change && change.type !== 'write-rows' && isSameTable(change.table, table),
      );
      if (size === null || !isLocked) return [];
      return [
        {
          message: `"${tableText(table)}"${size} is altered and then written to: it stays locked until the ${verb} is done.`,
          place: operation.statement.place,
        },
      ];
    });
  },
};

interface AddedConstraint {
  readonly operation: Operation;
  readonly table: TableName;
  readonly constraint: Constraint;
  /** False for a column that is NULL in every row there is: nothing needs proving. */
  readonly hasValues: boolean;
}

function added({ operations }: ReadMigration): readonly AddedConstraint[] {
  return operations.flatMap((operation): readonly AddedConstraint[] => {
    const { change } = operation;
    if (change.type === 'add-constraint') {
      return [{ operation, table: change.table, constraint: change.constraint, hasValues: true }];
    }
    if (change.type !== 'add-column') return [];
    const { table, column } = change;
    const hasValues = column.computed !== null || (column.default !== null && !column.default.isNull);
    return column.constraints.map((constraint) => ({ operation, table, constraint, hasValues }));
  });
}

function definition(constraint: Extract<Constraint, { type: 'foreign-key' | 'check' }>): string {
  if (constraint.type === 'check') {
    return constraint.notNullColumn === null
      ? 'CHECK (…)'
      : `CHECK ("${constraint.notNullColumn}" IS NOT NULL)`;
  }
  const columns = constraint.columns.map((column) => `"${column}"`).join(', ');
  const referenced = constraint.referencedColumns.map((column) => `"${column}"`).join(', ');
  return `FOREIGN KEY (${columns}) REFERENCES ${sqlName(constraint.referenced)}${referenced === '' ? '' : ` (${referenced})`}`;
}

/** ` (about 120,000 rows)`; null for a table that is not big. */
function bigSize(
  table: TableName,
  operation: Operation,
  migration: ReadMigration,
  scene: Scene,
): string | null {
  const size = sizeOf(table, operation, migration, scene);
  return size.type === 'big' ? sizeText(size) : null;
}
