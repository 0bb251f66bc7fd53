/** The names that SQL can use in a database, read in one round trip: schemas, tables with their columns, functions. */
import type { DatabaseConnection } from '../../../database/client.ts';

export interface NamedColumn {
  readonly name: string;
  /** As format_type() gives it. */
  readonly type: string;
}

export interface NamedTable {
  readonly schema: string;
  readonly name: string;
  readonly kind: 'table' | 'view';
  /** True where it is found without its schema. */
  readonly isVisible: boolean;
  /** True for the server's own. */
  readonly isSystem: boolean;
  readonly columns: readonly NamedColumn[];
}

export interface SqlNames {
  readonly schemas: readonly string[];
  readonly tables: readonly NamedTable[];
  readonly functions: readonly { readonly name: string; readonly result: string }[];
}

const namesSql = `
  SELECT jsonb_build_object(
    'schemas', (SELECT coalesce(jsonb_agg(n.nspname ORDER BY n.nspname), '[]') FROM pg_catalog.pg_namespace n
                 WHERE n.nspname !~ '^pg_(toast|temp)'),
    'tables', (SELECT coalesce(jsonb_agg(jsonb_build_object(
        'schema', n.nspname, 'name', c.relname, 'kind', CASE WHEN c.relkind IN ('v', 'm') THEN 'view' ELSE 'table' END,
        'isVisible', pg_catalog.pg_table_is_visible(c.oid),
        'isSystem', n.nspname IN ('pg_catalog', 'information_schema'),
        'columns', (SELECT coalesce(jsonb_agg(jsonb_build_object(
                      'name', a.attname, 'type', pg_catalog.format_type(a.atttypid, a.atttypmod)) ORDER BY a.attnum), '[]')
                      FROM pg_catalog.pg_attribute a
                     WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped)) ORDER BY n.nspname, c.relname), '[]')
      FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname !~ '^pg_toast' AND NOT c.relispartition),
    'functions', (SELECT coalesce(jsonb_agg(jsonb_build_object('name', f.name, 'result', f.result) ORDER BY f.name), '[]')
      FROM (SELECT DISTINCT ON (p.proname) p.proname AS name, pg_catalog.format_type(p.prorettype, NULL) AS result
              FROM pg_catalog.pg_proc p
             WHERE pg_catalog.pg_function_is_visible(p.oid) AND p.prorettype NOT IN ('trigger'::regtype, 'internal'::regtype, 'event_trigger'::regtype, 'language_handler'::regtype)
               AND NOT 'internal'::regtype = ANY (p.proargtypes::oid[])
             ORDER BY p.proname, p.pronargs) AS f))`;

export async function readSqlNames(database: DatabaseConnection): Promise<SqlNames> {
  const { rows } = await database.query(namesSql);
  // The object that the statement builds.
  return rows[0]?.[0] as SqlNames;
}
