/** How many rows a step of a path makes of one, from the planner's statistics (manual, 70.1 and the view pg_stats). */
import type { GraphNode, SchemaGraph } from './graph.ts';
import { placeOf } from './graph-nodes.ts';
import type { FanOut, PathJoin, SchemaPath } from './paths.ts';
import { isUniqueWithin } from './unique-columns.ts';

export interface ColumnSpread {
  /** 0 … 1 */
  readonly nullShare: number;
  /** As pg_stats has it: a number of values, or negative the share of the rows that they are. */
  readonly distinct: number;
  /** The share of all rows that have the most common value; null where none is common. */
  readonly topShare: number | null;
}

/** By `placeOf(schema, table)` and column. */
export type KeyStatistics = ReadonlyMap<string, ReadonlyMap<string, ColumnSpread>>;

/** The path with what each of its steps makes of a row. */
export function withFanOuts<T extends SchemaPath>(path: T, graph: SchemaGraph, statistics: KeyStatistics): T {
  const fanOuts = path.steps.map(({ joins }) =>
    multiplied(joins.map((join) => joinFanOut(join, graph, statistics))),
  );
  return { ...path, fanOuts, fanOut: multiplied(fanOuts) };
}

/** Of several one after the other. */
function multiplied(fanOuts: readonly FanOut[]): FanOut {
  const product = (numbers: readonly (number | null)[]): number | null =>
    numbers.reduce<number | null>((all, one) => (all === null || one === null ? null : all * one), 1);
  return {
    average: product(fanOuts.map(({ average }) => average)),
    most: product(fanOuts.map(({ most }) => most)),
  };
}

/**
 * As the planner estimates a join by equality (eqjoinsel in utils/adt/selfuncs.c, without the common values): each value of the side
 * with fewer is taken to be among those of the other.
 */
function joinFanOut(join: PathJoin, { nodes }: SchemaGraph, statistics: KeyStatistics): FanOut {
  const from = sideOf(nodes, join.from, join.fromColumns, statistics);
  const to = sideOf(nodes, join.to, join.toColumns, statistics);
  const fixed = [
    ...Object.keys(join.fromScope).map((column) => [join.from, column] as const),
    ...Object.keys(join.scope).map((column) => [join.to, column] as const),
  ];
  const scoped = fixed.reduce((share, [id, column]) => {
    const side = sideOf(nodes, id, [column], statistics);
    return share / Math.max(1, side.distinct ?? 1);
  }, 1);
  const filled = (1 - from.nullShare) * (1 - to.nullShare);
  if (to.isUnique) return { average: (1 - from.nullShare) * scoped, most: 1 };
  if (to.rows === null) return { average: null, most: null };
  const distinct = Math.max(from.distinct ?? 0, to.distinct ?? 0);
  return {
    average: distinct === 0 ? (to.rows === 0 ? 0 : null) : (filled * to.rows * scoped) / distinct,
    most: to.topShare === null ? null : Math.round(to.topShare * to.rows),
  };
}

interface Side {
  readonly rows: number | null;
  /** How many different values the columns have together; null where that is not known. */
  readonly distinct: number | null;
  readonly nullShare: number;
  readonly topShare: number | null;
  readonly isUnique: boolean;
}

function sideOf(
  nodes: readonly GraphNode[],
  id: string,
  columns: readonly string[],
  statistics: KeyStatistics,
): Side {
  const node = nodes.find((one) => one.id === id);
  const rows = node?.rowEstimate ?? null;
  const spreads = statistics.get(placeOf(node?.schema ?? 'public', node?.table ?? ''));
  const known = columns.flatMap((column) => spreads?.get(column) ?? []);
  const isUnique = node !== undefined && isUniqueWithin(node, columns);
  const counts = known.map(({ distinct }) => (distinct < 0 ? -distinct * (rows ?? 0) : distinct));
  const product = counts.reduce((all, one) => all * Math.max(1, one), 1);
  const isKnown = known.length === columns.length && columns.length > 0;
  return {
    rows,
    distinct: isUnique ? rows : isKnown ? Math.min(product, rows ?? product) : null,
    nullShare: 1 - known.reduce((share, { nullShare }) => share * (1 - nullShare), 1),
    topShare: known.length === 1 ? (known[0]?.topShare ?? null) : null,
    isUnique,
  };
}
