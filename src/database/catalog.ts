/**
 * Reads pg_catalog: tables, columns, indexes, keys and all else there is to a table, as plain data. Reads only; knows nothing of
 * models. Fits PostgreSQL 12 and later; every call is one round trip, in which the server builds the description as JSON.
 */
import type { CatalogTable, CatalogTableDescription } from './catalog-description.ts';
import { partFields, partJoins, partSources } from './catalog-parts-sql.ts';
import { objectSql, relationFields, relationsSql } from './catalog-sql.ts';
import type { DatabaseConnection, QueryOptions } from './client.ts';

export type {
  CatalogTable,
  CatalogTableDescription,
  ColumnDescription,
  IndexDescription,
} from './catalog-description.ts';

/** Tables and views outside the system schemas, by schema and name. Partitions count towards their table. */
export async function readTables(database: DatabaseConnection): Promise<readonly CatalogTable[]> {
  const { rows } = await database.query(
    `${relationsSql()} SELECT ${objectSql(relationFields)}::text FROM relations r ORDER BY r.schema, r.name`,
  );
  // Each row is the text of the object that relationFields make.
  return rows.map(([text]) => JSON.parse(String(text)) as CatalogTable);
}

/**
 * Every table and view as readTable() gives it, in the order of readTables(). Waits for a migration that holds one of them: the server
 * writes no expression of a table that is locked.
 */
export async function readAllTables(
  database: DatabaseConnection,
  options: QueryOptions = {},
): Promise<readonly CatalogTableDescription[]> {
  const sql = descriptionsSql(relationsSql(), 'true');
  // The planner takes three hundred tables for a query worth compiling, which takes seconds. Ends with the text's transaction.
  const { rows } = await database.query(`SET LOCAL jit = off; ${sql}`, undefined, options);
  return rows.map(descriptionIn);
}

/** Those of these names, in whatever schema, by schema and name. */
export async function readTablesNamed(
  database: DatabaseConnection,
  names: readonly string[],
  options: QueryOptions = {},
): Promise<readonly CatalogTableDescription[]> {
  const sql = descriptionsSql(relationsSql('c.relname = ANY ($1)'), 'r.name = ANY ($1)');
  const { rows } = await database.query(sql, [names], options);
  return rows.map(descriptionIn);
}

/** Null when there is no such table, view or partition. Names are taken as they are, not folded to lower case. */
export async function readTable(
  database: DatabaseConnection,
  schema: string,
  name: string,
  options: QueryOptions = {},
): Promise<CatalogTableDescription | null> {
  const relations = relationsSql('c.relname = $2', 'included');
  const sql = descriptionsSql(relations, 'r.schema = $1 AND r.name = $2');
  const { rows } = await database.query(sql, [schema, name], options);
  const [table] = rows.map(descriptionIn);
  return table ?? null;
}

function descriptionsSql(relations: string, condition: string): string {
  return `${relations}, targets AS MATERIALIZED (SELECT * FROM relations r WHERE ${condition})${partSources}
     SELECT ${objectSql({ ...relationFields, ...partFields })}::text
       FROM targets r JOIN pg_catalog.pg_class c ON c.oid = r.oid ${partJoins} ORDER BY r.schema, r.name`;
}

/** Each row is the text of the object that relationFields and partFields make. */
function descriptionIn([text]: readonly unknown[]): CatalogTableDescription {
  return JSON.parse(String(text)) as CatalogTableDescription;
}
