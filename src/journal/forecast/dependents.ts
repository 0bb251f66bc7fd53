/** What goes when something else does: pg_depend and pg_constraint (PostgreSQL manual, 53.18, 53.13). */
import type { DatabaseConnection } from '../../database/client.ts';
import type { TableName } from '../lint/sql/operation.ts';

/** Views that read a table, and views that read those. `relation` is quoted. */
export async function viewsOn(database: DatabaseConnection, relation: string): Promise<readonly string[]> {
  const { rows } = await database.query(
    `WITH RECURSIVE readers AS (
       SELECT $1::pg_catalog.regclass::oid AS oid
       UNION
       SELECT r.ev_class FROM readers
         JOIN pg_catalog.pg_depend d ON d.refobjid = readers.oid
                                    AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
                                    AND d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass
         JOIN pg_catalog.pg_rewrite r ON r.oid = d.objid
     )
     SELECT n.nspname, c.relname FROM readers
       JOIN pg_catalog.pg_class c ON c.oid = readers.oid AND c.relkind IN ('v', 'm')
       JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      ORDER BY 1, 2`,
    [relation],
  );
  return rows.map(([schema, name]) =>
    schema === 'public' ? String(name) : `${String(schema)}.${String(name)}`,
  );
}

/** Tables whose rows refer to those of a table and go with them: by TRUNCATE … CASCADE all, else those ON DELETE CASCADE. */
export async function deletedWith(
  database: DatabaseConnection,
  relation: string,
  isTruncated: boolean,
): Promise<readonly TableName[]> {
  const { rows } = await database.query(
    `WITH RECURSIVE referring AS (
       SELECT $1::pg_catalog.regclass::oid AS oid
       UNION
       SELECT k.conrelid FROM referring
         JOIN pg_catalog.pg_constraint k ON k.confrelid = referring.oid AND k.contype = 'f'
                                        AND ($2 OR k.confdeltype = 'c')
     )
     SELECT n.nspname, c.relname FROM referring
       JOIN pg_catalog.pg_class c ON c.oid = referring.oid
       JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE c.oid <> $1::pg_catalog.regclass AND NOT c.relispartition
      ORDER BY 1, 2`,
    [relation, isTruncated],
  );
  return rows.map(([schema, name]) => ({ schema: String(schema), name: String(name) }));
}

/** Columns that are of a type, of an array of it, or of a domain: they go with DROP TYPE … CASCADE. */
export async function columnsOfType(
  database: DatabaseConnection,
  { schema, name }: TableName,
): Promise<readonly { readonly table: TableName; readonly column: string }[]> {
  const { rows } = await database.query(
    `SELECT n.nspname, c.relname, a.attname
       FROM pg_catalog.pg_type t
       JOIN pg_catalog.pg_namespace tn ON tn.oid = t.typnamespace
       JOIN pg_catalog.pg_attribute a ON a.atttypid IN (t.oid, nullif(t.typarray, 0)) AND NOT a.attisdropped AND a.attnum > 0
       JOIN pg_catalog.pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p') AND NOT c.relispartition
       JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE t.typname = $2 AND (CASE WHEN $1::text IS NULL THEN pg_catalog.pg_type_is_visible(t.oid) ELSE tn.nspname = $1 END)
      ORDER BY 1, 2, 3`,
    [schema, name],
  );
  return rows.map(([own, table, column]) => ({
    table: { schema: String(own), name: String(table) },
    column: String(column),
  }));
}
