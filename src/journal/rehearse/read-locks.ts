/** The locks that a backend holds on the user's tables, read over another connection: it sees no table that is not committed yet. */
import type { DatabaseConnection } from '../../database/client.ts';

export interface TableName {
  readonly schema: string;
  readonly table: string;
}

export interface HeldLock extends TableName {
  /** As pg_locks has it. */
  readonly mode: string;
}

const heldSql = `
  SELECT n.nspname::text, c.relname::text, l.mode
    FROM pg_catalog.pg_locks l
    JOIN pg_catalog.pg_class c ON c.oid = l.relation
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
   WHERE l.pid = $1 AND l.granted AND l.locktype = 'relation' AND c.relkind IN ('r', 'p', 'm', 'f')
     AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
     AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
   ORDER BY 1, 2, 3`;

export async function readLocks(
  database: DatabaseConnection,
  processId: number,
): Promise<readonly HeldLock[]> {
  const { rows } = await database.query(heldSql, [processId]);
  return rows.map(([schema, table, mode]) => ({
    schema: String(schema),
    table: String(table),
    mode: String(mode),
  }));
}

/**
 * What building an index concurrently locks, in several transactions of its own that may be over before anybody looks (PostgreSQL
 * manual, 13.3.1). Every table of the name, where none of them is qualified.
 */
export function concurrentlyLocked(sql: string, tables: readonly TableName[]): readonly HeldLock[] {
  const name = String.raw`"(?:[^"]|"")+"|[\w$]+`;
  const match = new RegExp(
    String.raw`^\s*CREATE\s+(?:UNIQUE\s+)?INDEX\s+CONCURRENTLY\b.*?\sON\s+(?:ONLY\s+)?(?:(${name})\s*\.\s*)?(${name})`,
    'is',
  ).exec(sql);
  if (match === null) return [];
  const [schema, table] = [match[1], match[2]].map((word) =>
    word?.replace(/^"|"$/g, '').replaceAll('""', '"'),
  );
  return tables
    .filter((known) => known.table === table && (schema === undefined || known.schema === schema))
    .map((known) => ({ ...known, mode: 'ShareUpdateExclusiveLock' }));
}
