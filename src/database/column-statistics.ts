/**
 * What the planner knows of a table's columns (pg_stats; PostgreSQL manual, 14.2 and 52.27): estimates of a sample, as old as the
 * last ANALYZE. Reads statistics only, never a row.
 */
import { objectSql } from './catalog-sql.ts';
import type { DatabaseConnection, QueryOptions } from './client.ts';

/** A value and the share of all rows, 0 to 1, that have it. */
export interface CommonValue {
  readonly text: string;
  readonly share: number;
}

export interface ColumnStatistics {
  readonly column: string;
  /** As format_type() gives it. */
  readonly type: string;
  /** Of all rows, 0 to 1. */
  readonly nullShare: number;
  /** How many different values there are; of a share of the rows, reckoned from their estimated number. Null where neither is known. */
  readonly distinctCount: number | null;
  /** True where every row that is not null has a value of its own. */
  readonly isDistinct: boolean;
  readonly averageBytes: number;
  /** The most common values, the most common first, 25 at most; [] where none stands out. */
  readonly commonValues: readonly CommonValue[];
  /** The same of the elements of arrays. */
  readonly commonElements: readonly CommonValue[];
  /** Values that part the rest into equal numbers of rows, ascending: the first is the least of them, the last the greatest. */
  readonly bounds: readonly string[];
  /** How far rows lie in the order of this column: 1 ascending, -1 descending, 0 not at all; null for types without an order. */
  readonly correlation: number | null;
}

export interface TableStatistics {
  readonly schema: string;
  readonly table: string;
  /** Rows, at the last ANALYZE; null before the first. */
  readonly rowEstimate: number | null;
  /** ISO 8601; null where it is not known. */
  readonly analyzedAt: string | null;
  /** In the order of the table's columns; a column that was not analysed, or may not be read, is not among them. */
  readonly columns: readonly ColumnStatistics[];
}

const mostValues = 25;

/** Values beside their shares; of elements, the shares of least, greatest and NULL follow behind (manual, 52.27). */
const withShares = (values: string, shares: string): string => `
  (SELECT coalesce(json_agg(${objectSql({ text: 'v.text', share: 'v.share' })} ORDER BY v.place), '[]')
     FROM unnest(${values}::text::text[], ${shares}) WITH ORDINALITY AS v(text, share, place)
    WHERE v.text IS NOT NULL AND v.place <= ${String(mostValues)})`;

/** What pg_stats says where every value is another one. */
const saysDistinct = '(s.n_distinct < 0 AND s.n_distinct <= -(1 - s.null_frac) + 0.000001)';
/** PostGIS says so of every geometry, and somebody may of any column: not where a value came more than once. */
const isRepeated = '(s.most_common_freqs IS NOT NULL)';

/** A share of the rows is negative in pg_stats; reltuples is -1 before the first ANALYZE (PostgreSQL 14). */
const columnFields = {
  column: 's.attname',
  type: 'pg_catalog.format_type(a.atttypid, a.atttypmod)',
  nullShare: 's.null_frac',
  distinctCount: `CASE WHEN ${saysDistinct} AND ${isRepeated} THEN NULL
                       WHEN s.n_distinct > 0 THEN s.n_distinct::bigint
                       WHEN s.n_distinct < 0 AND c.reltuples >= 0 THEN (-s.n_distinct * c.reltuples)::bigint END`,
  isDistinct: `${saysDistinct} AND NOT ${isRepeated}`,
  averageBytes: 's.avg_width',
  commonValues: withShares('s.most_common_vals', 's.most_common_freqs'),
  commonElements: withShares('s.most_common_elems', 's.most_common_elem_freqs'),
  bounds: `coalesce(to_json(s.histogram_bounds::text::text[]), '[]')`,
  correlation: 's.correlation',
};

/** Statistics over partitions and heirs where there are none of the table alone. */
const statisticsSql = `
  SELECT ${objectSql({
    schema: 'n.nspname',
    table: 'c.relname',
    rowEstimate: `CASE WHEN c.reltuples < 0 OR c.reltuples = 0 AND c.relpages = 0 THEN NULL ELSE c.reltuples::bigint END`,
    analyzedAt: `to_char(greatest(pg_catalog.pg_stat_get_last_analyze_time(c.oid), pg_catalog.pg_stat_get_last_autoanalyze_time(c.oid))
                         AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
    columns: `(SELECT coalesce(json_agg(${objectSql(columnFields)} ORDER BY a.attnum), '[]')
                 FROM (SELECT DISTINCT ON (p.attname) p.* FROM pg_catalog.pg_stats p
                        WHERE p.schemaname = n.nspname AND p.tablename = c.relname ORDER BY p.attname, p.inherited) s
                 JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attname = s.attname)`,
  })}::text
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
   WHERE n.nspname = $1 AND c.relname = $2 AND c.relkind IN ('r', 'v', 'm', 'p', 'f')`;

/** Null when there is no such table or view; a view has no statistics. */
export async function readColumnStatistics(
  database: DatabaseConnection,
  schema: string,
  table: string,
  options: QueryOptions = {},
): Promise<TableStatistics | null> {
  const { rows } = await database.query(statisticsSql, [schema, table], options);
  const [text] = rows[0] ?? [];
  // The object that statisticsSql builds.
  return typeof text === 'string' ? (JSON.parse(text) as TableStatistics) : null;
}
