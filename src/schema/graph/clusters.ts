/**
 * A large schema seen from afar: groups of nodes that have more to do with each other than with the rest. Found by raising modularity
 * (Blondel and others 2008, "Fast unfolding of communities in large networks"), in one fixed order, so that the same graph always
 * gives the same groups.
 */
import type { SchemaGraph } from './graph.ts';
import { byWeight, nodeWeights } from './rank-nodes.ts';

export interface SchemaCluster {
  /** The member that matters most, which the cluster goes by. */
  readonly hub: string;
  /** The hub first, then by weight. */
  readonly nodes: readonly string[];
  /** True for the one that holds all that is related to nothing. */
  readonly isUnrelated: boolean;
}

/** Relations between two clusters, the one that comes first as `from`. */
export interface ClusterLink {
  readonly from: string;
  readonly to: string;
  /** How many keys join them. */
  readonly keys: number;
  /** How many of these lead from `to` to `from`. */
  readonly back: number;
}

export interface SchemaClusters {
  /** Those with the heaviest hubs first, the unrelated last. */
  readonly clusters: readonly SchemaCluster[];
  readonly links: readonly ClusterLink[];
}

/** Every node is in one cluster. */
export function clustersOf(graph: SchemaGraph): SchemaClusters {
  const order = byWeight(nodeWeights(graph));
  const ids = graph.nodes.map(({ id }) => id);
  const places = new Map(ids.map((id, place) => [id, place]));
  const keys = graph.edges
    .filter(({ kind, from, to }) => kind === 'key' && from.node !== to.node)
    .map(({ from, to }) => [places.get(from.node) ?? 0, places.get(to.node) ?? 0] as const);
  const related = new Set(keys.flat());
  const groups = communities(ids.length, keys);
  const members = new Map<number, string[]>();
  const unrelated: string[] = [];
  for (const [place, id] of ids.entries()) {
    if (!related.has(place)) unrelated.push(id);
    else members.set(groups[place] ?? 0, [...(members.get(groups[place] ?? 0) ?? []), id]);
  }
  const clusters = [...members.values()]
    .map((nodes) => cluster(nodes.sort(order), false))
    .sort((a, b) => order(a.hub, b.hub));
  if (unrelated.length > 0) clusters.push(cluster(unrelated.sort(order), true));
  return { clusters, links: linksBetween(clusters, keys, ids) };
}

function cluster(nodes: readonly string[], isUnrelated: boolean): SchemaCluster {
  return { hub: nodes[0] ?? '', nodes, isUnrelated };
}

function linksBetween(
  clusters: readonly SchemaCluster[],
  keys: readonly (readonly [number, number])[],
  ids: readonly string[],
): readonly ClusterLink[] {
  const clusterOf = new Map(clusters.flatMap(({ nodes }, place) => nodes.map((node) => [node, place])));
  const counts = new Map<string, { from: number; to: number; keys: number; back: number }>();
  for (const key of keys) {
    const [referring = 0, referred = 0] = key.map((place) => clusterOf.get(ids[place] ?? '') ?? 0);
    if (referring === referred) continue;
    const [from, to] = [Math.min(referring, referred), Math.max(referring, referred)];
    const link = counts.get(`${from} ${to}`) ?? { from, to, keys: 0, back: 0 };
    counts.set(`${from} ${to}`, {
      ...link,
      keys: link.keys + 1,
      back: link.back + (referring === to ? 1 : 0),
    });
  }
  return [...counts.values()]
    .sort((a, b) => a.from - b.from || a.to - b.to)
    .map((link) => ({
      ...link,
      from: clusters[link.from]?.hub ?? '',
      to: clusters[link.to]?.hub ?? '',
    }));
}

type Weights = readonly ReadonlyMap<number, number>[];

/** The group of each place. Places are joined one by one, then the groups themselves, as long as modularity rises. */
function communities(count: number, keys: readonly (readonly [number, number])[]): readonly number[] {
  let weights: Weights = weighted(
    count,
    keys.map(([a, b]) => [a, b, 1] as const),
  );
  let groups: readonly number[] = Array.from({ length: count }, (_, place) => place);
  for (;;) {
    const found = numbered(movedPlaces(weights));
    const isSame = new Set(found).size === weights.length;
    groups = groups.map((group) => found[group] ?? 0);
    if (isSame) return groups;
    const joined = weights.flatMap((others, place) =>
      [...others].map(([other, weight]) => {
        // Both directions are listed; each place's own weight once, as a whole.
        const share = place === other ? weight : weight / 2;
        return [found[place] ?? 0, found[other] ?? 0, share] as const;
      }),
    );
    weights = weighted(new Set(found).size, joined);
  }
}

/** What joins each place with others; what joins it with itself under its own number. */
function weighted(count: number, links: readonly (readonly [number, number, number])[]): Weights {
  const weights = Array.from({ length: count }, () => new Map<number, number>());
  const add = (a: number, b: number, weight: number): void => {
    weights[a]?.set(b, (weights[a].get(b) ?? 0) + weight);
  };
  for (const [a, b, weight] of links) {
    add(a, b, weight);
    if (a !== b) add(b, a, weight);
  }
  return weights;
}

/** One pass after another, each place going where modularity gains most, until none moves. */
function movedPlaces(weights: Weights): readonly number[] {
  const degrees = weights.map((others, place) =>
    [...others].reduce((sum, [other, weight]) => sum + (other === place ? 2 * weight : weight), 0),
  );
  const total = degrees.reduce((sum, degree) => sum + degree, 0);
  const groups = weights.map((_, place) => place);
  const sums = [...degrees];
  const mostPasses = 50;
  for (let pass = 0, isMoving = total > 0; isMoving && pass < mostPasses; pass += 1) {
    isMoving = false;
    for (const [place, others] of weights.entries()) {
      const degree = degrees[place] ?? 0;
      const own = groups[place] ?? 0;
      sums[own] = (sums[own] ?? 0) - degree;
      const near = new Map<number, number>([[own, 0]]);
      for (const [other, weight] of others) {
        const group = groups[other] ?? 0;
        if (other !== place) near.set(group, (near.get(group) ?? 0) + weight);
      }
      const gain = (group: number): number => (near.get(group) ?? 0) - ((sums[group] ?? 0) * degree) / total;
      const best = [...near.keys()]
        .sort((a, b) => a - b)
        .reduce((a, b) => (gain(b) > gain(a) + 1e-9 ? b : a));
      const next = gain(best) > gain(own) + 1e-9 ? best : own;
      sums[next] = (sums[next] ?? 0) + degree;
      groups[place] = next;
      if (next !== own) isMoving = true;
    }
  }
  return groups;
}

/** The same groups, numbered from 0 in the order they come. */
function numbered(groups: readonly number[]): readonly number[] {
  const numbers = new Map([...new Set(groups)].map((group, number) => [group, number]));
  return groups.map((group) => numbers.get(group) ?? 0);
}
