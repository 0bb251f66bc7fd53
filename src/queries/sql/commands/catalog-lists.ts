/** What the listing commands ask pg_catalog (PostgreSQL manual, chapter 53), in the columns that psql shows. */
import type { CatalogList } from './command.ts';

/** The statement of a list: `$1` is a pattern of LIKE for the name and `$2` one for the schema, null for what is not of the system. */
export function listSql(what: CatalogList, isLong: boolean): string {
  switch (what) {
    case 'tables':
      return relations(['r', 'p', 'f'], isLong);
    case 'views':
      return relations(['v'], isLong);
    case 'materialized-views':
      return relations(['m'], isLong);
    case 'sequences':
      return relations(['S'], isLong);
    case 'indexes':
      return `SELECT n.nspname AS "Schema", c.relname AS "Name", t.relname AS "Table",
                     pg_catalog.pg_get_indexdef(i.indexrelid) AS "Definition"${sizes(isLong)}
                FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
                JOIN pg_catalog.pg_class t ON t.oid = i.indrelid ${inSchema('c.relnamespace', 'c.relname')} ORDER BY 1, 2`;
    case 'schemas':
      return `SELECT n.nspname AS "Name", pg_catalog.pg_get_userbyid(n.nspowner) AS "Owner"
                FROM pg_catalog.pg_namespace n
               WHERE CASE WHEN $1::text IS NULL THEN n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
                          ELSE n.nspname LIKE $1 END AND $2::text IS NULL ORDER BY 1`;
    case 'functions':
      return `SELECT n.nspname AS "Schema", p.proname AS "Name", pg_catalog.pg_get_function_result(p.oid) AS "Result",
                     pg_catalog.pg_get_function_arguments(p.oid) AS "Arguments",
                     CASE p.prokind WHEN 'a' THEN 'aggregate' WHEN 'w' THEN 'window' WHEN 'p' THEN 'procedure' ELSE 'function' END AS "Kind"
                FROM pg_catalog.pg_proc p ${inSchema('p.pronamespace', 'p.proname')} ORDER BY 1, 2, 4`;
    case 'types':
      return `SELECT n.nspname AS "Schema", pg_catalog.format_type(t.oid, NULL) AS "Name",
                     (SELECT string_agg(e.enumlabel, ', ' ORDER BY e.enumsortorder) FROM pg_catalog.pg_enum e WHERE e.enumtypid = t.oid) AS "Labels"
                FROM pg_catalog.pg_type t ${inSchema('t.typnamespace', 't.typname')}
                 AND t.typtype IN ('e', 'd', 'r', 'c') AND (t.typrelid = 0 OR (SELECT c.relkind = 'c' FROM pg_catalog.pg_class c WHERE c.oid = t.typrelid))
               ORDER BY 1, 2`;
    case 'extensions':
      return `SELECT e.extname AS "Name", e.extversion AS "Version", n.nspname AS "Schema"
                FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace
               WHERE ($1::text IS NULL OR e.extname LIKE $1) AND $2::text IS NULL ORDER BY 1`;
    case 'roles':
      return `SELECT r.rolname AS "Role", concat_ws(', ',
                     CASE WHEN r.rolsuper THEN 'superuser' END, CASE WHEN NOT r.rolinherit THEN 'no inheritance' END,
                     CASE WHEN r.rolcreaterole THEN 'create role' END, CASE WHEN r.rolcreatedb THEN 'create db' END,
                     CASE WHEN NOT r.rolcanlogin THEN 'cannot login' END, CASE WHEN r.rolreplication THEN 'replication' END) AS "Attributes",
                     ARRAY(SELECT b.rolname FROM pg_catalog.pg_auth_members m JOIN pg_catalog.pg_roles b ON m.roleid = b.oid
                            WHERE m.member = r.oid ORDER BY 1)::text[] AS "Member of"
                FROM pg_catalog.pg_roles r
               WHERE CASE WHEN $1::text IS NULL THEN r.rolname !~ '^pg_' ELSE r.rolname LIKE $1 END AND $2::text IS NULL ORDER BY 1`;
    case 'databases':
      return `SELECT d.datname AS "Name", pg_catalog.pg_get_userbyid(d.datdba) AS "Owner",
                     pg_catalog.pg_encoding_to_char(d.encoding) AS "Encoding", d.datcollate AS "Collate"${
                       isLong
                         ? `, CASE WHEN pg_catalog.has_database_privilege(d.datname, 'CONNECT')
                              THEN pg_catalog.pg_size_pretty(pg_catalog.pg_database_size(d.datname)) END AS "Size"`
                         : ''
                     }
                FROM pg_catalog.pg_database d WHERE ($1::text IS NULL OR d.datname LIKE $1) AND $2::text IS NULL ORDER BY 1`;
  }
}

/** Of all kinds that `\d` alone lists. */
export function relations(kinds: readonly string[], isLong: boolean): string {
  const list = kinds.map((kind) => `'${kind}'`).join(', ');
  return `SELECT n.nspname AS "Schema", c.relname AS "Name",
                 CASE c.relkind WHEN 'r' THEN 'table' WHEN 'p' THEN 'partitioned table' WHEN 'f' THEN 'foreign table'
                                WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' ELSE 'sequence' END AS "Type",
                 pg_catalog.pg_get_userbyid(c.relowner) AS "Owner"${sizes(isLong)}
            FROM pg_catalog.pg_class c ${inSchema('c.relnamespace', 'c.relname')} AND c.relkind IN (${list}) ORDER BY 1, 2`;
}

function sizes(isLong: boolean): string {
  if (!isLong) return '';
  return `, pg_catalog.pg_size_pretty(pg_catalog.pg_total_relation_size(c.oid)) AS "Size",
            pg_catalog.obj_description(c.oid, 'pg_class') AS "Description"`;
}

/** Without a pattern, what is neither the system's own nor temporary of somebody else. */
function inSchema(namespace: string, name: string): string {
  return `JOIN pg_catalog.pg_namespace n ON n.oid = ${namespace}
         WHERE ($1::text IS NULL OR ${name} LIKE $1)
           AND CASE WHEN $2::text IS NULL THEN n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
                    ELSE n.nspname LIKE $2 END`;
}
