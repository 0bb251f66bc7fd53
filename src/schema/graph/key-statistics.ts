/** What the planner knows of the columns that paths join by: one round trip, and no values of rows. */
import type { DatabaseConnection, QueryOptions } from '../../database/client.ts';
import type { ColumnSpread, KeyStatistics } from './fan-out.ts';
import type { SchemaGraph } from './graph.ts';
import { placeOf } from './graph-nodes.ts';
import type { SchemaPath } from './paths.ts';

/** Of a partitioned table those over its partitions (PostgreSQL manual, 54.27: pg_stats). */
const spreadSql = `
  SELECT DISTINCT ON (s.schemaname, s.tablename, s.attname)
         s.schemaname, s.tablename, s.attname, s.null_frac, s.n_distinct, s.most_common_freqs[1]
    FROM pg_catalog.pg_stats s
    JOIN unnest($1::text[], $2::text[], $3::text[]) AS k(schema, name, key)
      ON s.schemaname = k.schema AND s.tablename = k.name AND s.attname = k.key
   ORDER BY s.schemaname, s.tablename, s.attname, s.inherited DESC`;

/** A column that was never analysed, or may not be read, is not among them. */
export async function readKeyStatistics(
  database: DatabaseConnection,
  paths: readonly SchemaPath[],
  { nodes }: SchemaGraph,
  options: QueryOptions = {},
): Promise<KeyStatistics> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const asked = new Map<string, readonly [string, string, string]>();
  const ask = (id: string, columns: readonly string[]): void => {
    const node = byId.get(id);
    if (node?.kind == null) return;
    for (const column of columns) {
      const key = [node.schema ?? 'public', node.table, column] as const;
      asked.set(JSON.stringify(key), key);
    }
  };
  for (const { from, fromColumns, fromScope, to, toColumns, scope } of paths.flatMap(joinsOf)) {
    ask(from, [...fromColumns, ...Object.keys(fromScope)]);
    ask(to, [...toColumns, ...Object.keys(scope)]);
  }
  if (asked.size === 0) return new Map();
  const keys = [...asked.values()];
  const { rows } = await database.query(
    spreadSql,
    [keys.map(([schema]) => schema), keys.map(([, table]) => table), keys.map(([, , column]) => column)],
    options,
  );
  const spreads = new Map<string, Map<string, ColumnSpread>>();
  for (const [schema, table, column, nullShare, distinct, topShare] of rows) {
    const place = placeOf(String(schema), String(table));
    const ofTable = spreads.get(place) ?? new Map<string, ColumnSpread>();
    ofTable.set(String(column), {
      nullShare: Number(nullShare),
      distinct: Number(distinct),
      topShare: topShare === null ? null : Number(topShare),
    });
    spreads.set(place, ofTable);
  }
  return spreads;
}

function joinsOf({ steps }: SchemaPath): SchemaPath['steps'][number]['joins'] {
  return steps.flatMap(({ joins }) => joins);
}
