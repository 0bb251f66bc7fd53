/** The tour of a schema: hubs first, a chapter a cluster, generated from what models and catalog say. Deterministic. */
import { clustersOf, type SchemaCluster } from './clusters.ts';
import { type DrawnSchema, placeOf } from './graph-nodes.ts';
import type { GraphEdge, GraphNode, SchemaGraph } from './graph.ts';
import { byWeight, nodeWeights } from './rank-nodes.ts';
import { schemaGraph } from './schema-graph.ts';
import type { SchemaTour, TourChapter, TourRelation, TourStop } from './tour.ts';
import { stopHints } from './tour-hints.ts';
import { attributeNames, stopSummary, tableText } from './tour-text.ts';

const mostHubs = 7;

export function tourOf(schema: DrawnSchema, graph: SchemaGraph = schemaGraph(schema)): SchemaTour {
  const weights = nodeWeights(graph);
  const order = byWeight(weights);
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const known = new Set<string>();
  const near = neighbours(graph);
  const chapters = clustersOf(graph).clusters.map((cluster): TourChapter => {
    const stops = readingOrder(cluster, near, order).flatMap((id): TourStop[] => {
      const node = nodes.get(id);
      if (node === undefined) return [];
      known.add(id);
      return [stopAt(node, graph, schema, known)];
    });
    const title = cluster.isUnrelated ? 'On their own' : `Around ${cluster.hub}`;
    return { title, hub: cluster.hub, isUnrelated: cluster.isUnrelated, stops };
  });
  // What an heir holds is counted with what it inherits from.
  const heirs = new Set(
    schema.tables
      .filter(({ inherits }) => inherits.length > 0)
      .map(({ schema: of, name }) => placeOf(of, name)),
  );
  const estimates = graph.nodes
    .filter(({ schema: of, table }) => !heirs.has(placeOf(of ?? 'public', table)))
    .flatMap(({ rowEstimate }) => rowEstimate ?? []);
  return {
    counts: {
      models: schema.models.length,
      otherTables: graph.nodes.filter(({ model }) => model === null).length,
      relations: graph.edges.filter(({ kind }) => kind === 'key').length,
      rows: estimates.length === 0 ? null : estimates.reduce((sum, rows) => sum + rows, 0),
    },
    hubs: hubsOf(graph, order),
    chapters,
  };
}

/** Those that at least two others refer to. */
function hubsOf(graph: SchemaGraph, order: (a: string, b: string) => number): readonly string[] {
  const referring = (id: string): number =>
    new Set(
      graph.edges
        .filter(({ kind, from, to }) => kind === 'key' && to.node === id && from.node !== id)
        .map(({ from }) => from.node),
    ).size;
  return graph.nodes
    .map(({ id }) => id)
    .filter((id) => referring(id) >= 2)
    .sort(order)
    .slice(0, mostHubs);
}

/** From the hub outwards, of those within reach always the heaviest; what is joined only through other chapters comes last. */
function readingOrder(
  { nodes }: SchemaCluster,
  near: ReadonlyMap<string, ReadonlySet<string>>,
  order: (a: string, b: string) => number,
): readonly string[] {
  const left = [...nodes].sort(order);
  const reached = new Set<string>();
  const read: string[] = [];
  while (left.length > 0) {
    const place = Math.max(
      0,
      left.findIndex((id) => reached.has(id)),
    );
    const [next = ''] = left.splice(place, 1);
    read.push(next);
    for (const other of near.get(next) ?? []) reached.add(other);
  }
  return read;
}

function neighbours({ edges }: SchemaGraph): ReadonlyMap<string, ReadonlySet<string>> {
  const near = new Map<string, Set<string>>();
  for (const { from, to } of edges) {
    near.set(from.node, (near.get(from.node) ?? new Set()).add(to.node));
    near.set(to.node, (near.get(to.node) ?? new Set()).add(from.node));
  }
  return near;
}

function stopAt(
  node: GraphNode,
  graph: SchemaGraph,
  schema: DrawnSchema,
  known: ReadonlySet<string>,
): TourStop {
  const described = schema.models.find(({ model }) => model.name === node.model) ?? null;
  const edges = graph.edges.filter(({ from, to }) => from.node === node.id || to.node === node.id);
  const relations = edges.flatMap((edge) => {
    const holder = edge.kind === 'key' ? graph.nodes.find(({ id }) => id === edge.from.node) : undefined;
    const columns = holder === undefined ? [] : attributeNames(holder, edge.from.columns);
    return relationsOf(edge, node.id, known).map((relation) => ({ ...relation, columns }));
  });
  return {
    node: node.id,
    model: node.model,
    table: tableText(node),
    rowEstimate: node.rowEstimate,
    summary: stopSummary(node, described, edges),
    relations,
    hints: stopHints(node, described, edges),
  };
}

/** A relation to itself is seen from both its ends. The keys of a many-to-many are told by the many-to-many alone. */
function relationsOf(
  edge: GraphEdge,
  node: string,
  known: ReadonlySet<string>,
): readonly Omit<TourRelation, 'columns'>[] {
  const { id, from, to, through } = edge;
  const isOfManyOnly =
    edge.kind === 'key' &&
    from.node !== node &&
    edge.associations.length > 0 &&
    edge.associations.every(({ type }) => type === 'belongsToMany');
  if (isOfManyOnly) return [];
  const seen: Omit<TourRelation, 'columns'>[] = [];
  const isKey = edge.kind === 'key';
  const isOfItself = !isKey && from.node === to.node;
  const [outward, back] = [
    namesFrom(edge, isKey ? ['belongsTo'] : ['belongsToMany'], 'from'),
    namesFrom(edge, isKey ? ['hasOne', 'hasMany'] : ['belongsToMany'], 'to'),
  ];
  if (from.node === node) {
    const { least, most } = to.cardinality;
    const verb = !isKey ? has(most) : least === 1 ? 'belongs to one' : 'may belong to one';
    seen.push(...relation(outward, to.node, verb, isOfItself && back.length > 0));
  }
  if (to.node === node) {
    seen.push(...relation(back, from.node, has(from.cardinality.most), isOfItself));
  }
  return seen;

  function relation(names: readonly string[], other: string, verb: string, isNamedOnly = false): typeof seen {
    const base = { edge: id, node: other, verb, through, isKnown: known.has(other) };
    if (names.length === 0) return isNamedOnly ? [] : [{ ...base, association: null }];
    return names.map((association) => ({ ...base, association }));
  }
}

function has(most: 1 | 'many'): string {
  return most === 1 ? 'has at most one' : 'has many';
}

function namesFrom(
  { associations }: GraphEdge,
  types: readonly string[],
  start: 'from' | 'to',
): readonly string[] {
  return associations
    .filter(({ end, type }) => end === start && types.includes(type))
    .map(({ name }) => name);
}
