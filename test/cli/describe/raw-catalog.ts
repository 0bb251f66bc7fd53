/**
 * The lesser facts of a database as lines of text, from the plain rows of pg_catalog: columns as they are stored, their codes, functions
 * of indexes; joined by name. Every answer has `place`, the table as `schema.table`, and `line`.
 */
import type { TestDatabase } from '../../support/postgres.ts';

const place = `n.nspname || '.' || c.relname`;
const tables = `pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname !~ '^(pg_|information_schema)'`;
const list = (array: string) => `array_to_string(${array}, ', ')`;
const words = (...parts: readonly string[]) =>
  `concat_ws(' | ', ${parts.map((part) => `coalesce((${part})::text, '-')`).join(', ')})`;
const coded = (column: string, codes: Readonly<Record<string, string>>) =>
  `CASE ${column}::text ${Object.entries(codes)
    .map(([code, word]) => `WHEN '${code}' THEN '${word}'`)
    .join(' ')} END`;

const questions = {
  columns: `
    SELECT ${place} AS place, ${words(
      'a.attname',
      'i.collation_name',
      coded('a.attstorage', { p: 'plain', e: 'external', m: 'main', x: 'extended' }),
      coded('a.attcompression', { p: 'pglz', l: 'lz4' }),
      'CASE WHEN a.attstattarget > -1 THEN a.attstattarget END',
      'm.description',
      `EXISTS (SELECT FROM information_schema.table_constraints t JOIN information_schema.key_column_usage k USING (constraint_schema, constraint_name, table_name)
                WHERE t.constraint_type = 'PRIMARY KEY' AND t.table_schema = n.nspname AND t.table_name = c.relname AND k.column_name = a.attname)`,
      `CASE WHEN i.domain_name IS NOT NULL THEN replace(i.data_type, 'character varying', 'character varying' || coalesce('(' || i.character_maximum_length || ')', '')) END`,
      list('a.attfdwoptions'),
    )} AS line
      FROM ${tables} JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND a.atttypid <> 0
      LEFT JOIN information_schema.columns i ON i.table_schema = n.nspname AND i.table_name = c.relname AND i.column_name = a.attname
      LEFT JOIN pg_description m ON m.objoid = c.oid AND m.objsubid = a.attnum AND m.classoid = 1259
     WHERE c.relkind <> 'm' ORDER BY a.attnum`,
  indexes: `
    SELECT ${place} AS place, ${words(
      'x.relname',
      'i.indisunique',
      'i.indisprimary',
      'i.indisvalid',
      'i.indisclustered',
      'i.indisreplident',
      'i.indnullsnotdistinct',
      `(SELECT k.conname FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))`,
      list('x.reloptions'),
      'm.description',
      `(SELECT sum(s.idx_scan) FROM pg_stat_user_indexes s WHERE s.indexrelid IN (SELECT relid FROM pg_partition_tree(i.indexrelid) UNION SELECT i.indexrelid))`,
      `(SELECT sum(pg_relation_size(f.f)) FROM (SELECT relid AS f FROM pg_partition_tree(i.indexrelid) UNION SELECT i.indexrelid) f)`,
    )} AS line
      FROM pg_index i JOIN ${tables} ON c.oid = i.indrelid JOIN pg_class x ON x.oid = i.indexrelid
      LEFT JOIN pg_description m ON m.objoid = x.oid AND m.classoid = 1259 AND m.objsubid = 0
     ORDER BY x.relname`,
  indexKeys: `
    SELECT ${place} AS place, ${words(
      'x.relname',
      'k.number',
      `CASE WHEN k.number <= i.indnkeyatts THEN 'key' ELSE 'included' END`,
      'pg_get_indexdef(i.indexrelid, k.number, true)',
      `CASE WHEN k.number <= i.indnkeyatts THEN coalesce(pg_index_column_has_property(i.indexrelid, k.number, 'desc'), false) END`,
      `CASE WHEN k.number <= i.indnkeyatts THEN coalesce(pg_index_column_has_property(i.indexrelid, k.number, 'nulls_first'), false) END`,
    )} AS line
      FROM pg_index i JOIN ${tables} ON c.oid = i.indrelid JOIN pg_class x ON x.oid = i.indexrelid
      CROSS JOIN LATERAL generate_series(1, i.indnatts) k(number) ORDER BY x.relname, k.number`,
  constraints: `
    SELECT ${place} AS place, ${words(
      'k.conname',
      coded('k.contype', { p: 'primary-key', u: 'unique', c: 'check', x: 'exclusion' }),
      'pg_get_constraintdef(k.oid)',
      '(SELECT relname FROM pg_class WHERE oid = k.conindid)',
      'k.condeferrable',
      'k.condeferred',
      'k.convalidated',
      'm.description',
      `(SELECT string_agg(a.attname, ', ' ORDER BY array_position(k.conkey, a.attnum)) FROM pg_attribute a WHERE a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey))`,
    )} AS line
      FROM pg_constraint k JOIN ${tables} ON c.oid = k.conrelid
      LEFT JOIN pg_description m ON m.objoid = k.oid AND m.classoid = 2606
     WHERE k.contype IN ('p', 'u', 'c', 'x') ORDER BY k.conname`,
  foreignKeys: `
    SELECT ${place} AS place, ${words(
      'k.conname',
      `k.confrelid::regclass`,
      `(SELECT string_agg(a.attname, ', ' ORDER BY array_position(k.confkey, a.attnum)) FROM pg_attribute a WHERE a.attrelid = k.confrelid AND a.attnum = ANY (k.confkey))`,
      'pg_get_constraintdef(k.oid)',
      'k.convalidated',
    )} AS line
      FROM pg_constraint k JOIN ${tables} ON c.oid = k.conrelid WHERE k.contype = 'f' AND k.conparentid = 0 ORDER BY k.conname`,
  triggers: `
    SELECT ${place} AS place, ${words(
      't.tgname',
      'pg_get_triggerdef(t.oid)',
      coded('t.tgenabled', { O: 'origin', A: 'always', R: 'replica', D: 'disabled' }),
      't.tgfoid::regproc',
      'm.description',
    )} AS line
      FROM pg_trigger t JOIN ${tables} ON c.oid = t.tgrelid LEFT JOIN pg_description m ON m.objoid = t.oid AND m.classoid = 2620
     WHERE NOT t.tgisinternal AND t.tgparentid = 0 ORDER BY t.tgname`,
  tables: `
    SELECT ${place} AS place, ${words(
      coded('c.relpersistence', { p: 'permanent', u: 'unlogged' }),
      '(SELECT amname FROM pg_am WHERE oid = c.relam)',
      '(SELECT spcname FROM pg_tablespace WHERE oid = c.reltablespace)',
      list('c.reloptions'),
      coded('c.relreplident', { d: 'default', n: 'nothing', f: 'full', i: 'index' }),
      'c.relforcerowsecurity',
      `CASE c.relkind WHEN 'p' THEN pg_get_partkeydef(c.oid) END`,
      `CASE WHEN c.relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid, true) END`,
      `(SELECT ispopulated FROM pg_matviews v WHERE v.schemaname = n.nspname AND v.matviewname = c.relname)`,
      `(SELECT foreign_server_name FROM information_schema.foreign_tables f WHERE f.foreign_table_schema = n.nspname AND f.foreign_table_name = c.relname)`,
      `(SELECT string_agg(option_name || '=' || option_value, ', ') FROM information_schema.foreign_table_options f
         WHERE f.foreign_table_schema = n.nspname AND f.foreign_table_name = c.relname)`,
      `(SELECT user_defined_type_schema || '.' || user_defined_type_name FROM information_schema.tables t WHERE t.table_schema = n.nspname AND t.table_name = c.relname)`,
      `(SELECT string_agg(DISTINCT pubname, ', ' ORDER BY pubname) FROM pg_publication_tables p WHERE p.schemaname = n.nspname AND p.tablename = c.relname)`,
      `(SELECT string_agg(format('%s(%s)%s', pubname, array_to_string(attnames, ','), rowfilter), ', ' ORDER BY pubname) FROM pg_publication_tables p
         WHERE p.schemaname = n.nspname AND p.tablename = c.relname
           AND (rowfilter IS NOT NULL OR cardinality(attnames) < (SELECT count(*) FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped)))`,
    )} AS line FROM ${tables} WHERE c.relkind IN ('r', 'v', 'm', 'p', 'f')`,
  estimates: `
    SELECT ${place} AS place, ${words(
      `(WITH RECURSIVE tree AS (SELECT c.oid UNION SELECT i.inhrelid FROM tree JOIN pg_inherits i ON i.inhparent = tree.oid)
        SELECT CASE WHEN bool_or(l.reltuples < 0 AND pg_relation_size(l.oid) > 0) IS NOT false OR bool_and(l.reltuples < 0) THEN NULL
                    ELSE sum(greatest(l.reltuples, 0)) END::bigint
          FROM tree JOIN pg_class l ON l.oid = tree.oid AND l.relkind = 'r')`,
      `(SELECT sum(s.n_dead_tup) FROM pg_stat_all_tables s WHERE s.relid IN (SELECT relid FROM pg_partition_tree(c.oid) WHERE isleaf UNION SELECT c.oid WHERE c.relkind <> 'p'))`,
    )} AS line FROM ${tables} WHERE c.relkind IN ('r', 'p')`,
  // A privilege on the whole table is one on each column here, where columns can have it.
  privileges: `
    SELECT p.table_schema || '.' || p.table_name AS place,
           ${words(`replace(p.grantee, 'PUBLIC', 'public')`, 'lower(p.privilege_type)', 'p.column_name', `bool_or(p.is_grantable = 'YES')`)} AS line
      FROM (SELECT table_schema, table_name, grantee, privilege_type, column_name, is_grantable FROM information_schema.column_privileges
            UNION ALL SELECT table_schema, table_name, grantee, privilege_type, NULL, is_grantable FROM information_schema.table_privileges
             WHERE privilege_type IN ('DELETE', 'TRUNCATE', 'TRIGGER')) p
      JOIN pg_class c ON c.relname = p.table_name JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = p.table_schema
     WHERE p.grantee <> pg_get_userbyid(c.relowner)
     GROUP BY p.table_schema, p.table_name, p.grantee, p.privilege_type, p.column_name`,
  rules: `
    SELECT v.schemaname || '.' || v.tablename AS place, ${words('v.rulename', 'v.definition')} AS line FROM pg_rules v ORDER BY v.rulename`,
  statistics: `
    SELECT ${place} AS place, ${words(
      's.stxname',
      'pg_get_statisticsobjdef(s.oid)',
      'CASE WHEN s.stxstattarget > -1 THEN s.stxstattarget END',
    )} AS line FROM pg_statistic_ext s JOIN ${tables} ON c.oid = s.stxrelid ORDER BY s.stxname`,
  partitions: `
    SELECT ${place} AS place, ${words(
      'p.relname',
      'pg_get_expr(p.relpartbound, p.oid)',
      coded('p.relkind', { r: 'table', p: 'partitioned', f: 'foreign' }),
      `CASE p.relkind WHEN 'r' THEN pg_total_relation_size(p.oid) ELSE (SELECT sum(pg_total_relation_size(relid)) FROM pg_partition_tree(p.oid) WHERE isleaf) END`,
    )} AS line FROM pg_inherits i JOIN ${tables} ON c.oid = i.inhparent JOIN pg_class p ON p.oid = i.inhrelid AND p.relispartition ORDER BY p.relname`,
  kin: `
    SELECT ${place} AS place, ${words(`'heir'`, 'p.relname')} AS line FROM pg_inherits i JOIN ${tables} ON c.oid = i.inhparent
      JOIN pg_class p ON p.oid = i.inhrelid AND NOT p.relispartition AND p.relkind = 'r'
    UNION ALL SELECT ${place}, ${words(`'inherits'`, 'p.relname')} FROM pg_inherits i JOIN ${tables} ON c.oid = i.inhrelid AND NOT c.relispartition
      JOIN pg_class p ON p.oid = i.inhparent WHERE c.relkind = 'r'`,
} as const;

export type RawQuestion = keyof typeof questions;
export const rawQuestions = Object.keys(questions) as readonly RawQuestion[];

/** Lines by table, sorted. */
export async function askRaw(
  database: TestDatabase,
  question: RawQuestion,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const lines = new Map<string, string[]>();
  for (const { place: table, line } of await database.execute(questions[question])) {
    const own = lines.get(String(table)) ?? [];
    own.push(String(line));
    lines.set(String(table), own);
  }
  return new Map([...lines].map(([table, own]) => [table, own.sort()]));
}
