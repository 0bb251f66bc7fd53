/**
 * The SQL of catalog.ts: pg_catalog (PostgreSQL manual, chapter 53) as the JSON of its types, key by key. Reads what
 * PostgreSQL 12 and later all have; what it does not have is read through to_jsonb().
 */

/**
 * Defines `relations`, a row for each table and view outside the system schemas. Sizes and estimates, which cost the most, are those
 * of the tables that `only` (a condition on the pg_class row `c`) leaves. A partition is its table's, unless it is asked for; what a
 * table's heirs hold is counted with it, as SELECT counts it.
 * - pg_total_relation_size() waits for a lock. A migration holds an exclusive one until it commits, and must not freeze
 *   whoever lists tables meanwhile: of such a table the size is the planner's page count.
 * - reltuples is -1 before the first ANALYZE (PostgreSQL 14), 0 with 0 pages in older ones. Of several tables that hold rows none may
 *   be so; one without a page has no rows, as partitions of months to come.
 */
export function relationsSql(only = 'true', partitions: 'left-out' | 'included' = 'left-out'): string {
  const isRoot = partitions === 'included' ? 'true' : 'NOT c.relispartition';
  return `
  WITH RECURSIVE locked AS MATERIALIZED (
    SELECT l.relation FROM pg_catalog.pg_locks l
     WHERE l.locktype = 'relation' AND l.mode = 'AccessExclusiveLock' AND l.pid <> pg_catalog.pg_backend_pid()
       AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())
  ), locked_tables AS MATERIALIZED (
    SELECT relation AS oid FROM locked
    UNION SELECT i.indrelid FROM pg_catalog.pg_index i JOIN locked ON locked.relation = i.indexrelid
    UNION SELECT c.oid FROM pg_catalog.pg_class c JOIN locked ON locked.relation = c.reltoastrelid
  ), heirs AS (
    SELECT c.oid AS root, i.inhrelid AS heir FROM pg_catalog.pg_class c JOIN pg_catalog.pg_inherits i ON i.inhparent = c.oid
     WHERE c.relkind = 'r' AND ${only}
    UNION SELECT h.root, i.inhrelid FROM heirs h JOIN pg_catalog.pg_inherits i ON i.inhparent = h.heir
  ), members AS (
    SELECT c.oid AS root, c.oid AS member, false AS is_heir, c.relhassubclass AS is_part
      FROM pg_catalog.pg_class c WHERE c.relkind IN ('r', 'm') AND ${only}
    UNION ALL
    SELECT c.oid, p.relid, false, true FROM pg_catalog.pg_class c, pg_catalog.pg_partition_tree(c.oid) p
     WHERE c.relkind = 'p' AND ${isRoot} AND p.isleaf AND ${only}
    UNION ALL
    SELECT h.root, h.heir, true, true FROM heirs h
  ), sizes AS (
    SELECT m.root,
           sum(CASE WHEN l.oid IS NULL THEN pg_catalog.pg_total_relation_size(m.member)
                    ELSE c.relpages::bigint * current_setting('block_size')::int END) AS bytes,
           CASE WHEN bool_or(CASE WHEN u.is_unknown AND m.is_part THEN
                             CASE WHEN l.oid IS NULL THEN pg_catalog.pg_relation_size(m.member) > 0 ELSE true END END)
                THEN NULL ELSE sum(CASE WHEN NOT u.is_unknown THEN c.reltuples END) END AS estimate
      FROM members m
      JOIN pg_catalog.pg_class c ON c.oid = m.member
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN locked_tables l ON l.oid = m.member
     CROSS JOIN LATERAL (
        SELECT c.reltuples < 0
               OR c.reltuples = 0 AND c.relpages = 0 AND current_setting('server_version_num')::int < 140000 AS is_unknown) u
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
  isOnPath: 'pg_catalog.pg_table_is_visible(r.oid)',
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
