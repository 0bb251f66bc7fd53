/** The tiles of the overview: clusters, or the models of one, each with what ties it to the others. Pure. */
import type { ClusterLink, SchemaCluster } from '../../../schema/graph/clusters.ts';
import type { SchemaGraph } from '../../../schema/graph/graph.ts';
import { counted } from '../../../output/measures.ts';
import { estimateText } from '../../sidebar/items.ts';
import { knownClusters, wholeSchema } from './clusters.ts';
import { nodeNamed, surroundings, type Neighbour } from './neighbours.ts';
import type { GraphScreen } from './state.ts';

export interface Tile {
  /** The node that it goes by. */
  readonly id: string;
  readonly title: string;
  /** How much it holds; the last give way where there is no room. */
  readonly notes: readonly string[];
  /** Of what it holds; of a model what it refers to, and what refers to it. */
  readonly names: readonly string[];
  /** What is said of it below, a paragraph each. */
  readonly details: readonly string[];
  /** By what it is tied to others, by their ids: `2 keys`. */
  readonly ties: ReadonlyMap<string, string>;
  /** The cluster that it opens; null for a single model. */
  readonly cluster: string | null;
  readonly isMuted: boolean;
}

type Open = Pick<GraphScreen, 'cluster'>;

const made = new WeakMap<SchemaGraph, Map<string | null, readonly Tile[]>>();
const mostLinks = 8;

/** Of all clusters, or of the models of the one that is open. Made once for each. */
export function tilesOf(graph: SchemaGraph, open: Open): readonly Tile[] {
  const ofGraph = made.get(graph) ?? new Map<string | null, readonly Tile[]>();
  made.set(graph, ofGraph);
  const before = ofGraph.get(open.cluster);
  if (before !== undefined) return before;
  const shown = shownCluster(graph, open);
  const tiles = shown === null ? clusterTiles(graph) : shown.nodes.map((id) => modelTile(graph, id));
  ofGraph.set(open.cluster, tiles);
  return tiles;
}

/** The cluster whose models are the tiles: the one that is open, or the whole schema where it is one; null where clusters are. */
export function shownCluster(graph: SchemaGraph, { cluster }: Open): SchemaCluster | null {
  if (cluster === null) return wholeSchema(graph);
  return knownClusters(graph).clusters.find(({ hub }) => hub === cluster) ?? null;
}

/** The tile of all clusters that a node is in; the first where it is in none. */
export function tileOf(graph: SchemaGraph, node: string): number {
  const { clusters } = knownClusters(graph);
  const cluster = clusters.find(({ nodes }) => nodes.includes(node));
  const ids = new Set([node, cluster?.hub]);
  return Math.max(
    0,
    tilesOf(graph, { cluster: null }).findIndex(({ id }) => ids.has(id)),
  );
}

function clusterTiles(graph: SchemaGraph): readonly Tile[] {
  const { clusters, links } = knownClusters(graph);
  return clusters.map(({ hub, nodes, isUnrelated }) => {
    const beside = links.flatMap((link) => linkFrom(link, hub));
    return {
      id: hub,
      title: isUnrelated ? 'On their own' : hub,
      notes: [counted(nodes.length, 'table')],
      names: isUnrelated ? nodes : nodes.slice(1),
      details: [linksText(beside), nodes.join(', ')],
      ties: new Map(beside.map(({ hub: other, to, by }) => [other, counted(to + by, 'key')])),
      cluster: hub,
      isMuted: isUnrelated,
    };
  });
}

/** Another cluster, how many keys lead to it, and how many come from it. */
interface Beside {
  readonly hub: string;
  readonly to: number;
  readonly by: number;
}

function linkFrom({ from, to, keys, back }: ClusterLink, hub: string): readonly Beside[] {
  if (from === hub) return [{ hub: to, to: keys - back, by: back }];
  return to === hub ? [{ hub: from, to: back, by: keys - back }] : [];
}

function linksText(beside: readonly Beside[]): string {
  if (beside.length === 0) return 'Tied to no other cluster.';
  const listed = (keysOf: (one: Beside) => number): string => {
    const those = beside.filter((one) => keysOf(one) > 0).sort((a, b) => keysOf(b) - keysOf(a));
    const named = those.slice(0, mostLinks).map((one) => `${one.hub} (${counted(keysOf(one), 'key')})`);
    const rest = those.length - named.length;
    return [...named, ...(rest > 0 ? [`${String(rest)} more`] : [])].join(', ');
  };
  const [to, by] = [listed((one) => one.to), listed((one) => one.by)];
  return [...(to === '' ? [] : [`Refers to ${to}.`]), ...(by === '' ? [] : [`Referred to by ${by}.`])].join(
    ' ',
  );
}

function modelTile(graph: SchemaGraph, id: string): Tile {
  const node = nodeNamed(graph, id);
  const { left, right } = surroundings(graph, id);
  const rows = estimateText(node?.rowEstimate);
  const names = (list: readonly Neighbour[]): string => list.map((beside) => beside.node.id).join(', ');
  return {
    id,
    title: id,
    notes: [counted(node?.columns.length ?? 0, 'column'), ...(rows === '' ? [] : [`${rows} rows`])],
    names: [...left.map((one) => `→ ${one.node.id}`), ...right.map((one) => `← ${one.node.id}`)],
    details: [
      left.length === 0 ? 'Refers to nothing.' : `Refers to ${names(left)}.`,
      right.length === 0 ? 'Nothing refers to it.' : `Referred to by ${names(right)}.`,
    ],
    ties: modelTies(graph, id),
    cluster: null,
    isMuted: node?.model === null,
  };
}

/** By keys where there are any; by a join table where there is nothing else. */
function modelTies({ edges }: SchemaGraph, id: string): ReadonlyMap<string, string> {
  const keys = new Map<string, number>();
  for (const { kind, from, to } of edges) {
    if (from.node === to.node || (from.node !== id && to.node !== id)) continue;
    const other = from.node === id ? to.node : from.node;
    keys.set(other, (keys.get(other) ?? 0) + (kind === 'key' ? 1 : 0));
  }
  return new Map(
    [...keys].map(([other, count]) => [other, count === 0 ? 'many to many' : counted(count, 'key')]),
  );
}
