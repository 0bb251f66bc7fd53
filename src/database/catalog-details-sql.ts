/**
 * The lesser parts of a table's description (PostgreSQL manual, chapter 53): triggers, policies, partitions, what a view is, what
 * the server counted, how the table is kept.
 */
import { kindName, laterColumn, objectSql, type FieldsSql } from './catalog-sql.ts';

/** The triggers that carry out foreign keys are the keys'; those a partition has from its table are the table's. */
const triggers = `
  SELECT g.tgrelid AS oid, json_agg(${objectSql({
    name: 'g.tgname',
    definition: 'pg_catalog.pg_get_triggerdef(g.oid)',
    timing: `CASE WHEN g.tgtype & 2 <> 0 THEN 'before' WHEN g.tgtype & 64 <> 0 THEN 'instead-of' ELSE 'after' END`,
    events: `(SELECT json_agg(event ORDER BY bit)
                FROM (VALUES (4, 'insert'), (8, 'delete'), (16, 'update'), (32, 'truncate')) AS v(bit, event)
               WHERE g.tgtype & bit <> 0)`,
    forEach: `CASE WHEN g.tgtype & 1 <> 0 THEN 'row' ELSE 'statement' END`,
    enabled: `CASE g.tgenabled WHEN 'O' THEN 'origin' WHEN 'A' THEN 'always' WHEN 'R' THEN 'replica' ELSE 'disabled' END`,
    function: objectSql({ schema: 'n.nspname', name: 'p.proname' }),
    comment: `pg_catalog.obj_description(g.oid, 'pg_trigger')`,
  })} ORDER BY g.tgname) AS list
    FROM targets r
    JOIN pg_catalog.pg_trigger g ON g.tgrelid = r.oid AND NOT g.tgisinternal
    JOIN pg_catalog.pg_proc p ON p.oid = g.tgfoid
    JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
   WHERE r.is_partition OR coalesce(${laterColumn('g', 'tgparentid')}, '0') = '0'
   GROUP BY g.tgrelid`;

const rules = `
  SELECT w.ev_class AS oid, json_agg(${objectSql({
    name: 'w.rulename',
    definition: 'pg_catalog.pg_get_ruledef(w.oid)',
  })} ORDER BY w.rulename) AS list
    FROM targets r JOIN pg_catalog.pg_rewrite w ON w.ev_class = r.oid AND w.rulename <> '_RETURN'
   GROUP BY w.ev_class`;

const statisticsObjects = `
  SELECT x.stxrelid AS oid, json_agg(${objectSql({
    name: 'x.stxname',
    definition: 'pg_catalog.pg_get_statisticsobjdef(x.oid)',
    target: `(SELECT s FROM CAST(${laterColumn('x', 'stxstattarget')} AS int) s WHERE s >= 0)`,
  })} ORDER BY x.stxname) AS list
    FROM targets r JOIN pg_catalog.pg_statistic_ext x ON x.stxrelid = r.oid
   GROUP BY x.stxrelid`;

/** Role 0 is everybody. */
const policies = `
  SELECT p.polrelid AS oid, json_agg(${objectSql({
    name: 'p.polname',
    command: `CASE p.polcmd WHEN 'r' THEN 'select' WHEN 'a' THEN 'insert' WHEN 'w' THEN 'update' WHEN 'd' THEN 'delete' ELSE 'all' END`,
    isPermissive: 'p.polpermissive',
    roles: `(SELECT json_agg(CASE u.role WHEN 0 THEN 'public' ELSE pg_catalog.pg_get_userbyid(u.role) END ORDER BY u.place)
               FROM unnest(p.polroles) WITH ORDINALITY AS u(role, place))`,
    using: 'pg_catalog.pg_get_expr(p.polqual, p.polrelid)',
    check: 'pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid)',
  })} ORDER BY p.polname) AS list
    FROM targets r JOIN pg_catalog.pg_policy p ON p.polrelid = r.oid
   GROUP BY p.polrelid`;

/** Several roles may have granted the same. */
const privileges = `
  SELECT g.oid, json_agg(${objectSql({
    role: 'g.role',
    privilege: 'lower(g.privilege)',
    columns: 'g.columns',
    isGrantable: 'g.grantable',
  })} ORDER BY g.role, g.columns IS NOT NULL, g.privilege, g.grantable) AS list
    FROM (SELECT e.oid, CASE e.grantee WHEN 0 THEN 'public' ELSE pg_catalog.pg_get_userbyid(e.grantee) END AS role,
                 e.privilege, e.grantable, json_agg(e.name ORDER BY e.number) FILTER (WHERE e.number > 0) AS columns
            FROM (SELECT r.oid, a.number, a.name, x.grantee, x.privilege_type AS privilege, bool_or(x.is_grantable) AS grantable
                    FROM targets r
                    JOIN pg_catalog.pg_class c ON c.oid = r.oid
                   CROSS JOIN LATERAL (
                      SELECT 0 AS number, NULL AS name, c.relacl AS acl WHERE c.relacl IS NOT NULL
                      UNION ALL SELECT a.attnum, a.attname, a.attacl FROM pg_catalog.pg_attribute a
                       WHERE a.attrelid = r.oid AND a.attnum > 0 AND a.attacl IS NOT NULL AND NOT a.attisdropped) a
                   CROSS JOIN LATERAL pg_catalog.aclexplode(a.acl) x
                   WHERE x.grantee <> c.relowner
                   GROUP BY r.oid, a.number, a.name, x.grantee, x.privilege_type) e
           GROUP BY e.oid, e.grantee, e.privilege, e.grantable, e.number > 0) g
   GROUP BY g.oid`;

