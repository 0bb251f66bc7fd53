/** The clusters of a graph, found once, and whether there is more than one to see. Pure. */
import { clustersOf } from '../../../session.ts';
import type { SchemaCluster, SchemaClusters } from '../../../schema/graph/clusters.ts';
import type { SchemaGraph } from '../../../schema/graph/graph.ts';

const made = new WeakMap<SchemaGraph, SchemaClusters>();
/** Of which the tiles are seen at a glance. */
const mostUnparted = 16;

export function knownClusters(graph: SchemaGraph): SchemaClusters {
  const before = made.get(graph);
  if (before !== undefined) return before;
  const clusters = clustersOf(graph);
  made.set(graph, clusters);
  return clusters;
}

/**
 * All nodes as one cluster, where parting them says nothing: what is related at all is one, or there are few of them. Null where there
 * are clusters to look at, and where there is nothing.
 */
export function wholeSchema(graph: SchemaGraph): SchemaCluster | null {
  const { clusters } = knownClusters(graph);
  const [first] = clusters;
  const related = clusters.filter(({ isUnrelated }) => !isUnrelated).length;
  if (first === undefined || (related > 1 && graph.nodes.length > mostUnparted)) return null;
  return { ...first, nodes: clusters.flatMap(({ nodes }) => nodes) };
}
