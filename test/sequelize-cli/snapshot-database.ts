/**
 * A database as text that can be compared: how it was created, its schemas, tables, columns, constraints, indexes and enums,
 * and every row of every table.
 */
import pg from 'pg';
import type { ConnectionTarget } from '../../src/database/target.ts';

const catalogSql = `
  WITH spaces AS (
    SELECT oid, nspname FROM pg_namespace WHERE nspname !~ '^(pg_|information_schema$)'
  )
  SELECT 'schema ' || nspname AS line FROM spaces
  UNION ALL
  SELECT format('%s %s.%s', CASE c.relkind WHEN 'r' THEN 'table' WHEN 'S' THEN 'sequence' ELSE c.relkind::text END,
                n.nspname, c.relname)
    FROM pg_class c JOIN spaces n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S')
  UNION ALL
  SELECT format('column %s.%s.%s %s%s%s', n.nspname, c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
                CASE WHEN a.attnotnull THEN ' not null' ELSE '' END,
                coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), ''))
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN spaces n ON n.oid = c.relnamespace
    LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
   WHERE c.relkind IN ('r', 'p', 'v', 'm') AND a.attnum > 0 AND NOT a.attisdropped
  UNION ALL
  SELECT format('constraint %s on %s %s', x.conname, x.conrelid::regclass, pg_get_constraintdef(x.oid))
    FROM pg_constraint x JOIN spaces n ON n.oid = x.connamespace
  UNION ALL
  SELECT format('index %s', pg_get_indexdef(i.indexrelid))
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN spaces n ON n.oid = c.relnamespace
  UNION ALL
  SELECT format('enum %s.%s %s', n.nspname, t.typname, string_agg(e.enumlabel, ',' ORDER BY e.enumsortorder))
    FROM pg_type t JOIN spaces n ON n.oid = t.typnamespace JOIN pg_enum e ON e.enumtypid = t.oid
   GROUP BY n.nspname, t.typname
  ORDER BY 1`;

const databaseSql = `
  SELECT pg_encoding_to_char(encoding) || ' ' || datcollate || ' ' || datctype AS line
    FROM pg_database WHERE datname = $1`;

/** Lines; one alone, that it is not there, for a database that does not exist. */
export async function snapshotDatabase(
  server: ConnectionTarget,
  database: string,
): Promise<readonly string[]> {
  const { host, port, user } = server;
  const client = new pg.Client({ host, port, user, database });
  try {
    await client.connect();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === '3D000') return ['no such database'];
    throw error;
  }
  try {
    const created = await client.query<{ line: string }>(databaseSql, [database]);
    const catalog = await client.query<{ line: string }>(catalogSql);
    const lines = [...created.rows, ...catalog.rows].map(({ line }) => line);
    const tables = lines.filter((line) => line.startsWith('table ')).map((line) => line.slice(6));
    const rows: string[] = [];
    for (const table of tables) {
      const [schema = '', name = ''] = table.split('.');
      const place = `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`;
      const read = await client.query<{ row: string }>(
        `SELECT to_jsonb(t)::text AS row FROM ${place} t ORDER BY 1`,
      );
      rows.push(...read.rows.map(({ row }) => `row of ${table} ${row}`));
    }
    return [...lines, ...rows];
  } finally {
    await client.end();
  }
}