const partitions = `
  SELECT i.inhparent AS oid, json_agg(${objectSql({
    schema: 'n.nspname',
    name: 'c.relname',
    kind: kindName('c.relkind'),
    bound: 'pg_catalog.pg_get_expr(c.relpartbound, c.oid)',
    rowEstimate: `CASE WHEN c.relkind = 'p' OR c.reltuples < 0 OR c.reltuples = 0 AND c.relpages = 0 THEN NULL
                       ELSE c.reltuples::bigint END`,
    byteLength: `(SELECT coalesce(sum(pg_catalog.pg_total_relation_size(p.relid)), 0)
                    FROM pg_catalog.pg_partition_tree(c.oid) p
                   WHERE p.isleaf AND NOT EXISTS (SELECT 1 FROM locked_tables l WHERE l.oid = p.relid))`,
  })} ORDER BY pg_catalog.pg_get_expr(c.relpartbound, c.oid) = 'DEFAULT', n.nspname, c.relname) AS list
    FROM targets r
    JOIN pg_catalog.pg_inherits i ON i.inhparent = r.oid
    JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid AND c.relispartition
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
   GROUP BY i.inhparent`;

const kin = (own: string, other: string, order: string): string => `
  SELECT i.${own} AS oid, json_agg(${objectSql({ schema: 'n.nspname', name: 'c.relname' })} ORDER BY ${order}) AS list
    FROM targets r
    JOIN pg_catalog.pg_inherits i ON i.${own} = r.oid
    JOIN pg_catalog.pg_class c ON c.oid = i.${other}
    JOIN pg_catalog.pg_class child ON child.oid = i.inhrelid AND NOT child.relispartition
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
   WHERE c.relkind IN ('r', 'f')
   GROUP BY i.${own}`;

/** What is published by its partitions is said of the partitioned table too, where it was named or all tables are. */
const publications = `
  SELECT b.oid, json_agg(b.name ORDER BY b.name) AS list
    FROM (SELECT g.relid AS oid, p.pubname AS name
            FROM pg_catalog.pg_publication p, pg_catalog.pg_get_publication_tables(p.pubname) g
          UNION SELECT o.prrelid, p.pubname
            FROM pg_catalog.pg_publication p JOIN pg_catalog.pg_publication_rel o ON o.prpubid = p.oid
          UNION SELECT r.oid, p.pubname
            FROM pg_catalog.pg_publication p, targets r WHERE p.puballtables AND pg_catalog.pg_relation_is_publishable(r.oid)) b
   GROUP BY b.oid`;

/** By name: what the view says of columns and rows came with PostgreSQL 15. A generated column is not published by itself. */
const publishedParts = `
  SELECT r.oid, json_agg(${objectSql({
    publication: 'p.pubname',
    columns: 'l.names',
    where: laterColumn('p', 'rowfilter'),
  })} ORDER BY p.pubname) AS list
    FROM pg_catalog.pg_publication_tables p
    JOIN targets r ON r.schema = p.schemaname AND r.name = p.tablename
   CROSS JOIN LATERAL (
      SELECT CASE WHEN EXISTS (
               SELECT 1 FROM pg_catalog.pg_attribute a
                WHERE a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
                  AND NOT coalesce(to_jsonb(p)->'attnames' ? a.attname::text, true)) THEN to_jsonb(p)->'attnames' END AS names) l
   WHERE l.names IS NOT NULL OR ${laterColumn('p', 'rowfilter')} IS NOT NULL
   GROUP BY r.oid`;

/** Lists by table: `oid` and `list`. */
export const detailParts = {
  triggers,
  rules,
  statisticsObjects,
  policies,
  privileges,
  partitions,
  inherits: kin('inhrelid', 'inhparent', 'i.inhseqno'),
  heirs: kin('inhparent', 'inhrelid', 'n.nspname, c.relname'),
  publications,
  publishedParts,
};

