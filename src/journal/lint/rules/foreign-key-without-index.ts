/** A foreign key whose own columns no index begins with. */
import {
  type LintRule,
  manual,
  type Operation,
  operationsOf,
  type ReadMigration,
  type Scene,
} from '../lint-rule.ts';
import { listArgument, quote, tableArgument } from '../rewrites.ts';
import { type Constraint, isSameTable, type TableName, tableText } from '../sql/operation.ts';
import { sizeOf } from '../table-size.ts';

type ForeignKey = Extract<Constraint, { type: 'foreign-key' }>;

export const foreignKeyWithoutIndex: LintRule = {
  id: 'foreign-key-without-index',
  level: 'warning',
  title: 'foreign key without an index',
  why: 'PostgreSQL indexes the referenced side only. Deleting or changing a referenced row, and joining along the key, reads the whole table without one.',
  source: manual('5.5.5. Foreign Keys', 'ddl-constraints.html#DDL-CONSTRAINTS-FK'),
  check(migration, scene) {
    return foreignKeys(migration).flatMap(({ operation, table, key }) => {
      if (isGone(table, key, migration, scene) || hasIndex(table, key.columns, migration, scene)) return [];
      const columns = key.columns.map((column) => `"${column}"`).join(', ');
      const isBig = sizeOf(table, operation, migration, scene).type === 'big';
      const name = `${table.name}_${key.columns.join('_')}`;
      return [
        {
          message: `No index of "${tableText(table)}" begins with ${columns}, which refers to "${tableText(key.referenced)}".`,
          place: operation.statement.place,
          word: key.columns[0],
          rewrite: `await queryInterface.addIndex(${tableArgument(table)}, ${listArgument(key.columns)}, { name: ${quote(name)}${isBig ? ', concurrently: true' : ''} });`,
        },
      ];
    });
  },
};

interface MadeKey {
  readonly operation: Operation;
  readonly table: TableName;
  readonly key: ForeignKey;
}

function foreignKeys({ operations }: ReadMigration): readonly MadeKey[] {
  return operations.flatMap((operation) => {
    const { change } = operation;
    if (change.type !== 'create-table' && change.type !== 'add-column' && change.type !== 'add-constraint')
      return [];
    const { table } = change;
    return constraintsOf(operation).flatMap((key) =>
      key.type === 'foreign-key' ? [{ operation, table, key }] : [],
    );
  });
}

/** The constraints that an operation makes, those written with columns among them. */
function constraintsOf({ change }: Operation): readonly Constraint[] {
  switch (change.type) {
    case 'create-table':
      return [...change.constraints, ...change.columns.flatMap(({ constraints }) => constraints)];
    case 'add-column':
      return change.column.constraints;
    case 'add-constraint':
      return [change.constraint];
    default:
      return [];
  }
}

/** In this migration, in a later one, or in the catalog. Partial indexes do not serve every row. */
function hasIndex(
  table: TableName,
  columns: readonly string[],
  migration: ReadMigration,
  scene: Scene,
): boolean {
  const made = [...migration.operations, ...scene.following].some((operation) => {
    const { change } = operation;
    if (!('table' in change) || !isSameTable(change.table, table)) return false;
    if (change.type === 'create-index') return !change.isPartial && beginsWith(change.columns, columns);
    return constraintsOf(operation).some(
      (one) => (one.type === 'unique' || one.type === 'primary-key') && beginsWith(one.columns, columns),
    );
  });
  if (made) return true;
  const indexes = scene.tables.find(table)?.description.indexes ?? [];
  return indexes.some(({ definition }) => beginsWith(columnsOfIndex(definition), columns));
}

/** In any order: the key is looked up by equality of all its columns. */
function beginsWith(index: readonly (string | null)[], columns: readonly string[]): boolean {
  const first = index.slice(0, columns.length);
  return columns.every((column) => first.includes(column));
}

/** pg_get_indexdef(): `CREATE INDEX name ON table USING btree (a, "B" DESC) WHERE …`; [] for a partial one. */
function columnsOfIndex(definition: string): readonly string[] {
  const match =
    /\bUSING (?:btree|hash) \((.*?)\)(?: INCLUDE .*?)?(?: NULLS NOT DISTINCT)?(?: WITH .*?)?( WHERE .*)?$/.exec(
      definition,
    );
  if (match?.[1] === undefined || match[2] !== undefined) return [];
  return match[1]
    .split(', ')
    .map((part) => part.replace(/ (?:DESC|ASC|NULLS|COLLATE)\b.*$/, '').replace(/^"(.*)"$/, '$1'));
}

/** The key or its table went away again, in this migration or in a later one, or an executed one's has gone since. */
function isGone(table: TableName, key: ForeignKey, migration: ReadMigration, scene: Scene): boolean {
  const later = [...migration.operations, ...scene.following];
  const isDropped = later.some(
    ({ change }) =>
      (change.type === 'drop-table' && isSameTable(change.table, table)) ||
      (change.type === 'drop-column' &&
        isSameTable(change.table, table) &&
        key.columns.includes(change.column)),
  );
  if (isDropped && !isMadeAgain(table, migration)) return true;
  if (migration.state === 'pending' || !scene.tables.isReachable) return false;
  const known = scene.tables.find(table);
  return !known?.description.foreignKeys.some(({ columns }) => columns.join() === key.columns.join());
}

/** `DROP TABLE IF EXISTS` before `CREATE TABLE` is a way to begin. */
function isMadeAgain(table: TableName, { operations }: ReadMigration): boolean {
  const dropped = operations.findLastIndex(
    ({ change }) => change.type === 'drop-table' && isSameTable(change.table, table),
  );
  return operationsOf(operations.slice(dropped + 1), 'create-table').some(
    (operation) => dropped >= 0 && isSameTable(operation.change.table, table),
  );
}
