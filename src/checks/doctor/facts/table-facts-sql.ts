/** The SQL of read-tables.ts: pg_catalog and the statistics views (PostgreSQL manual, chapters 53 and 27) as the JSON of TableFacts. */

import { actionName, kindName, namesOf } from '../../../database/catalog-sql.ts';

/** The modifier of varchar and char is their length and four bytes of header (src/backend/utils/adt/varchar.c). */
const columns = `
  SELECT jsonb_agg(jsonb_build_object(
      'name', a.attname,
      'type', pg_catalog.format_type(a.atttypid, a.atttypmod),
      'bareType', pg_catalog.format_type(a.atttypid, NULL),
      'length', CASE WHEN a.atttypid IN (1042, 1043) AND a.atttypmod >= 4 THEN a.atttypmod - 4 END,
      'isNullable', NOT a.attnotnull,
      'nullShare', shares.of_columns -> a.attname,
      'defaultExpression', (SELECT pg_catalog.pg_get_expr(d.adbin, d.adrelid) FROM pg_catalog.pg_attrdef d WHERE d.adrelid = a.attrelid AND d.adnum = a.attnum),
      'isFilled', a.atthasdef OR a.attidentity <> '',
      'isIdentity', a.attidentity <> '',
      'isInherited', a.attinhcount > 0,
      'typeHolders', coalesce(held.of_columns -> a.attname, '[]'),
      'enumValues', (SELECT jsonb_agg(e.enumlabel ORDER BY e.enumsortorder) FROM pg_catalog.pg_enum e WHERE e.enumtypid = t.oid),
      'enumType', CASE WHEN t.typtype = 'e' THEN jsonb_build_object('schema', tn.nspname, 'name', t.typname) END) ORDER BY a.attnum)
    FROM pg_catalog.pg_attribute a
    JOIN pg_catalog.pg_type own ON own.oid = a.atttypid
    JOIN pg_catalog.pg_type t ON t.oid = CASE WHEN own.typcategory = 'A' AND own.typelem <> 0 THEN own.typelem ELSE own.oid END
    JOIN pg_catalog.pg_namespace tn ON tn.oid = t.typnamespace
   WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped`;

/** indnkeyatts leaves out the columns that an index only INCLUDEs; indkey is 0 for an expression. */
const indexes = `
  SELECT jsonb_agg(jsonb_build_object(
      'name', ic.relname,
      'method', am.amname,
      'columns', (SELECT jsonb_agg(a.attname ORDER BY place) FROM generate_series(0, i.indnkeyatts - 1) AS place
                    LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[place] AND a.attnum <> 0),
      'keys', (SELECT jsonb_agg(pg_catalog.pg_get_indexdef(i.indexrelid, place + 1, false)
                         || ' ' || i.indclass[place] || ' ' || i.indcollation[place] || ' ' || i.indoption[place] ORDER BY place)
                 FROM generate_series(0, i.indnkeyatts - 1) AS place),
      'included', coalesce((SELECT jsonb_agg(a.attname ORDER BY place) FROM generate_series(i.indnkeyatts, i.indnatts - 1) AS place
                     JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[place]), '[]'),
      'predicate', pg_catalog.pg_get_expr(i.indpred, i.indrelid),
      'isUnique', i.indisunique,
      'isPrimary', i.indisprimary,
      'isValid', i.indisvalid,
      'isBeingBuilt', EXISTS (SELECT 1 FROM pg_catalog.pg_stat_progress_create_index p WHERE p.index_relid = i.indexrelid),
      'constraint', k.conname,
      'constraintDefinition', pg_catalog.pg_get_constraintdef(k.oid),
      'isReferred', i.indisreplident OR EXISTS (SELECT 1 FROM pg_catalog.pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype = 'f'),
      'scans', coalesce(s.idx_scan, 0),
      'byteLength', ic.relpages::bigint * current_setting('block_size')::int,
      'definition', pg_catalog.pg_get_indexdef(i.indexrelid)) ORDER BY ic.relname)
    FROM pg_catalog.pg_index i
    JOIN pg_catalog.pg_class ic ON ic.oid = i.indexrelid
    JOIN pg_catalog.pg_am am ON am.oid = ic.relam
    LEFT JOIN pg_catalog.pg_stat_user_indexes s ON s.indexrelid = i.indexrelid
    LEFT JOIN pg_catalog.pg_constraint k ON k.conindid = i.indexrelid AND k.conrelid = i.indrelid AND k.contype IN ('p', 'u', 'x')
   WHERE i.indrelid = c.oid`;

