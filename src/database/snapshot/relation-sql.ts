/**
 * The SQL of read-snapshot.ts for tables and what belongs to them (PostgreSQL manual, chapter 53): a part a type, each with the
 * columns type, schema, "table", name, properties. What PostgreSQL 12 does not have is read through to_jsonb().
 */

/** Common to all parts: user schemas, what extensions own, relations. */
export const snapshotSources = `
  namespaces AS MATERIALIZED (
    SELECT n.oid, n.nspname AS schema FROM pg_catalog.pg_namespace n
     WHERE n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
  ), owned AS MATERIALIZED (
    SELECT classid, objid FROM pg_catalog.pg_depend WHERE deptype = 'e'
  ), relations AS MATERIALIZED (
    SELECT c.*, n.schema, pg_catalog.obj_description(c.oid, 'pg_class') AS comment
      FROM pg_catalog.pg_class c JOIN namespaces n ON n.oid = c.relnamespace
     WHERE NOT EXISTS (SELECT 1 FROM owned o WHERE o.classid = 'pg_class'::regclass AND o.objid = c.oid)
  ), tables AS MATERIALIZED (SELECT * FROM relations WHERE relkind IN ('r', 'p', 'f'))`;

/** A relation's name, quoted where it must be. */
const qualified = (schema: string, name: string) => `pg_catalog.format('%I.%I', ${schema}, ${name})`;

/** Text of a column added after PostgreSQL 12; null before. */
const later = (row: string, column: string) => `to_jsonb(${row})->>'${column}'`;

/** True, or left out. */
const flag = (condition: string) => `CASE WHEN ${condition} THEN true END`;

const tables = `
  SELECT 'table', t.schema, NULL, t.relname, jsonb_build_object(
      'kind', CASE t.relkind WHEN 'p' THEN 'partitioned' WHEN 'f' THEN 'foreign' END,
      'persistence', CASE t.relpersistence WHEN 'u' THEN 'unlogged' END,
      'columnOrder', (SELECT jsonb_agg(a.attname ORDER BY a.attnum) FROM pg_catalog.pg_attribute a
                       WHERE a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped),
      'partitionKey', CASE WHEN t.relkind = 'p' THEN pg_catalog.pg_get_partkeydef(t.oid) END,
      'inherits', (SELECT jsonb_agg(${qualified('pn.nspname', 'p.relname')} ORDER BY i.inhseqno)
                     FROM pg_catalog.pg_inherits i JOIN pg_catalog.pg_class p ON p.oid = i.inhparent
                     JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace WHERE i.inhrelid = t.oid),
      'partitionBound', CASE WHEN t.relispartition THEN pg_catalog.pg_get_expr(t.relpartbound, t.oid) END,
      'ofType', CASE WHEN t.reloftype <> 0 THEN pg_catalog.format_type(t.reloftype, NULL) END,
      'options', to_jsonb(t.reloptions),
      'hasRowSecurity', ${flag('t.relrowsecurity')},
      'forcesRowSecurity', ${flag('t.relforcerowsecurity')},
      'replicaIdentity', CASE t.relreplident WHEN 'n' THEN 'nothing' WHEN 'f' THEN 'full' WHEN 'i' THEN 'index' END,
      'server', (SELECT s.srvname FROM pg_catalog.pg_foreign_table f JOIN pg_catalog.pg_foreign_server s ON s.oid = f.ftserver WHERE f.ftrelid = t.oid),
      'serverOptions', (SELECT to_jsonb(f.ftoptions) FROM pg_catalog.pg_foreign_table f WHERE f.ftrelid = t.oid),
      'comment', t.comment)
    FROM tables t`;

