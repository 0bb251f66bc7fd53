/**
 * The SQL of catalog.ts: pg_catalog (PostgreSQL manual, chapter 53) as the JSON of its types, key by key. Reads what
 * PostgreSQL 12 and later all have; what it does not have is read through to_jsonb().
 */

/**
 * Defines `relations`, a row for each table and view outside the system schemas. Sizes and estimates, which cost the most, are those
 * of the tables that `only` (a condition on the pg_class row `c`) leaves. A partition is its table's, unless it is asked for.
 * - pg_total_relation_size() waits for a lock. A migration holds an exclusive one until it commits, and must not freeze
 *   whoever lists tables meanwhile: of such a table the size is the planner's page count.
 * - reltuples is -1 before the first ANALYZE (PostgreSQL 14), 0 with 0 pages in older ones.
 */
export function relationsSql(only = 'true', partitions: 'left-out' | 'included' = 'left-out'): string {
  const isRoot = partitions === 'included' ? 'true' : 'NOT c.relispartition';
  return `
  WITH locked AS MATERIALIZED (
    SELECT l.relation FROM pg_catalog.pg_locks l
     WHERE l.locktype = 'relation' AND l.mode = 'AccessExclusiveLock' AND l.pid <> pg_catalog.pg_backend_pid()
       AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())
  ), locked_tables AS MATERIALIZED (
    SELECT relation AS oid FROM locked
    UNION SELECT i.indrelid FROM pg_catalog.pg_index i JOIN locked ON locked.relation = i.indexrelid
    UNION SELECT c.oid FROM pg_catalog.pg_class c JOIN locked ON locked.relation = c.reltoastrelid
  ), members AS (
    SELECT c.oid AS root, c.oid AS member FROM pg_catalog.pg_class c WHERE c.relkind IN ('r', 'm') AND ${only}
    UNION ALL
    SELECT c.oid, p.relid FROM pg_catalog.pg_class c, pg_catalog.pg_partition_tree(c.oid) p
     WHERE c.relkind = 'p' AND ${isRoot} AND p.isleaf AND ${only}
  ), sizes AS (
    SELECT m.root,
           sum(CASE WHEN l.oid IS NULL THEN pg_catalog.pg_total_relation_size(m.member)
                    ELSE c.relpages::bigint * current_setting('block_size')::int END) AS bytes,
           sum(CASE WHEN c.reltuples < 0 THEN NULL
                    WHEN c.reltuples = 0 AND c.relpages = 0 AND current_setting('server_version_num')::int < 140000 THEN NULL
                    ELSE c.reltuples END) AS estimate
      FROM members m
      JOIN pg_catalog.pg_class c ON c.oid = m.member
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN locked_tables l ON l.oid = m.member
     WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp_)'
     GROUP BY m.root
  ), relations AS (
    SELECT c.oid, n.nspname AS schema, c.relname AS name, c.relkind AS kind, c.relispartition AS is_partition, s.bytes, s.estimate
      FROM pg_catalog.pg_class c
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN sizes s ON s.root = c.oid
     WHERE c.relkind IN ('r', 'v', 'm', 'p', 'f') AND ${isRoot}
       AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp_)'
  )`;
}

/** The keys of a CatalogTable, from a row `r` of `relations`. */
export const relationFields: FieldsSql = {
  schema: 'r.schema',
  name: 'r.name',
  kind: kindName('r.kind'),
  rowEstimate: 'r.estimate::bigint',
  byteLength: 'coalesce(r.bytes, 0)::bigint',
};

/** CatalogTable's `kind` from pg_class.relkind. */
export function kindName(relkind: string): string {
  return `CASE ${relkind} WHEN 'r' THEN 'table' WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized-view'
                        WHEN 'p' THEN 'partitioned' ELSE 'foreign' END`;
}

/** The names of a key's columns, in the key's order. */
export function namesOf(numbers: string, relation: string): string {
  return `(SELECT jsonb_agg(a.attname ORDER BY k.place)
             FROM unnest(${numbers}) WITH ORDINALITY AS k(attnum, place)
             JOIN pg_catalog.pg_attribute a ON a.attrelid = ${relation} AND a.attnum = k.attnum)`;
}

/** ON DELETE and ON UPDATE of pg_constraint. */
export function actionName(column: string): string {
  return `CASE ${column} WHEN 'a' THEN 'NO ACTION' WHEN 'r' THEN 'RESTRICT' WHEN 'c' THEN 'CASCADE'
                WHEN 'n' THEN 'SET NULL' ELSE 'SET DEFAULT' END`;
}

/** What SQL gives each key of an object. */
export type FieldsSql = Readonly<Record<string, string>>;

/** In the order of the keys: `json` keeps it, `jsonb` does not. */
export function objectSql(fields: FieldsSql): string {
  const pairs = Object.entries(fields).map(([key, sql]) => `'${key}', ${sql}`);
  return `json_build_object(${pairs.join(', ')})`;
}

/** Text of a column that PostgreSQL 12 does not have; null where the server does not. */
export function laterColumn(row: string, column: string): string {
  return `nullif(to_jsonb(${row})->>'${column}', '')`;
}