/** A key that refers to a partitioned table has a hidden twin for each partition: the one without a parent is ours. */
const foreignKeys = `
  SELECT jsonb_agg(jsonb_build_object(
      'name', f.conname, 'columns', ${namesOf('f.conkey', 'f.conrelid')},
      'referencedSchema', fn.nspname, 'referencedTable', fc.relname, 'referencedColumns', ${namesOf('f.confkey', 'f.confrelid')},
      'onDelete', ${actionName('f.confdeltype')}, 'onUpdate', ${actionName('f.confupdtype')},
      'isValidated', f.convalidated, 'definition', pg_catalog.pg_get_constraintdef(f.oid)) ORDER BY f.conname)
    FROM pg_catalog.pg_constraint f
    JOIN pg_catalog.pg_class fc ON fc.oid = f.confrelid
    JOIN pg_catalog.pg_namespace fn ON fn.oid = fc.relnamespace
   WHERE f.conrelid = c.oid AND f.contype = 'f' AND f.conparentid = 0`;

const rules = `
  SELECT jsonb_agg(jsonb_build_object('name', k.conname, 'isValidated', k.convalidated,
                                      'definition', pg_catalog.pg_get_constraintdef(k.oid)) ORDER BY k.conname)
    FROM pg_catalog.pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'c'`;

/** pg_stats shows what may be read; the counters are lost by a crash, the planner's statistics are not. */
const counters = `
  SELECT jsonb_build_object(
      'liveRows', s.n_live_tup, 'deadRows', s.n_dead_tup,
      'sequentialScans', coalesce(s.seq_scan, 0), 'indexScans', coalesce(s.idx_scan, 0),
      'isAnalysed', s.last_analyze IS NOT NULL OR s.last_autoanalyze IS NOT NULL
                 OR shares.of_columns IS NOT NULL,
      'lastVacuumAt', greatest(s.last_vacuum, s.last_autovacuum))
    FROM pg_catalog.pg_stat_user_tables s WHERE s.relid = c.oid AND c.relkind = 'r'`;

/**
 * For whose sake ALTER TABLE refuses a column another type (src/backend/commands/tablecmds.c, ATExecAlterColumnType), those of the
 * column in partitions and heirs too. A column of a partition key depends on its own table (heap.c, StorePartitionKey); a generated
 * one of PostgreSQL 12 on the other column, of newer ones its expression does.
 */
const held = `
  heirs AS (
    SELECT c.oid AS root, c.oid AS own FROM pg_catalog.pg_class c WHERE c.relkind IN ('r', 'p', 'f') AND c.oid >= 16384
    UNION SELECT h.root, i.inhrelid FROM heirs h JOIN pg_catalog.pg_inherits i ON i.inhparent = h.own
  ), holders AS (
    SELECT h.root, a.attname AS name,
           coalesce(jsonb_agg(DISTINCT told.holder) FILTER (WHERE h.own = h.root), '[]')
             || coalesce(jsonb_agg(DISTINCT told.holder) FILTER (WHERE h.own <> h.root), '[]') AS of_column
      FROM pg_catalog.pg_depend d
      JOIN heirs h ON h.own = d.refobjid
      JOIN pg_catalog.pg_attribute a ON a.attrelid = h.own AND a.attnum = CASE d.refobjsubid WHEN 0 THEN d.objsubid ELSE d.refobjsubid END
      LEFT JOIN pg_catalog.pg_rewrite v ON d.classid = 'pg_rewrite'::regclass AND v.oid = d.objid AND v.rulename = '_RETURN'
      LEFT JOIN pg_catalog.pg_attrdef f ON d.classid = 'pg_attrdef'::regclass AND f.oid = d.objid
      CROSS JOIN LATERAL pg_catalog.pg_identify_object(
        CASE WHEN v.oid IS NULL AND f.oid IS NULL THEN d.classid ELSE 'pg_class'::regclass END, coalesce(v.ev_class, f.adrelid, d.objid),
        coalesce(f.adnum, CASE d.refobjsubid WHEN 0 THEN 0 ELSE d.objsubid END)) one
      CROSS JOIN LATERAL (
        SELECT CASE WHEN d.refobjsubid = 0 THEN 'partition key of table'
                    WHEN d.classid IN ('pg_class'::regclass, 'pg_attrdef'::regclass) THEN 'generated column' ELSE one.type END
               || ' ' || one.identity AS holder) told
     WHERE d.refclassid = 'pg_class'::regclass AND a.attnum > 0
       AND CASE WHEN d.classid = 'pg_class'::regclass THEN d.objid = d.refobjid AND d.objsubid > 0
                WHEN f.oid IS NOT NULL THEN d.refobjsubid > 0 AND NOT (f.adrelid = d.refobjid AND f.adnum = d.refobjsubid)
                ELSE d.refobjsubid > 0 AND d.classid IN ('pg_rewrite'::regclass, 'pg_policy'::regclass, 'pg_trigger'::regclass,
                                                         'pg_proc'::regclass, 'pg_publication_rel'::regclass) END
     GROUP BY 1, 2
  ), held AS MATERIALIZED (
    SELECT root, jsonb_object_agg(name, of_column) AS of_columns FROM holders GROUP BY 1
  )`;