const columns = `
  SELECT 'column', t.schema, t.relname, a.attname, jsonb_build_object(
      'type', pg_catalog.format_type(a.atttypid, a.atttypmod),
      'isNullable', NOT a.attnotnull,
      'default', CASE WHEN a.attgenerated = '' THEN pg_catalog.pg_get_expr(d.adbin, d.adrelid) END,
      'identity', CASE a.attidentity WHEN 'a' THEN 'always' WHEN 'd' THEN 'by default' END,
      'generated', CASE WHEN a.attgenerated <> '' THEN pg_catalog.pg_get_expr(d.adbin, d.adrelid)
                        || CASE a.attgenerated WHEN 's' THEN ' stored' ELSE ' virtual' END END,
      'collation', CASE WHEN a.attcollation <> y.typcollation AND a.attcollation <> 0 THEN
                        (SELECT ${qualified('cn.nspname', 'co.collname')} FROM pg_catalog.pg_collation co
                           JOIN pg_catalog.pg_namespace cn ON cn.oid = co.collnamespace WHERE co.oid = a.attcollation) END,
      'storage', CASE WHEN a.attstorage <> y.typstorage THEN a.attstorage::text END,
      'compression', nullif(${later('a', 'attcompression')}, ''),
      'statisticsTarget', CASE WHEN a.attstattarget >= 0 THEN a.attstattarget::int END,
      'options', to_jsonb(a.attoptions),
      'serverOptions', to_jsonb(a.attfdwoptions),
      'isInherited', ${flag('NOT a.attislocal')},
      'comment', pg_catalog.col_description(a.attrelid, a.attnum))
    FROM tables t
    JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
    JOIN pg_catalog.pg_type y ON y.oid = a.atttypid
    LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum`;

/** What an index has beside its definition; the columns of a row \`i\` of pg_index and \`c\` of pg_class. */
const indexProperties = `
      'options', to_jsonb(c.reloptions),
      'isInvalid', ${flag('NOT i.indisvalid')},
      'isClustered', ${flag('i.indisclustered')},
      'isReplicaIdentity', ${flag('i.indisreplident')},`;

/**
 * NOT NULL is a property of the column, whether the server has a constraint for it (PostgreSQL 18) or not. The twin that a foreign
 * key has for each partition is left out.
 */
const constraints = `
  SELECT 'constraint', t.schema, t.relname, k.conname, jsonb_build_object(
      'kind', CASE k.contype WHEN 'p' THEN 'primary key' WHEN 'u' THEN 'unique' WHEN 'f' THEN 'foreign key' WHEN 'c' THEN 'check' ELSE 'exclusion' END,
      'definition', pg_catalog.pg_get_constraintdef(k.oid),
      'isInherited', ${flag('NOT k.conislocal OR k.conparentid <> 0')},
      ${indexProperties}
      'comment', pg_catalog.obj_description(k.oid, 'pg_constraint'))
    FROM tables t
    JOIN pg_catalog.pg_constraint k ON k.conrelid = t.oid AND k.contype IN ('p', 'u', 'f', 'c', 'x')
     AND NOT (k.contype = 'f' AND k.conparentid <> 0)
    LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = k.conindid AND k.contype IN ('p', 'u', 'x')
    LEFT JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid`;

/**
 * The index of a constraint is the constraint's. That of a partitioned table is worded without ONLY: with it no partition would have
 * the index, and it would stay invalid.
 */
const indexes = `
  SELECT 'index', t.schema, t.relname, c.relname, jsonb_build_object(
      'definition', replace(pg_catalog.pg_get_indexdef(i.indexrelid),
        pg_catalog.format(' INDEX %I ON ONLY ', c.relname), pg_catalog.format(' INDEX %I ON ', c.relname)),
      'isInherited', ${flag('c.relispartition')},
      ${indexProperties}
      'comment', c.comment)
    FROM relations t
    JOIN pg_catalog.pg_index i ON i.indrelid = t.oid
    JOIN relations c ON c.oid = i.indexrelid
   WHERE NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))`;

