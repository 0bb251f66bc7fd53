/**
 * Which way through a table a search takes: through the order asked for where an index has it, else through the table's file. What the
 * planner would do for the same order tells; nothing is read for it.
 */
import type { Database } from '../../database/client.ts';
import type { Relation } from '../../database/relation.ts';
import { explained, plannedRows } from '../estimate-rows.ts';
import { orderWords, type KeyTerm } from '../keyset/key-term.ts';
import type { TotalOrder } from '../keyset/table-order.ts';
import { quoteIdentifier } from '../../database/quote.ts';
import { blocksWalk, canWalkKeys, keysWalk, type Walk } from './search-walk.ts';

export interface ChosenWalk {
  /** Null where the rows cannot be divided: a view, a foreign table, a scope that groups or limits. */
  readonly walk: Walk | null;
  /** The planner's number of the table's rows. */
  readonly rowEstimate: number | null;
}

/** Of a first page; an index gives it for so much less than a sort of everything would. */
const firstRows = 1000;
const smallPart = 0.1;

export async function chooseWalk(
  database: Database,
  relation: Relation | null,
  owner: string,
  order: TotalOrder,
  signal: AbortSignal,
): Promise<ChosenWalk> {
  if (relation === null || order.type === 'offset') return { walk: null, rowEstimate: null };
  const table = `${quoteIdentifier(relation.schema)}.${quoteIdentifier(relation.name)} AS ${quoteIdentifier(owner)}`;
  const explain = async (sql: string): Promise<unknown> =>
    (await database.query(explained(sql), [], { signal })).rows[0]?.[0];
  const rowEstimate = plannedRows(await explain(`SELECT FROM ${table}`));
  const blockCount = await countBlocks(database, relation, signal);
  const blocks = blockCount === null ? null : blocksWalk(owner, blockCount, rowEstimate ?? 0);
  const { terms, asked } = order;
  if (!canWalkKeys(terms)) return { walk: blocks, rowEstimate };
  const ordered = `SELECT * FROM ${table} ORDER BY ${terms.map(orderTerm).join(', ')}`;
  const keys = keysWalk(database, relation, owner, terms);
  // Nobody asked for the order of the key: it is left where the table has its rows in another and a sort would be faster.
  if (asked === 0 && blocks !== null && nodesOf(await explain(ordered)).some(isSort)) {
    return { walk: blocks, rowEstimate };
  }
  const isServed = asked === 0 || hasIndex(await explain(`${ordered} LIMIT ${firstRows}`));
  return { walk: isServed ? keys : blocks, rowEstimate };
}

function orderTerm(term: KeyTerm): string {
  return `${term.expression} ${orderWords(term)}`;
}

/** Null where rows have no place in one file, or where the server cannot begin to read in its middle (before version 14). */
async function countBlocks(
  database: Database,
  relation: Relation,
  signal: AbortSignal,
): Promise<number | null> {
  const isPlain = relation.kind === 'table' ? !relation.hasHeirs : relation.kind === 'materialized-view';
  if (!isPlain) return null;
  const { rows } = await database.query(
    `SELECT pg_relation_size(c.oid) / current_setting('block_size')::int, current_setting('server_version_num')::int
       FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = $1 AND c.relname = $2`,
    [relation.schema, relation.name],
    { signal },
  );
  const [blockCount, version] = rows[0] ?? [];
  return blockCount === undefined || Number(version) < 140_000 ? null : Number(blockCount);
}

/** What of a plan is read (manual, EXPLAIN; the names are in commands/explain.c). */
interface PlanNode {
  readonly 'Node Type'?: string;
  readonly 'Total Cost'?: number;
  readonly Plans?: readonly PlanNode[];
}

function nodesOf(plan: unknown): readonly PlanNode[] {
  // The shape that FORMAT JSON documents: a list of one object with the plan.
  const top = Array.isArray(plan) ? (plan[0] as { readonly Plan?: PlanNode } | undefined)?.Plan : undefined;
  const within = (node: PlanNode): readonly PlanNode[] => [node, ...(node.Plans ?? []).flatMap(within)];
  return top === undefined ? [] : within(top);
}

function isSort({ 'Node Type': type }: PlanNode): boolean {
  return type === 'Sort';
}

/** Of the plan of a first page: nothing is sorted, or only within groups that are small. */
function hasIndex(plan: unknown): boolean {
  const [limit, all] = nodesOf(plan);
  if (limit === undefined || nodesOf(plan).some(isSort)) return false;
  const isIncremental = nodesOf(plan).some((node) => node['Node Type'] === 'Incremental Sort');
  return !isIncremental || (limit['Total Cost'] ?? 0) < smallPart * (all?.['Total Cost'] ?? 0);
}
