/**
 * What a database has, asked in other words than the console's: information_schema, the pg_… views, functions of the server. Every
 * answer is an object by `schema.table`.
 */
import type { TestDatabase } from '../../support/postgres.ts';

type Row = Readonly<Record<string, unknown>>;

const own = (column: string) => `${column} NOT IN ('pg_catalog', 'information_schema')`;
const place = (schema: string, table: string) => `${schema} || '.' || ${table}`;

const questions = {
  kinds: `
    SELECT ${place('table_schema', 'table_name')} AS place,
           CASE table_type WHEN 'VIEW' THEN 'view' WHEN 'FOREIGN' THEN 'foreign' ELSE 'table' END AS kind
      FROM information_schema.tables WHERE ${own('table_schema')}
    UNION ALL SELECT ${place('schemaname', 'matviewname')}, 'materialized-view' FROM pg_matviews`,
  partitions: `
    SELECT inhparent::regclass::oid::int AS parent, inhrelid::regclass::oid::int AS child,
           (SELECT ${place('relnamespace::regnamespace::text', 'relname')} FROM pg_class WHERE oid = inhparent) AS place,
           (SELECT relname FROM pg_class WHERE oid = inhrelid) AS name
      FROM pg_inherits WHERE (SELECT relispartition FROM pg_class WHERE oid = inhrelid) ORDER BY name`,
  columns: `
    SELECT ${place('table_schema', 'table_name')} AS place, c.* FROM information_schema.columns c
     WHERE ${own('table_schema')}
       AND (table_schema, table_name) NOT IN (SELECT foreign_table_schema, foreign_table_name FROM information_schema.foreign_tables)
     ORDER BY ordinal_position`,
  keys: `
    SELECT ${place('k.table_schema', 'k.table_name')} AS place, k.constraint_name AS name, k.column_name AS column,
           k.position_in_unique_constraint AS other, t.constraint_type AS type, t.is_deferrable, t.initially_deferred
      FROM information_schema.key_column_usage k
      JOIN information_schema.table_constraints t USING (constraint_schema, constraint_name, table_name)
     WHERE ${own('k.table_schema')} ORDER BY k.table_name, k.constraint_name, k.ordinal_position`,
  references: `
    SELECT DISTINCT ${place('constraint_schema', 'constraint_name')} AS name, delete_rule, update_rule, match_option
      FROM information_schema.referential_constraints`,
  checks: `
    SELECT ${place('t.table_schema', 't.table_name')} AS place, t.constraint_name AS name
      FROM information_schema.table_constraints t
     WHERE t.constraint_type = 'CHECK' AND ${own('t.table_schema')} AND t.constraint_name !~ '_not_null$' ORDER BY name`,
  indexes: `
    SELECT ${place('schemaname', 'tablename')} AS place, indexname AS name, indexdef AS definition FROM pg_indexes ORDER BY indexname`,
  triggers: `
    SELECT ${place('event_object_schema', 'event_object_table')} AS place, trigger_name AS name, action_timing AS timing,
           action_orientation AS orientation, string_agg(event_manipulation, ',' ORDER BY event_manipulation) AS events
      FROM information_schema.triggers GROUP BY 1, 2, 3, 4 ORDER BY 2`,
  policies: `
    SELECT ${place('schemaname', 'tablename')} AS place, policyname AS name, permissive, cmd, roles::text, qual, with_check
      FROM pg_policies ORDER BY policyname`,
  tables: `
    SELECT ${place('schemaname', 'tablename')} AS place, tableowner, rowsecurity, hastriggers FROM pg_tables WHERE ${own('schemaname')}`,
  comments: `
    SELECT ${place('n.nspname', 'c.relname')} AS place, d.objsubid AS number, d.description
      FROM pg_description d JOIN pg_class c ON c.oid = d.objoid AND d.classoid = 'pg_class'::regclass AND c.relkind NOT IN ('i', 'I')
      JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${own('n.nspname')}`,
} as const;

export type Question = keyof typeof questions;

/** All answers, in the order of each question. */
export async function askIndependently(
  database: TestDatabase,
): Promise<Readonly<Record<Question, readonly Row[]>>> {
  const answers = await Promise.all(
    Object.entries(questions).map(async ([name, sql]) => [name, await database.execute(sql)] as const),
  );
  // One answer a question, by its name.
  return Object.fromEntries(answers) as Record<Question, readonly Row[]>;
}

/** The type of a row of information_schema.columns as SQL writes it, put together from its parts. */
export function typeOf(row: Row): string {
  const text = (name: string): string => String(row[name]);
  if (row.domain_name !== null) return qualified(text('domain_schema'), text('domain_name'));
  const type = text('data_type');
  if (type === 'ARRAY') {
    const element = text('udt_name').replace(/^_/, '');
    return `${qualified(text('udt_schema'), element)}[]`;
  }
  if (type === 'USER-DEFINED') return qualified(text('udt_schema'), text('udt_name'));
  if (['character varying', 'character', 'bit'].includes(type) && row.character_maximum_length !== null)
    return `${type}(${text('character_maximum_length')})`;
  if (type === 'numeric' && row.numeric_precision !== null)
    return `numeric(${text('numeric_precision')},${text('numeric_scale')})`;
  if (type.startsWith('time') && row.datetime_precision !== null && Number(row.datetime_precision) !== 6)
    return type.replace(/^(timestamp|time)/, `$1(${text('datetime_precision')})`);
  return type;
}

function qualified(schema: string, name: string): string {
  if (schema === 'pg_catalog' || schema === 'public') return name === 'varchar' ? 'character varying' : name;
  const quoted = (word: string): string =>
    /^[a-z_]+$/.test(word) ? word : `"${word.replaceAll('"', '""')}"`;
  return `${quoted(schema)}.${quoted(name)}`;
}
