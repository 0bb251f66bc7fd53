/**
 * The foreign keys that a table has and those that refer to it: a look-up by name, as fast in a database of ten thousand tables as
 * in one of ten.
 */
import { namesOf } from './catalog-sql.ts';
import type { DatabaseConnection } from './client.ts';

/** One foreign key, seen from one of its two tables. */
export interface TableLink {
  /** `to`: this table's columns refer to the other's. `from`: the other's refer to this one's. */
  readonly direction: 'to' | 'from';
  /** Of this table; `otherColumns` belong to them one by one. */
  readonly columns: readonly string[];
  readonly otherSchema: string;
  readonly otherTable: string;
  readonly otherColumns: readonly string[];
}

/** A key that refers to a partitioned table has a hidden twin for each partition: the one without a parent is ours. */
const linksSql = `
  SELECT jsonb_build_object(
           'direction', side.direction,
           'columns', ${namesOf('side.own_key', 'side.own')},
           'otherSchema', n.nspname, 'otherTable', c.relname,
           'otherColumns', ${namesOf('side.other_key', 'side.other')})
    FROM (SELECT 'to' AS direction, f.conrelid AS own, f.conkey AS own_key, f.confrelid AS other, f.confkey AS other_key, f.*
            FROM pg_catalog.pg_constraint f
          UNION ALL
          SELECT 'from', f.confrelid, f.confkey, f.conrelid, f.conkey, f.* FROM pg_catalog.pg_constraint f) AS side
    JOIN pg_catalog.pg_class c ON c.oid = side.other
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
   WHERE side.own = (SELECT t.oid FROM pg_catalog.pg_class t JOIN pg_catalog.pg_namespace s ON s.oid = t.relnamespace
                      WHERE s.nspname = $1 AND t.relname = $2)
     AND side.contype = 'f' AND side.conparentid = 0
   ORDER BY side.direction DESC, n.nspname, c.relname, side.conname`;

/** Those it has first, then those that refer to it; a key that refers to its own table comes both ways. */
export async function readTableLinks(
  database: DatabaseConnection,
  schema: string,
  name: string,
): Promise<readonly TableLink[]> {
  const { rows } = await database.query(linksSql, [schema, name]);
  // Each row is the object that linksSql builds.
  return rows.map(([link]) => link as TableLink);
}
