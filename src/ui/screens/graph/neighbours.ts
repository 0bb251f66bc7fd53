/** Who stands beside a node: what it refers to on its left, what refers to it or is tied to it by a join table on its right. */
import type { GraphEdge, GraphEnd, GraphNode, SchemaGraph } from '../../../schema/graph/graph.ts';

export type Side = 'left' | 'right';

/** One box beside another, and all the edges between the two that lead to this side. */
export interface Neighbour {
  readonly node: GraphNode;
  readonly ties: readonly Tie[];
}

/** An edge as it is seen from the node it was asked for. */
export interface Tie {
  readonly edge: GraphEdge;
  readonly near: GraphEnd;
  readonly far: GraphEnd;
}

export interface Surroundings {
  readonly left: readonly Neighbour[];
  readonly right: readonly Neighbour[];
  /** Edges from the node to itself. */
  readonly own: readonly Tie[];
}

interface GraphIndex {
  readonly nodes: ReadonlyMap<string, GraphNode>;
  readonly edges: ReadonlyMap<string, readonly GraphEdge[]>;
}

const nowhere: Surroundings = { left: [], right: [], own: [] };
const indexes = new WeakMap<SchemaGraph, GraphIndex>();
const known = new WeakMap<SchemaGraph, Map<string, Surroundings>>();

/** Null for an id that is in no node. */
export function nodeNamed(graph: SchemaGraph, id: string): GraphNode | null {
  return indexOf(graph).nodes.get(id) ?? null;
}

/**
 * By id, models before tables without one. A join table that holds nothing else is left out beside the many-to-many that goes through
 * it. A node that is referred to and refers back stands on both sides. Made once for each graph and node.
 */
export function surroundings(graph: SchemaGraph, id: string): Surroundings {
  const ofGraph = known.get(graph) ?? new Map<string, Surroundings>();
  known.set(graph, ofGraph);
  const before = ofGraph.get(id);
  if (before !== undefined) return before;
  const made = makeSurroundings(graph, id);
  ofGraph.set(id, made);
  return made;
}

function makeSurroundings(graph: SchemaGraph, id: string): Surroundings {
  const { nodes, edges } = indexOf(graph);
  const ties = (edges.get(id) ?? []).map((edge): Tie => {
    const isFrom = edge.from.node === id;
    return { edge, near: isFrom ? edge.from : edge.to, far: isFrom ? edge.to : edge.from };
  });
  if (ties.length === 0) return nowhere;
  const own = ties.filter(({ near, far }) => near.node === far.node);
  const others = ties.filter(({ near, far }) => near.node !== far.node);
  const passed = new Set(others.map(({ edge }) => edge.through));
  const isPassed = ({ far }: Tie): boolean =>
    passed.has(far.node) && nodes.get(far.node)?.isJoinTable === true;
  const shown = others.filter((tie) => !isPassed(tie));
  const isLeft = ({ edge }: Tie): boolean => edge.kind === 'key' && edge.from.node === id;
  return {
    left: neighboursOf(nodes, shown.filter(isLeft)),
    right: neighboursOf(
      nodes,
      shown.filter((tie) => !isLeft(tie)),
    ),
    own,
  };
}

function neighboursOf(nodes: ReadonlyMap<string, GraphNode>, ties: readonly Tie[]): readonly Neighbour[] {
  const byNode = new Map<string, Tie[]>();
  for (const tie of ties) byNode.set(tie.far.node, [...(byNode.get(tie.far.node) ?? []), tie]);
  return [...byNode]
    .flatMap(([id, between]) => {
      const node = nodes.get(id);
      return node === undefined ? [] : [{ node, ties: between }];
    })
    .sort((a, b) => rankOf(a.node) - rankOf(b.node) || (a.node.id < b.node.id ? -1 : 1));
}

function rankOf({ model }: GraphNode): number {
  return model === null ? 1 : 0;
}

function indexOf(graph: SchemaGraph): GraphIndex {
  const before = indexes.get(graph);
  if (before !== undefined) return before;
  const edges = new Map<string, GraphEdge[]>();
  const add = (node: string, edge: GraphEdge): void => {
    const list = edges.get(node);
    if (list === undefined) edges.set(node, [edge]);
    else list.push(edge);
  };
  for (const edge of graph.edges) {
    add(edge.from.node, edge);
    if (edge.to.node !== edge.from.node) add(edge.to.node, edge);
  }
  const made: GraphIndex = { nodes: new Map(graph.nodes.map((node) => [node.id, node])), edges };
  indexes.set(graph, made);
  return made;
}
