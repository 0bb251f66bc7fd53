/** A migration that cannot be undone: no `down`, or one that does nothing. */
import { type Hit, type LintRule, type Operation, type ReadMigration } from '../lint-rule.ts';
import { tableText } from '../sql/operation.ts';
import { listArgument, quote, sqlCall, tableArgument } from '../rewrites.ts';

const source = {
  title: 'Sequelize, Migrations',
  url: 'https://sequelize.org/docs/v6/other-topics/migrations/#migration-skeleton',
};

export const noDown: LintRule = {
  id: 'no-down',
  level: 'error',
  title: 'no `down`',
  why: 'Without `down` the migration cannot be reverted, and nothing below it can be either.',
  source,
  check(migration) {
    if (migration.up.type !== 'recorded' || migration.down.type !== 'missing') return [];
    return [{ message: 'There is no `down`.', rewrite: downFor(migration) }];
  },
};

export const emptyDown: LintRule = {
  id: 'empty-down',
  level: 'error',
  title: '`down` does nothing',
  why: 'Reverting takes the migration out of the journal and leaves the schema as it is: the next `up` then meets what is already there. Where it cannot be reverted, throw.',
  source,
  check(migration) {
    if (migration.down.type !== 'recorded') return [];
    const { statements, brokenOff, guessed, blocked } = migration.down.recording;
    const isEmpty = [statements, guessed, blocked].every(({ length }) => length === 0) && brokenOff === null;
    if (!isEmpty || migration.operations.length === 0) return [];
    const isData = migration.operations.every(({ change }) => change.type === 'write-rows');
    const message = isData
      ? '`down` does nothing: the rows stay changed.'
      : '`down` does nothing, but `up` changes the schema.';
    const hit: Hit = { message, rewrite: downFor(migration) };
    return [isData ? { ...hit, level: 'notice' } : hit];
  },
};

/** What undoes each operation, last first; a throw for what cannot be undone. */
function downFor({ operations }: ReadMigration): string {
  const undone = operations.map(undo).reverse();
  const lines = undone.some((line) => line === null)
    ? ["throw new Error('This migration cannot be reverted.');"]
    : [...new Set(undone.filter((line) => line !== null && line !== ''))];
  return ['async down(queryInterface) {', ...lines.map((line) => `  ${line ?? ''}`), '},'].join('\n');
}

/** Empty for what goes with the rest, null for what is lost. */
function undo({ change }: Operation): string | null {
  switch (change.type) {
    case 'create-table':
      return `await queryInterface.dropTable(${tableArgument(change.table)});`;
    case 'add-column':
      return `await queryInterface.removeColumn(${tableArgument(change.table)}, ${quote(change.column.name)});`;
    case 'create-index':
      return change.name === null
        ? `await queryInterface.removeIndex(${tableArgument(change.table)}, ${listArgument(change.columns.filter((column) => column !== null))});`
        : `await queryInterface.removeIndex(${tableArgument(change.table)}, ${quote(change.name)});`;
    case 'add-constraint':
      return change.constraint.name === null
        ? null
        : `await queryInterface.removeConstraint(${tableArgument(change.table)}, ${quote(change.constraint.name)});`;
    case 'rename-column':
      return `await queryInterface.renameColumn(${tableArgument(change.table)}, ${quote(change.newName)}, ${quote(change.column)});`;
    case 'rename-table':
      return `await queryInterface.renameTable(${quote(change.newName)}, ${quote(change.table.name)});`;
    case 'create-enum':
      return sqlCall(`DROP TYPE IF EXISTS "${change.name}"`);
    case 'set-not-null':
      return sqlCall(
        `ALTER TABLE "${tableText(change.table)}" ALTER COLUMN "${change.column}" DROP NOT NULL`,
      );
    case 'validate-constraint':
      return '';
    default:
      return null;
  }
}
