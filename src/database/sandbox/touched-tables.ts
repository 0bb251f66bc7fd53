/**
 * What a transaction may have changed, found by the locks it holds: whoever writes to a table holds a lock on it until the transaction
 * ends (PostgreSQL manual, 13.3.1), whether or not statistics are counted.
 */
import { quoteQualified } from '../quote.ts';
import type { AskConnection } from './own-connection.ts';

export interface TouchedTable {
  readonly schema: string;
  readonly table: string;
  /** `"schema"."table"` */
  readonly name: string;
  /** True where nobody else may read it: it was altered or truncated, or made in the transaction. */
  readonly isExclusive: boolean;
  /** In their order. */
  readonly columns: readonly string[];
  /** Empty without a primary key. */
  readonly key: readonly string[];
}

export interface Touched {
  readonly tables: readonly TouchedTable[];
  /** Sequences drawn from or set, `schema.name`. */
  readonly sequences: readonly string[];
}

const touchedSql = `
  SELECT json_build_object(
           'kind', c.relkind, 'schema', n.nspname, 'table', c.relname,
           'isExclusive', bool_or(l.mode = 'AccessExclusiveLock'),
           'columns', (SELECT coalesce(json_agg(a.attname ORDER BY a.attnum), '[]') FROM pg_catalog.pg_attribute a
                        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped),
           'key', (SELECT coalesce(json_agg(a.attname ORDER BY k.place), '[]')
                     FROM pg_catalog.pg_index i, unnest(i.indkey::int2[]) WITH ORDINALITY AS k(number, place), pg_catalog.pg_attribute a
                    WHERE i.indrelid = c.oid AND i.indisprimary AND a.attrelid = c.oid AND a.attnum = k.number))::text
    FROM pg_catalog.pg_locks l
    JOIN pg_catalog.pg_class c ON c.oid = l.relation
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
   WHERE l.locktype = 'relation' AND l.pid = pg_catalog.pg_backend_pid() AND l.granted
     AND l.mode IN ('RowExclusiveLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')
     AND c.relkind IN ('r', 'S') AND c.relpersistence <> 't'
     AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
     AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
   GROUP BY c.oid, c.relkind, n.nspname, c.relname
   ORDER BY n.nspname, c.relname`;

/** To be asked on the transaction's own connection. */
export async function readTouched(ask: AskConnection): Promise<Touched> {
  const rows = await ask(touchedSql);
  // Each row is the object that touchedSql builds.
  const all = rows.map(([text]) => JSON.parse(String(text)) as Omit<TouchedTable, 'name'> & { kind: string });
  return {
    tables: all
      .filter(({ kind }) => kind === 'r')
      .map(({ kind: _kind, ...table }) => ({ ...table, name: quoteQualified(table.schema, table.table) })),
    sequences: all.filter(({ kind }) => kind === 'S').map(({ schema, table }) => `${schema}.${table}`),
  };
}
