/**
 * How many rows the planner expects a spec to have: read from the plan of the statement that would read them all, which is not
 * executed. As good as the statistics of the last ANALYZE, never an exact number.
 */
import type { Database } from '../database/client.ts';
import type { QuerySpec, RowEstimate } from './query-spec.ts';

/** What of `EXPLAIN (FORMAT JSON)` is read (manual, EXPLAIN; the names are in commands/explain.c). */
interface PlanNode {
  readonly 'Node Type'?: unknown;
  readonly 'Plan Rows'?: unknown;
  readonly Plans?: readonly PlanNode[];
}

/**
 * No table has more rows. A limit that takes nothing away keeps the statement in the shape of a page: a to-many include is
 * joined to the limited rows, so that those can be told from the joined ones.
 */
const everyRow = Number.MAX_SAFE_INTEGER;

/** The spec whose statement is explained: all rows, in no order, nothing clipped. */
export function estimatedSpec(spec: QuerySpec): QuerySpec {
  const columns = searchedOnly(spec);
  return { ...spec, limit: everyRow, place: { type: 'start' }, order: [], columns, clipBytes: null };
}

/** Which columns are read says which rows there are only where those are searched. */
export function searchedOnly({ search, columns }: QuerySpec): QuerySpec['columns'] {
  return search === undefined ? null : columns;
}

export function explained(sql: string): string {
  return `EXPLAIN (FORMAT JSON) ${sql}`;
}

/** Explains `sql` over our own connection. */
export async function explainRows(
  database: Database,
  sql: string,
  values: readonly unknown[],
  signal?: AbortSignal,
): Promise<RowEstimate> {
  const { rows, durationMs } = await database.query(explained(sql), values, { signal });
  return { rows: plannedRows(rows[0]?.[0]), sql, durationMs };
}

/** The rows that the topmost Limit lets through, or all that the plan gives; null for what is no plan. */
export function plannedRows(plan: unknown): number | null {
  const top = topNode(plan);
  return top === undefined ? null : rowsOfNode(findLimit([top]) ?? top);
}

/** The rows that the statement gives, joined ones each; null for what is no plan. */
export function topRows(plan: unknown): number | null {
  const top = topNode(plan);
  return top === undefined ? null : rowsOfNode(top);
}

function topNode(plan: unknown): PlanNode | undefined {
  // The shape that FORMAT JSON documents: a list of one object with the plan.
  return Array.isArray(plan) ? (plan[0] as { readonly Plan?: PlanNode } | undefined)?.Plan : undefined;
}

function rowsOfNode({ 'Plan Rows': rows }: PlanNode): number | null {
  return typeof rows === 'number' ? rows : null;
}

/** Level by level: a subquery of a condition has limits of its own, further down. */
function findLimit(level: readonly PlanNode[]): PlanNode | null {
  if (level.length === 0) return null;
  const found = level.find((node) => node['Node Type'] === 'Limit');
  return found ?? findLimit(level.flatMap((node) => node.Plans ?? []));
}
