/** Part of a graph: chosen nodes, or what is near one, with the relations among them. */
import { findNode } from './find-node.ts';
import type { GraphEdge, SchemaGraph } from './graph.ts';

export interface PartRequest {
  /** Models or tables; [] for all models and what they are related to. */
  readonly names: readonly string[];
  /** A model or table with all that is at most `depth` relations away, beside `names`. */
  readonly around?: string | null | undefined;
  /** 1 where it is left out. */
  readonly depth?: number | undefined;
}

/**
 * Throws `unknown-model`. A many-to-many is among the edges only where its join table is not among the nodes: it would be said
 * twice.
 */
export function graphPart(graph: SchemaGraph, { names, around, depth = 1 }: PartRequest): SchemaGraph {
  const chosen = names.map((name) => findNode(graph, name).id);
  const near = around == null ? [] : nearby(graph, findNode(graph, around).id, depth);
  const isWhole = names.length === 0 && around == null;
  const kept = new Set(isWhole ? relatedNodes(graph) : [...chosen, ...near]);
  const isKept = ({ kind, from, to, through }: GraphEdge): boolean =>
    kept.has(from.node) && kept.has(to.node) && (kind === 'key' || !kept.has(through ?? ''));
  return { nodes: graph.nodes.filter(({ id }) => kept.has(id)), edges: graph.edges.filter(isKept) };
}

/** Models, and tables that something is related to: journals and views that nothing knows are left out. */
function relatedNodes({ nodes, edges }: SchemaGraph): readonly string[] {
  const related = new Set(edges.flatMap(({ from, to }) => [from.node, to.node]));
  return nodes.filter(({ id, model }) => model !== null || related.has(id)).map(({ id }) => id);
}

/** What a join table joins is one step away, and so is the join table. */
function nearby({ edges }: SchemaGraph, start: string, depth: number): readonly string[] {
  const reached = new Set([start]);
  let border: readonly string[] = [start];
  for (let step = 0; step < depth && border.length > 0; step += 1) {
    const next = edges.flatMap(({ from, to, through }) => {
      if (!border.includes(from.node) && !border.includes(to.node)) return [];
      return [from.node, to.node, ...(through === null ? [] : [through])];
    });
    border = [...new Set(next)].filter((node) => !reached.has(node));
    for (const node of border) reached.add(node);
  }
  return [...reached];
}