/**
 * A row each, partitions and what extensions brought along left out. reltuples is -1 before the first ANALYZE (PostgreSQL 14), 0
 * with 0 pages in older ones.
 */
export const tablesSql = `
  WITH RECURSIVE shares AS MATERIALIZED (
    SELECT p.schemaname, p.tablename, jsonb_object_agg(p.attname, p.null_frac) AS of_columns FROM pg_catalog.pg_stats p GROUP BY 1, 2
  ), ${held}
  SELECT jsonb_build_object(
      'schema', n.nspname, 'name', c.relname,
      'kind', ${kindName('c.relkind')},
      'rowEstimate', CASE WHEN c.reltuples < 0 OR (c.reltuples = 0 AND c.relpages = 0) THEN NULL ELSE c.reltuples::bigint END,
      'columns', coalesce((${columns}), '[]'),
      'indexes', coalesce((${indexes}), '[]'),
      'foreignKeys', coalesce((${foreignKeys}), '[]'),
      'rules', coalesce((${rules}), '[]'),
      'options', coalesce(to_jsonb(c.reloptions), '[]'),
      'counters', (${counters}))
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN shares ON shares.schemaname = n.nspname AND shares.tablename = c.relname
    LEFT JOIN held ON held.root = c.oid
   WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition
     AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp_)'
     AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend d
                      WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
   ORDER BY n.nspname, c.relname`;

/** Those that count upwards for a column of a table; a row each: qualified name, place, whether it and its table may be read, limits. */
export const sequencesSql = `
  SELECT jsonb_build_object(
      'sequence', pg_catalog.format('%I.%I', sn.nspname, s.relname),
      'schema', tn.nspname, 'table', t.relname, 'column', a.attname,
      'columnType', pg_catalog.format_type(a.atttypid, NULL),
      'isIdentity', a.attidentity <> '',
      'increment', q.seqincrement::text,
      'most', least(q.seqmax, CASE a.atttypid WHEN 21 THEN 32767 WHEN 23 THEN 2147483647 ELSE q.seqmax END)::text,
      'isReadable', pg_catalog.has_sequence_privilege(s.oid, 'SELECT') AND pg_catalog.has_table_privilege(t.oid, 'SELECT'),
      'isIndexed', EXISTS (SELECT 1 FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class ic ON ic.oid = i.indexrelid
                             JOIN pg_catalog.pg_am am ON am.oid = ic.relam
                            WHERE i.indrelid = t.oid AND i.indkey[0] = a.attnum AND i.indpred IS NULL AND i.indisvalid AND am.amname = 'btree'))
    FROM pg_catalog.pg_class s
    JOIN pg_catalog.pg_namespace sn ON sn.oid = s.relnamespace
    JOIN pg_catalog.pg_sequence q ON q.seqrelid = s.oid
    JOIN pg_catalog.pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = s.oid
                               AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i') AND d.refobjsubid > 0
    JOIN pg_catalog.pg_class t ON t.oid = d.refobjid
    JOIN pg_catalog.pg_namespace tn ON tn.oid = t.relnamespace
    JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
   WHERE s.relkind = 'S' AND q.seqincrement > 0 AND a.atttypid IN (20, 21, 23)
   ORDER BY tn.nspname, t.relname, a.attnum`;
