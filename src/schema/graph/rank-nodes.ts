/** Which nodes a newcomer should know first: those that much refers to, then those with many rows. */
import type { GraphNode, SchemaGraph } from './graph.ts';

/** Nodes by id, each with how much it matters: what refers to it counts one each, a hundredfold of rows one more. */
export function nodeWeights({ nodes, edges }: SchemaGraph): ReadonlyMap<string, number> {
  const referring = new Map(nodes.map(({ id }) => [id, new Set<string>()]));
  for (const { kind, from, to } of edges) {
    if (kind === 'key' && from.node !== to.node) referring.get(to.node)?.add(from.node);
  }
  const weight = ({ id, rowEstimate }: GraphNode): number =>
    (referring.get(id)?.size ?? 0) + Math.log10(1 + Math.max(0, rowEstimate ?? 0)) / 2;
  return new Map(nodes.map((node) => [node.id, weight(node)]));
}

/** The heaviest first; of the same weight by name. */
export function byWeight(weights: ReadonlyMap<string, number>): (a: string, b: string) => number {
  return (a, b) => (weights.get(b) ?? 0) - (weights.get(a) ?? 0) || (a < b ? -1 : a > b ? 1 : 0);
}