/** ISO 8601, to the millisecond. */
const instant = (time: string): string =>
  `to_char((${time}) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Heirs are counted by themselves: their upkeep is their own. */
const ownSum = (figure: string): string => `(sum(${figure}) FILTER (WHERE NOT m.is_heir))::bigint`;

/** Sizes are null where one of the tables is locked by a migration: they would have to be waited for. */
export const figures = `
  SELECT m.root AS oid,
         CASE WHEN count(l.oid) = 0 THEN ${objectSql({
           table: 'greatest(max(s.bytes) - sum(f.indexes) - sum(f.toast), 0)::bigint',
           indexes: 'sum(f.indexes)::bigint',
           toast: 'sum(f.toast)::bigint',
         })} END AS sizes,
         ${objectSql({
           liveRows: ownSum('pg_catalog.pg_stat_get_live_tuples(m.member)'),
           deadRows: ownSum('pg_catalog.pg_stat_get_dead_tuples(m.member)'),
           changesSinceAnalyze: ownSum('pg_catalog.pg_stat_get_mod_since_analyze(m.member)'),
           sequentialScans: ownSum('pg_catalog.pg_stat_get_numscans(m.member)'),
           indexScans: ownSum('f.scans'),
           lastVacuum: instant(
             'max(greatest(pg_catalog.pg_stat_get_last_vacuum_time(m.member), pg_catalog.pg_stat_get_last_autovacuum_time(m.member))) FILTER (WHERE NOT m.is_heir)',
           ),
           lastAnalyze: instant(
             'max(greatest(pg_catalog.pg_stat_get_last_analyze_time(m.member), pg_catalog.pg_stat_get_last_autoanalyze_time(m.member))) FILTER (WHERE NOT m.is_heir)',
           ),
         })} AS activity
    FROM targets r
    JOIN members m ON m.root = r.oid
    JOIN sizes s ON s.root = m.root
    JOIN pg_catalog.pg_class c ON c.oid = m.member
    LEFT JOIN locked_tables l ON l.oid = m.member
   CROSS JOIN LATERAL (
      SELECT CASE WHEN l.oid IS NULL THEN pg_catalog.pg_indexes_size(m.member) END AS indexes,
             CASE WHEN l.oid IS NOT NULL THEN NULL WHEN c.reltoastrelid = 0 THEN 0
                  ELSE pg_catalog.pg_total_relation_size(c.reltoastrelid) END AS toast,
             (SELECT coalesce(sum(pg_catalog.pg_stat_get_numscans(i.indexrelid)), 0)
                FROM pg_catalog.pg_index i WHERE i.indrelid = m.member) AS scans) f
   GROUP BY m.root`;

/** Of a row `r` of `targets`, its row `c` of pg_class and its `figures`. */
export const detailFields: FieldsSql = {
  comment: `pg_catalog.obj_description(r.oid, 'pg_class')`,
  rowSecurity: objectSql({ isEnabled: 'c.relrowsecurity', isForced: 'c.relforcerowsecurity' }),
  partitionKey: `CASE WHEN c.relkind = 'p' THEN pg_catalog.pg_get_partkeydef(c.oid) END`,
  partitionOf: `CASE WHEN c.relispartition THEN (SELECT ${objectSql({
    schema: 'n.nspname',
    name: 'p.relname',
    bound: 'pg_catalog.pg_get_expr(c.relpartbound, c.oid)',
    constraint: 'pg_catalog.pg_get_partition_constraintdef(c.oid)',
  })} FROM pg_catalog.pg_inherits i JOIN pg_catalog.pg_class p ON p.oid = i.inhparent
      JOIN pg_catalog.pg_namespace n ON n.oid = p.relnamespace WHERE i.inhrelid = c.oid) END`,
  viewDefinition: `CASE WHEN c.relkind IN ('v', 'm') THEN pg_catalog.pg_get_viewdef(c.oid, true) END`,
  isPopulated: `CASE WHEN c.relkind = 'm' THEN c.relispopulated END`,
  sizes: 'figures.sizes',
  activity: 'figures.activity',
  owner: 'pg_catalog.pg_get_userbyid(c.relowner)',
  persistence: `CASE c.relpersistence WHEN 'u' THEN 'unlogged' WHEN 't' THEN 'temporary' ELSE 'permanent' END`,
  accessMethod: '(SELECT m.amname FROM pg_catalog.pg_am m WHERE m.oid = c.relam)',
  tablespace: '(SELECT s.spcname FROM pg_catalog.pg_tablespace s WHERE s.oid = c.reltablespace)',
  options: `coalesce(to_json(c.reloptions), '[]')`,
  replicaIdentity: `CASE c.relreplident WHEN 'n' THEN 'nothing' WHEN 'f' THEN 'full' WHEN 'i' THEN 'index' ELSE 'default' END`,
  server: `(SELECT s.srvname FROM pg_catalog.pg_foreign_table f
              JOIN pg_catalog.pg_foreign_server s ON s.oid = f.ftserver WHERE f.ftrelid = c.oid)`,
  wrapperOptions: `coalesce((SELECT to_json(f.ftoptions) FROM pg_catalog.pg_foreign_table f WHERE f.ftrelid = c.oid), '[]')`,
  ofType: 'CASE WHEN c.reloftype <> 0 THEN pg_catalog.format_type(c.reloftype, NULL) END',
  extension: `(SELECT e.extname FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_extension e ON e.oid = d.refobjid
                WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = r.oid AND d.objsubid = 0
                  AND d.refclassid = 'pg_catalog.pg_extension'::regclass AND d.deptype = 'e')`,
};
