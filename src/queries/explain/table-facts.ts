/** What must be known of the tables in a plan to say that an index is missing: their size, indexes and foreign keys, in one query. */
import type { PlanNode } from './plan.ts';

export interface TableFacts {
  readonly schema: string;
  readonly name: string;
  /** The planner's estimate; null before the first ANALYZE. */
  readonly rows: number | null;
  readonly columns: readonly string[];
  /** Whole (not partial) valid b-tree indexes: their columns in order, null for an expression. */
  readonly indexes: readonly (readonly (string | null)[])[];
  /** Columns of each foreign key, in its order. */
  readonly foreignKeys: readonly (readonly string[])[];
}

type Ask = (sql: string) => Promise<readonly (readonly unknown[])[]>;

/** The tables that a plan reads, each once. */
export function tablesOf(plan: PlanNode): readonly { readonly schema: string; readonly name: string }[] {
  const found = new Map<string, { schema: string; name: string }>();
  const visit = (node: PlanNode): void => {
    const { relation } = node;
    if (relation?.schema != null) {
      found.set(JSON.stringify([relation.schema, relation.name]), {
        schema: relation.schema,
        name: relation.name,
      });
    }
    node.children.forEach(visit);
  };
  visit(plan);
  return [...found.values()];
}

/** `quote` writes a literal. */
export async function readTableFacts(
  plan: PlanNode,
  ask: Ask,
  quote: (text: string) => string,
): Promise<readonly TableFacts[]> {
  const tables = tablesOf(plan);
  if (tables.length === 0) return [];
  const names = tables.map(({ schema, name }) => `(${quote(schema)}, ${quote(name)})`);
  const rows = await ask(factsSql(names.join(', ')));
  // Each row is the object that factsSql builds; text, where a project has told pg to leave JSON alone.
  return rows.map(([facts]) => (typeof facts === 'string' ? JSON.parse(facts) : facts) as TableFacts);
}

function namesIn(keys: string, table: string): string {
  return `(SELECT jsonb_agg(a.attname ORDER BY k.place)
             FROM unnest(${keys}) WITH ORDINALITY AS k(number, place)
             LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = ${table} AND a.attnum = k.number AND k.number > 0)`;
}

function factsSql(names: string): string {
  return `
    SELECT jsonb_build_object(
             'schema', n.nspname, 'name', c.relname,
             'rows', CASE WHEN c.reltuples >= 0 THEN c.reltuples END,
             'columns', (SELECT coalesce(jsonb_agg(a.attname ORDER BY a.attnum), '[]') FROM pg_catalog.pg_attribute a
                          WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped),
             'indexes', (SELECT coalesce(jsonb_agg(${namesIn('i.indkey::int2[]', 'c.oid')}), '[]')
                           FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
                           JOIN pg_catalog.pg_am m ON m.oid = x.relam
                          WHERE i.indrelid = c.oid AND i.indpred IS NULL AND i.indisvalid AND m.amname = 'btree'),
             'foreignKeys', (SELECT coalesce(jsonb_agg(${namesIn('f.conkey', 'c.oid')}), '[]')
                               FROM pg_catalog.pg_constraint f WHERE f.conrelid = c.oid AND f.contype = 'f'))
      FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     WHERE (n.nspname, c.relname) IN (${names}) AND n.nspname NOT IN ('pg_catalog', 'information_schema')
       AND c.relkind IN ('r', 'p', 'm')`;
}
