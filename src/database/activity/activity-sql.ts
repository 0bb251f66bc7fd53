/** The SQL of read-activity.ts: the statistics views as the JSON of ActivityView (PostgreSQL manual, chapters 27 and 53). */

/** Qualified unless it lies in `public`. */
const relationName = (schema: string, name: string) =>
  `CASE ${schema} WHEN 'public' THEN ${name} ELSE ${schema} || '.' || ${name} END`;

export const overviewSql = `
  SELECT jsonb_build_object(
      'database', pg_catalog.current_database(),
      'byteLength', pg_catalog.pg_database_size(pg_catalog.current_database()),
      'connections', jsonb_build_object(
          'used', (SELECT count(*) FROM pg_catalog.pg_stat_activity WHERE backend_type = 'client backend' OR backend_type IS NULL),
          'most', current_setting('max_connections')::int),
      'cacheHit', (SELECT CASE WHEN d.blks_hit + d.blks_read > 0 THEN round(d.blks_hit::numeric / (d.blks_hit + d.blks_read), 4)::float8 END
                     FROM pg_catalog.pg_stat_database d WHERE d.datname = pg_catalog.current_database()),
      'vacuums', coalesce((
          SELECT jsonb_agg(jsonb_build_object(
              'pid', v.pid, 'table', ${relationName('n.nspname', 'c.relname')}, 'phase', v.phase,
              'share', CASE WHEN v.heap_blks_total > 0 THEN round(v.heap_blks_scanned::numeric / v.heap_blks_total, 4)::float8 END,
              'isAutomatic', coalesce(a.backend_type = 'autovacuum worker', false)) ORDER BY v.pid)
            FROM pg_catalog.pg_stat_progress_vacuum v
            LEFT JOIN pg_catalog.pg_class c ON c.oid = v.relid
            LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = v.pid
           WHERE v.datname = pg_catalog.current_database()), '[]'))`;

/** Those of tables, of their indexes and of catalogs left out where nobody waits for them, and whatever else is waited for. Our own say nothing. */
export const locksSql = `
  SELECT jsonb_build_object(
      'pid', l.pid,
      'target', CASE WHEN c.oid IS NOT NULL THEN ${relationName('n.nspname', 'c.relname')}
                     ELSE l.locktype || coalesce(' ' || coalesce(l.transactionid::text, l.virtualxid, l.objid::text), '') END,
      'mode', l.mode, 'isGranted', l.granted)
    FROM pg_catalog.pg_locks l
    LEFT JOIN pg_catalog.pg_class c ON c.oid = l.relation
    LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
   WHERE l.pid <> pg_catalog.pg_backend_pid()
     AND (l.database IS NULL OR l.database IN (0, (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())))
     AND (NOT l.granted OR (l.locktype = 'relation' AND c.relkind NOT IN ('i', 'I') AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_toast'))
   ORDER BY l.granted, l.pid, n.nspname, c.relname, l.mode
   LIMIT $1`;

/** Sizes by the planner's count of pages: asking for the real one waits for whoever holds the table exclusively. */
export const tablesSql = `
  SELECT jsonb_build_object(
      'schema', s.schemaname, 'name', s.relname,
      'byteLength', b.pages * current_setting('block_size')::int,
      'rowEstimate', CASE WHEN c.reltuples < 0 OR (c.reltuples = 0 AND c.relpages = 0) THEN nullif(s.n_live_tup, 0) ELSE c.reltuples::bigint END,
      'sequentialScans', coalesce(s.seq_scan, 0), 'indexScans', coalesce(s.idx_scan, 0), 'deadRows', s.n_dead_tup,
      'cacheHit', CASE WHEN o.hits + o.reads > 0 THEN round(o.hits::numeric / (o.hits + o.reads), 4)::float8 END)
    FROM pg_catalog.pg_stat_user_tables s
    JOIN pg_catalog.pg_class c ON c.oid = s.relid
    CROSS JOIN LATERAL (SELECT c.relpages::bigint + coalesce(sum(i.relpages), 0) AS pages
                          FROM pg_catalog.pg_index x JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid WHERE x.indrelid = c.oid) b
    LEFT JOIN LATERAL (SELECT coalesce(heap_blks_hit, 0) + coalesce(idx_blks_hit, 0) AS hits,
                              coalesce(heap_blks_read, 0) + coalesce(idx_blks_read, 0) AS reads
                         FROM pg_catalog.pg_statio_user_tables t WHERE t.relid = s.relid) o ON true
   ORDER BY b.pages DESC, s.schemaname, s.relname
   LIMIT $1`;

export const indexesSql = `
  SELECT jsonb_build_object(
      'schema', s.schemaname, 'table', s.relname, 'name', s.indexrelname,
      'byteLength', c.relpages::bigint * current_setting('block_size')::int, 'scans', coalesce(s.idx_scan, 0),
      'isUnused', coalesce(s.idx_scan, 0) = 0 AND NOT i.indisunique
                  AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint k WHERE k.conindid = s.indexrelid))
    FROM pg_catalog.pg_stat_user_indexes s
    JOIN pg_catalog.pg_class c ON c.oid = s.indexrelid
    JOIN pg_catalog.pg_index i ON i.indexrelid = s.indexrelid
   ORDER BY c.relpages DESC, s.schemaname, s.indexrelname
   LIMIT $1`;

/** The view of pg_stat_statements, quoted; no row without the extension. */
export const statementsViewSql = `
  SELECT pg_catalog.format('%I.pg_stat_statements', n.nspname)
    FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'pg_stat_statements'`;

/** `total_time` became `total_exec_time` in its version 1.8 (PostgreSQL 13): read by name, so that each has it. */
export function statementsSql(view: string): string {
  return `
  SELECT jsonb_build_object(
      'statement', s.query, 'calls', s.calls, 'rows', s.rows,
      'totalMs', round(t.total::numeric, 3)::float8, 'meanMs', round((t.total / greatest(s.calls, 1))::numeric, 3)::float8)
    FROM ${view} s
   CROSS JOIN LATERAL (SELECT coalesce(to_jsonb(s) ->> 'total_exec_time', to_jsonb(s) ->> 'total_time')::float8 AS total) t
   WHERE s.dbid = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())
   ORDER BY t.total DESC LIMIT $1`;
}