const views = `
  SELECT CASE v.relkind WHEN 'v' THEN 'view' ELSE 'materialized-view' END, v.schema, NULL, v.relname, jsonb_build_object(
      'definition', pg_catalog.pg_get_viewdef(v.oid),
      'options', to_jsonb(v.reloptions),
      'isEmpty', ${flag(`v.relkind = 'm' AND NOT v.relispopulated`)},
      'comment', v.comment)
    FROM relations v WHERE v.relkind IN ('v', 'm')`;

const rules = `
  SELECT 'rule', t.schema, t.relname, r.rulename, jsonb_build_object(
      'definition', pg_catalog.pg_get_ruledef(r.oid),
      'enabled', nullif(r.ev_enabled::text, 'O'),
      'comment', pg_catalog.obj_description(r.oid, 'pg_rewrite'))
    FROM relations t JOIN pg_catalog.pg_rewrite r ON r.ev_class = t.oid AND r.rulename <> '_RETURN'`;

/** The triggers that carry out foreign keys are the keys'; those a partition has from its table are the table's. */
const triggers = `
  SELECT 'trigger', t.schema, t.relname, g.tgname, jsonb_build_object(
      'definition', pg_catalog.pg_get_triggerdef(g.oid),
      'enabled', nullif(g.tgenabled::text, 'O'),
      'comment', pg_catalog.obj_description(g.oid, 'pg_trigger'))
    FROM relations t JOIN pg_catalog.pg_trigger g ON g.tgrelid = t.oid
   WHERE NOT g.tgisinternal AND coalesce(${later('g', 'tgparentid')}, '0') = '0'`;

const policies = `
  SELECT 'policy', t.schema, t.relname, p.polname, jsonb_build_object(
      'command', CASE p.polcmd WHEN 'r' THEN 'select' WHEN 'a' THEN 'insert' WHEN 'w' THEN 'update' WHEN 'd' THEN 'delete' ELSE 'all' END,
      'isRestrictive', ${flag('NOT p.polpermissive')},
      'roles', (SELECT jsonb_agg(coalesce(r.rolname, 'public') ORDER BY r.rolname COLLATE "C")
                  FROM unnest(p.polroles) AS u(role) LEFT JOIN pg_catalog.pg_roles r ON r.oid = u.role),
      'using', pg_catalog.pg_get_expr(p.polqual, p.polrelid),
      'check', pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid),
      'comment', pg_catalog.obj_description(p.oid, 'pg_policy'))
    FROM tables t JOIN pg_catalog.pg_policy p ON p.polrelid = t.oid`;

const sequences = `
  SELECT 'sequence', c.schema, NULL, c.relname, jsonb_build_object(
      'type', pg_catalog.format_type(s.seqtypid, NULL), 'start', s.seqstart::text, 'increment', s.seqincrement::text,
      'minimum', s.seqmin::text, 'maximum', s.seqmax::text, 'cache', s.seqcache::text, 'isCyclic', ${flag('s.seqcycle')},
      'persistence', CASE c.relpersistence WHEN 'u' THEN 'unlogged' END,
      'ownedBy', CASE WHEN oa.attname IS NOT NULL THEN jsonb_build_array(on_.nspname, oc.relname, oa.attname) END,
      'isIdentity', ${flag(`d.deptype = 'i'`)},
      'comment', c.comment)
    FROM relations c
    JOIN pg_catalog.pg_sequence s ON s.seqrelid = c.oid
    LEFT JOIN pg_catalog.pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.objsubid = 0
     AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
    LEFT JOIN pg_catalog.pg_class oc ON oc.oid = d.refobjid
    LEFT JOIN pg_catalog.pg_namespace on_ ON on_.oid = oc.relnamespace
    LEFT JOIN pg_catalog.pg_attribute oa ON oa.attrelid = d.refobjid AND oa.attnum = d.refobjsubid`;

export const relationParts: readonly string[] = [
  tables,
  columns,
  constraints,
  indexes,
  views,
  rules,
  triggers,
  policies,
  sequences,
];
