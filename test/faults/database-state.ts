/**
 * Everything that a migration may leave behind in a database, as text that two databases can be compared by: what the catalog
 * says of its schemas, and its rows. Journal tables are left out: they are what the rest is compared with.
 */
import pg from 'pg';
import type { ConnectionTarget } from '../../src/database/target.ts';

/** How a database stands. `journal` is null where there is no journal table yet. */
export interface DatabaseState {
  readonly schema: string;
  readonly journal: readonly string[] | null;
}

/** The user's relations. */
const own = `n.nspname !~ '^pg_|^information_schema$' AND c.relname <> 'SequelizeMeta'`;

/** Each gives lines of text; ordinals and object ids, which differ after a rollback, stay out. */
const catalogQueries: readonly string[] = [
  `SELECT format('%s %s.%s %s', c.relkind, n.nspname, c.relname, obj_description(c.oid, 'pg_class'))
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${own} AND c.relname <> 'SequelizeMeta_pkey'`,
  `SELECT format('column %s.%s.%s #%s %s %s %s', n.nspname, c.relname, a.attname,
                 row_number() OVER (PARTITION BY c.oid ORDER BY a.attnum), format_type(a.atttypid, a.atttypmod),
                 a.attnotnull, pg_get_expr(d.adbin, d.adrelid))
     FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
     LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
    WHERE ${own} AND a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'v', 'm')`,
  `SELECT format('constraint %s.%s %s %s', c.relname, k.conname, pg_get_constraintdef(k.oid), k.convalidated)
     FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${own}`,
  `SELECT format('index %s valid %s ready %s', pg_get_indexdef(i.indexrelid), i.indisvalid, i.indisready)
     FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${own}`,
  `SELECT format('enum %s %s', t.typname, string_agg(e.enumlabel, ',' ORDER BY e.enumsortorder))
     FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid GROUP BY t.oid, t.typname`,
  `SELECT pg_get_functiondef(p.oid) FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
    WHERE n.nspname !~ '^pg_|^information_schema$'`,
  `SELECT pg_get_triggerdef(t.oid) FROM pg_trigger t WHERE NOT t.tgisinternal`,
  `SELECT format('view %s %s', c.relname, pg_get_viewdef(c.oid))
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${own} AND c.relkind IN ('v', 'm')`,
];

const tablesQuery = `
  SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE ${own} AND c.relkind IN ('r', 'm') ORDER BY 1`;

/**
 * Waits until nobody else is connected (a backend whose client was killed ends its statement first), then reads everything in
 * one transaction. Numbers that a sequence gave ("id") are left out: a sequence does not roll back.
 */
export async function readState(target: ConnectionTarget): Promise<DatabaseState> {
  const { host, port, database, user } = target;
  const client = new pg.Client({ host, port, database, user });
  await client.connect();
  try {
    await untilAlone(client);
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const lines: string[] = [];
    for (const sql of catalogQueries) lines.push(...(await firstColumn(client, sql)).sort());
    for (const table of await firstColumn(client, tablesQuery)) {
      const rows = await firstColumn(client, `SELECT (to_jsonb(t) - 'id')::text FROM ${table} AS t`);
      lines.push(...rows.sort().map((row) => `row of ${table} ${row}`));
    }
    const [journal] = await firstColumn(client, `SELECT to_regclass('"SequelizeMeta"')::text`);
    const names =
      journal == null ? null : await firstColumn(client, 'SELECT name FROM "SequelizeMeta" ORDER BY name');
    return { schema: lines.join('\n'), journal: names };
  } finally {
    await client.end();
  }
}

async function untilAlone(client: pg.Client): Promise<void> {
  await client.query(`DO $$ BEGIN
    FOR tries IN 1 .. 2000 LOOP
      PERFORM pg_stat_clear_snapshot();
      EXIT WHEN NOT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database()
        AND backend_type = 'client backend' AND pid <> pg_backend_pid());
      PERFORM pg_sleep(0.01);
    END LOOP;
  END $$`);
}

async function firstColumn(client: pg.Client, sql: string): Promise<string[]> {
  const { rows } = await client.query<[string]>({ text: sql, rowMode: 'array' });
  return rows.map(([value]) => value);
}
