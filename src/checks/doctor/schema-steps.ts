/** Steps of the schema that several checks propose: indexes made and dropped while others work, foreign keys, types of columns. */
import { quoteIdentifier, quoteQualified } from '../../database/quote.ts';
import type { ColumnFacts, ForeignKeyFacts, IndexFacts, TableFacts } from './facts/table-facts.ts';
import { columnList, type SchemaStep, step, tableName } from './mending.ts';

/** ` CONCURRENTLY` where a table allows it: a partitioned one does not (manual, CREATE INDEX). */
function concurrently({ kind }: TableFacts): string {
  return kind === 'partitioned' ? '' : ' CONCURRENTLY';
}

export interface NewIndex {
  readonly name: string;
  readonly columns: readonly string[];
  readonly isUnique?: boolean;
  /** The condition of a partial one, SQL. */
  readonly predicate?: string | null;
}

export function createIndex(
  table: TableFacts,
  { name, columns, isUnique = false, predicate = null }: NewIndex,
): SchemaStep {
  const where = predicate === null ? '' : ` WHERE ${predicate}`;
  return step(
    `CREATE${isUnique ? ' UNIQUE' : ''} INDEX${concurrently(table)} ${quoteIdentifier(name)} ON ${tableName(table)} (${columnList(columns)})${where}`,
    `DROP INDEX${concurrently(table)} ${quoteQualified(table.schema, name)}`,
  );
}

/** With the constraint that owns it, where one does. */
export function dropIndex(table: TableFacts, index: IndexFacts): SchemaStep {
  const { name, constraint, constraintDefinition, definition } = index;
  if (constraint !== null)
    return step(
      `ALTER TABLE ${tableName(table)} DROP CONSTRAINT ${quoteIdentifier(constraint)}`,
      `ALTER TABLE ${tableName(table)} ADD CONSTRAINT ${quoteIdentifier(constraint)} ${constraintDefinition ?? ''}`,
    );
  return step(
    `DROP INDEX${concurrently(table)} ${quoteQualified(table.schema, name)}`,
    definition.replace(/^(CREATE (?:UNIQUE )?INDEX) /, `$1${concurrently(table)} `),
  );
}

type NewForeignKey = Omit<ForeignKeyFacts, 'name' | 'isValidated' | 'definition'>;

/** Added without reading the rows there are, then proven while others work (manual, ALTER TABLE, Notes). */
export function addForeignKey(table: TableFacts, name: string, key: NewForeignKey): readonly SchemaStep[] {
  const constraint = quoteIdentifier(name);
  const start = `ALTER TABLE ${tableName(table)}`;
  const drop = `${start} DROP CONSTRAINT ${constraint}`;
  return [
    step(`${start} ADD CONSTRAINT ${constraint} ${keyText(key)}${notValid(table)}`, drop),
    ...proven(table, constraint),
  ];
}

/** In one statement: there is no moment without the key. What else it says, that it is deferrable, stays. */
export function replaceDeleteRule(
  table: TableFacts,
  key: ForeignKeyFacts,
  onDelete: string,
): readonly SchemaStep[] {
  const constraint = quoteIdentifier(key.name);
  const start = `ALTER TABLE ${tableName(table)} DROP CONSTRAINT ${constraint}, ADD CONSTRAINT ${constraint}`;
  const more = /(?: DEFERRABLE)?(?: INITIALLY DEFERRED)?(?= NOT VALID$|$)/.exec(key.definition)?.[0] ?? '';
  return [
    step(`${start} ${keyText({ ...key, onDelete })}${more}${notValid(table)}`, `${start} ${key.definition}`),
    ...proven(table, constraint),
  ];
}

function keyText({
  columns,
  referencedSchema,
  referencedTable,
  referencedColumns,
  onDelete,
  onUpdate,
}: NewForeignKey): string {
  const rules = [
    ...(onDelete === 'NO ACTION' ? [] : [` ON DELETE ${onDelete}`]),
    ...(onUpdate === 'NO ACTION' ? [] : [` ON UPDATE ${onUpdate}`]),
  ];
  return `FOREIGN KEY (${columnList(columns)}) REFERENCES ${quoteQualified(referencedSchema, referencedTable)} (${columnList(referencedColumns)})${rules.join('')}`;
}

/** The rows of a partitioned table are proven at once: it takes no key that is NOT VALID before PostgreSQL 18. */
function notValid({ kind }: TableFacts): string {
  return kind === 'partitioned' ? '' : ' NOT VALID';
}

function proven(table: TableFacts, constraint: string): readonly SchemaStep[] {
  if (table.kind === 'partitioned') return [];
  return [step(`ALTER TABLE ${tableName(table)} VALIDATE CONSTRAINT ${constraint}`)];
}

/** `using` and `back` are expressions of its values where no cast does, `initial` the default that it gets with the type. */
export function changeType(
  table: Pick<TableFacts, 'schema' | 'name'>,
  column: ColumnFacts,
  type: string,
  {
    using,
    back,
    initial = null,
  }: { readonly using?: string; readonly back?: string; readonly initial?: string | null } = {},
): SchemaStep {
  const alter = `ALTER COLUMN ${quoteIdentifier(column.name)}`;
  const by = (expression: string | undefined) => (expression === undefined ? '' : ` USING ${expression}`);
  const given = (value: string | null) =>
    initial === null || value === null ? '' : `, ${alter} SET DEFAULT ${value}`;
  const start = `ALTER TABLE ${tableName(table)} ${alter} TYPE`;
  return step(
    `${start} ${type}${by(using)}${given(initial)}`,
    `${start} ${column.type}${by(back)}${given(column.defaultExpression)}`,
  );
}
