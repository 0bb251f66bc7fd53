/** The search path of a database, which is a setting of it and not in it: no copy has it by itself (PostgreSQL manual, 53.16). */
import pg from 'pg';
import type { DatabaseConnection } from '../client.ts';

/** What ALTER DATABASE, or ALTER ROLE … IN DATABASE for this role, sets for `source` is set for `copy`, on the same server. */
export async function keepPath(connection: DatabaseConnection, source: string, copy: string): Promise<void> {
  const { rows } = await connection.query(
    `SELECT substr(c.setting, length('search_path=') + 1)
       FROM pg_catalog.pg_db_role_setting s
       JOIN pg_catalog.pg_database d ON d.oid = s.setdatabase
       LEFT JOIN pg_catalog.pg_roles r ON r.oid = s.setrole
      CROSS JOIN LATERAL unnest(s.setconfig) c(setting)
      WHERE d.datname = $1 AND (s.setrole = 0 OR r.rolname = current_user) AND starts_with(c.setting, 'search_path=')
      ORDER BY s.setrole DESC LIMIT 1`,
    [source],
  );
  // Kept as a list of names, quoted where they must be (guc.c, GUC_LIST_QUOTE), so that it is SQL as it stands.
  const [path] = rows[0] ?? [];
  if (typeof path === 'string')
    await connection.query(`ALTER DATABASE ${pg.escapeIdentifier(copy)} SET search_path = ${path}`);
}
