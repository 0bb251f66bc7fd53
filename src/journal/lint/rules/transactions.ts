/** Migrations that can stop half-way, and statements that cannot run where they stand. */
import {
  type LintRule,
  manual,
  type Operation,
  operationsOf,
  type ReadMigration,
  type Scene,
} from '../lint-rule.ts';

export const concurrentlyInTransaction: LintRule = {
  id: 'concurrently-in-transaction',
  level: 'error',
  title: 'CONCURRENTLY inside a transaction',
  why: 'PostgreSQL refuses it (SQLSTATE 25001): the migration fails whoever runs it.',
  source: manual(
    'CREATE INDEX, Building Indexes Concurrently',
    'sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY',
  ),
  check({ operations }) {
    return concurrent(operations)
      .filter(({ statement }) => statement.isInTransaction)
      .map(({ statement }) => ({
        message: 'An index is built or dropped CONCURRENTLY inside a transaction.',
        place: statement.place,
        rewrite: '// leave { transaction } out of this call, and the transaction out of the migration',
      }));
  },
};

export const severalOperationsOutsideTransaction: LintRule = {
  id: 'several-operations-outside-transaction',
  level: 'warning',
  title: 'several operations that no transaction holds together',
  why: 'When the second one fails the first one stays, and the migration is recorded as not executed: neither `up` nor `down` fits the schema then.',
  source: manual(
    'CREATE INDEX, Building Indexes Concurrently',
    'sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY',
  ),
  check(migration) {
    const outside = outsideOwn(migration);
    if (outside.length < 2) return [];
    const cause = concurrent(outside)[0] ?? (runsPlainly(migration) ? outside[1] : undefined);
    if (cause === undefined) return [];
    const why =
      concurrent(outside).length > 0
        ? 'CONCURRENTLY keeps this migration out of a transaction'
        : 'This migration refuses a transaction';
    return [
      {
        message: `${why}, and it makes ${outside.length} changes: it can stop between them.`,
        place: cause.statement.place,
        rewrite:
          '// one migration for each statement that cannot run in a transaction,\n// and the others together in one that can',
      },
    ];
  },
};

export const operationsWithoutTransaction: LintRule = {
  id: 'operations-without-transaction',
  level: 'notice',
  title: 'several operations without a transaction of their own',
  why: 'seqscope runs them in one transaction with their journal row; sequelize-cli does not, and leaves half of them when one fails.',
  source: {
    title: 'Sequelize, Migrations: transactions',
    url: 'https://sequelize.org/docs/v6/other-topics/migrations/#migration-skeleton',
  },
  isForPendingOnly: true,
  check(migration) {
    const outside = outsideOwn(migration);
    if (outside.length < 2 || runsPlainly(migration) || concurrent(outside).length > 0) return [];
    return [
      {
        message: `${outside.length} changes are made without a transaction of the migration's own.`,
        place: outside[0]?.statement.place,
        rewrite: [
          'await queryInterface.sequelize.transaction(async (transaction) => {',
          '  // hand { transaction } to each call',
          '});',
        ].join('\n'),
      },
    ];
  },
};

export const enumValueAddedAndUsed: LintRule = {
  id: 'enum-value-added-and-used',
  level: 'warning',
  title: 'enum value used where it is added',
  why: 'A value added by ALTER TYPE … ADD VALUE cannot be used before the transaction is committed (SQLSTATE 55P04), so the migration cannot run in one.',
  source: manual('ALTER TYPE, Notes', 'sql-altertype.html#SQL-ALTERTYPE-NOTES'),
  check({ operations }, scene) {
    return operationsOf(operations, 'add-enum-value').flatMap((operation) => {
      const { name, value } = operation.change;
      const at = operations.indexOf(operation);
      const isOwnType = operationsOf(operations.slice(0, at), 'create-enum').some(
        ({ change }) => change.name === name,
      );
      const user = operations
        .slice(at + 1)
        .find(({ constants, change }) => constants.includes(value) && mayUse(change, name, scene));
      if (isOwnType || user === undefined) return [];
      return [
        {
          message: `'${value}' is added to "${name}" and used in the same migration.`,
          place: user.statement.place,
          word: value,
          rewrite: '// use it in a migration of its own, after this one',
        },
      ];
    });
  },
};

/** A string of that text may be anything where no column is of the type. */
function mayUse(change: Operation['change'], enumName: string, { tables }: Scene): boolean {
  if (change.type === 'add-enum-value') return false;
  const columns = 'table' in change ? tables.find(change.table)?.description.columns : undefined;
  return columns === undefined || columns.some(({ type }) => type.replace(/^.*\.|"|\[\]$/g, '') === enumName);
}

function concurrent(operations: readonly Operation[]): readonly Operation[] {
  return operationsOf(operations, 'create-index', 'drop-index').filter(({ change }) => change.isConcurrent);
}

/** One a statement: several changes in one text are one transaction (PostgreSQL manual, 55.2.2.1). */
function outsideOwn({ operations }: ReadMigration): readonly Operation[] {
  return operations.filter(
    ({ statement, isConditional }, index) =>
      !statement.isInTransaction && !isConditional && operations[index - 1]?.statement !== statement,
  );
}

function runsPlainly({ up }: ReadMigration): boolean {
  return up.type === 'recorded' && !up.mayRunInTransaction;
}
