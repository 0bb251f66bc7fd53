/**
 * Reads pg_catalog: tables, columns, indexes, foreign keys, as plain data. Reads only; knows nothing of models. Fits
 * PostgreSQL 12 and later; every call is one round trip, in which the server builds the description as JSON.
 */
import { partsJson, relationJson, relationsSql } from './catalog-sql.ts';
import type { DatabaseConnection } from './client.ts';
import type { QueryOptions } from './client/run-query.ts';

export interface CatalogTable {
  readonly schema: string;
  readonly name: string;
  readonly kind: 'table' | 'view' | 'materialized-view' | 'partitioned' | 'foreign';
  /** The planner's estimate, rows; null before the first ANALYZE or for a view. */
  readonly rowEstimate: number | null;
  /** Table, indexes and TOAST together; 0 for a view. */
  readonly byteLength: number;
}

export interface ColumnDescription {
  readonly name: string;
  /** As format_type() gives it. */
  readonly type: string;
  readonly isNullable: boolean;
  readonly defaultExpression: string | null;
  readonly isPrimaryKey: boolean;
  readonly comment: string | null;
}

export interface IndexDescription {
  readonly name: string;
  readonly definition: string;
  readonly isUnique: boolean;
  readonly isPrimary: boolean;
}

export interface ForeignKeyDescription {
  readonly name: string;
  readonly columns: readonly string[];
  readonly referencedSchema: string;
  readonly referencedTable: string;
  readonly referencedColumns: readonly string[];
  readonly onDelete: string;
  readonly onUpdate: string;
}

/** A foreign key of another table, or of the table itself, that refers to this one. */
export interface ReferenceDescription {
  readonly name: string;
  readonly schema: string;
  readonly table: string;
  readonly columns: readonly string[];
  /** The columns of this table they refer to. */
  readonly referencedColumns: readonly string[];
}

export interface CatalogTableDescription extends CatalogTable {
  readonly columns: readonly ColumnDescription[];
  readonly indexes: readonly IndexDescription[];
  readonly foreignKeys: readonly ForeignKeyDescription[];
  readonly referencedBy: readonly ReferenceDescription[];
  readonly comment: string | null;
}

/** Tables and views outside the system schemas, by schema and name. Partitions count towards their table. */
export async function readTables(database: DatabaseConnection): Promise<readonly CatalogTable[]> {
  const { rows } = await database.query(
    `${relationsSql()} SELECT ${relationJson} FROM relations r ORDER BY r.schema, r.name`,
  );
  // Each row is the object that relationJson builds.
  return rows.map(([table]) => table as CatalogTable);
}

/** Every table and view as readTable() gives it, in the order of readTables(). */
export async function readAllTables(
  database: DatabaseConnection,
  options: QueryOptions = {},
): Promise<readonly CatalogTableDescription[]> {
  const { rows } = await database.query(
    `${relationsSql()} SELECT ${relationJson} || ${partsJson} FROM relations r ORDER BY r.schema, r.name`,
    [],
    options,
  );
  // The object that relationJson and partsJson build.
  return rows.map(([table]) => table as CatalogTableDescription);
}

/** Null when there is no such table or view. Names are taken as they are, not folded to lower case. */
export async function readTable(
  database: DatabaseConnection,
  schema: string,
  name: string,
): Promise<CatalogTableDescription | null> {
  const { rows } = await database.query(
    `${relationsSql('c.relname = $2')} SELECT ${relationJson} || ${partsJson} FROM relations r WHERE r.schema = $1 AND r.name = $2`,
    [schema, name],
  );
  const table = rows[0]?.[0];
  // The object that relationJson and partsJson build.
  return table === undefined ? null : (table as CatalogTableDescription);
}
