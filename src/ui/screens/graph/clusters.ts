/** The overview: clusters as tiles, or the models of one. Pure. */
import { clustersOf } from '../../../session.ts';
import type { SchemaClusters } from '../../../schema/graph/clusters.ts';
import type { SchemaGraph } from '../../../schema/graph/graph.ts';
import { counted } from '../../../output/measures.ts';
import { estimateText } from '../../sidebar/items.ts';
import { nodeNamed, surroundings } from './neighbours.ts';
import type { GraphScreen } from './state.ts';

export interface Tile {
  /** The node that it goes by. */
  readonly id: string;
  readonly title: string;
  /** What it holds, and names that are wrapped into two lines. */
  readonly notes: readonly [string, string];
  /** What is said of it below, a paragraph each. */
  readonly details: readonly string[];
  /** The cluster that it opens; null for a single model. */
  readonly cluster: string | null;
  readonly isMuted: boolean;
}

const made = new WeakMap<SchemaGraph, SchemaClusters>();
/** Those named in a tile, which is cut where they do not fit. */
const mostNames = 6;
const mostLinks = 8;

export function knownClusters(graph: SchemaGraph): SchemaClusters {
  const before = made.get(graph);
  if (before !== undefined) return before;
  const clusters = clustersOf(graph);
  made.set(graph, clusters);
  return clusters;
}

/** Of all clusters, or of the models of the one that is open. */
export function tilesOf(graph: SchemaGraph, { cluster }: Pick<GraphScreen, 'cluster'>): readonly Tile[] {
  const { clusters } = knownClusters(graph);
  const open = cluster === null ? undefined : clusters.find(({ hub }) => hub === cluster);
  return open === undefined ? clusterTiles(graph) : open.nodes.map((id) => modelTile(graph, id));
}

function clusterTiles(graph: SchemaGraph): readonly Tile[] {
  const { clusters, links } = knownClusters(graph);
  const titles = new Map(clusters.map(({ hub, isUnrelated }) => [hub, isUnrelated ? 'on their own' : hub]));
  return clusters.map(({ hub, nodes, isUnrelated }) => {
    const beside = links
      .flatMap(({ from, to, keys }) =>
        from === hub ? [{ to, keys }] : to === hub ? [{ to: from, keys }] : [],
      )
      .sort((a, b) => b.keys - a.keys);
    const names = isUnrelated ? nodes : nodes.slice(1);
    const joined = beside
      .slice(0, mostLinks)
      .map(({ to, keys }) => `${titles.get(to) ?? to} (${counted(keys, 'key')})`);
    return {
      id: hub,
      title: isUnrelated ? 'On their own' : hub,
      notes: [counted(nodes.length, 'table'), names.slice(0, mostNames).join(', ')],
      details: [
        beside.length === 0 ? 'Tied to no other cluster.' : `Tied to ${joined.join(', ')}.`,
        nodes.join(', '),
      ],
      cluster: hub,
      isMuted: isUnrelated,
    };
  });
}

function modelTile(graph: SchemaGraph, id: string): Tile {
  const node = nodeNamed(graph, id);
  const { left, right } = surroundings(graph, id);
  const rows = estimateText(node?.rowEstimate);
  const names = (list: typeof left): string => list.map((beside) => beside.node.id).join(', ');
  return {
    id,
    title: id,
    notes: [
      [counted(node?.columns.length ?? 0, 'column'), ...(rows === '' ? [] : [`${rows} rows`])].join(' · '),
      `refers to ${String(left.length)} · by ${String(right.length)}`,
    ],
    details: [
      left.length === 0 ? 'Refers to nothing.' : `Refers to ${names(left)}.`,
      right.length === 0 ? 'Nothing refers to it.' : `Referred to by ${names(right)}.`,
    ],
    cluster: null,
    isMuted: node?.model === null,
  };
}
