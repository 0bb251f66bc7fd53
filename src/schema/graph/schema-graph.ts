/**
 * A description as a graph. What the two sides of a relation say is one edge; how many rows there are at each end is the
 * constraints' to say, and the model's only where there is no table or, for a view, none is possible.
 */
import type { ModelDescription, SchemaDescription } from '../description.ts';
import type { Cardinality, EdgeAssociation, GraphEdge, GraphNode, SchemaGraph } from './graph.ts';
import { byId, type DrawnSchema, graphNodes, placeOf, timestampName } from './graph-nodes.ts';
import { isUniqueWithin } from './unique-columns.ts';
import { keyPairs, manyPairs, type KeyPair, type ManyPair } from './key-pairs.ts';

/** Deterministic: the same description gives the same graph. */
export function schemaGraph(schema: DrawnSchema): SchemaGraph {
  const bare = graphNodes(schema);
  const ends: Ends = {
    nodes: new Map(bare.map((node) => [node.id, node])),
    models: new Map(schema.models.map((described) => [described.model.name, described])),
  };
  const keys = keyPairs(schema, idsByTable(bare, schema)).map((pair) => keyEdge(pair, ends));
  const many = manyPairs(schema).map((pair) => manyEdge(pair, ends, keys));
  return {
    nodes: bare.map((node) => withKeys(node, keys, many)),
    edges: [...keys, ...many].sort(byId),
  };
}

interface Ends {
  readonly nodes: ReadonlyMap<string, GraphNode>;
  readonly models: ReadonlyMap<string, ModelDescription>;
}

/** Of a table several models stand before, the one that owns it is first. */
function idsByTable(
  nodes: readonly GraphNode[],
  { models, tables }: Pick<SchemaDescription, 'models' | 'tables'>,
): ReadonlyMap<string, readonly string[]> {
  const described = new Map(models.map(({ model, table }) => [model.name, table]));
  const owners = new Map(tables.map(({ schema, name, model }) => [placeOf(schema, name), model]));
  const ids = new Map<string, string[]>();
  for (const { id, model, schema, table } of nodes) {
    if (model !== null && described.get(model) == null) continue;
    const place = placeOf(schema ?? 'public', table);
    const isOwner = owners.get(place) === model;
    ids.set(place, isOwner ? [id, ...(ids.get(place) ?? [])] : [...(ids.get(place) ?? []), id]);
  }
  return ids;
}

function keyEdge(pair: KeyPair, { nodes, models }: Ends): GraphEdge {
  const { from, columns, to, otherColumns, foreignKey } = pair;
  const isSaidOne = (type: EdgeAssociation['type']): boolean =>
    pair.associations.some((association) => association.type === type);
  const isOneHere = isUniqueIn(nodes.get(from), columns) || (isBare(nodes.get(from)) && isSaidOne('hasOne'));
  const isOneThere =
    isUniqueIn(nodes.get(to), otherColumns) || (isBare(nodes.get(to)) && isSaidOne('belongsTo'));
  const isNeeded = isEnforced(pair, models) && !isAnyNullable(nodes.get(from), columns);
  return {
    id: `${from}(${columns.join(', ')}) -> ${to}(${otherColumns.join(', ')})`,
    kind: 'key',
    from: { node: from, columns, cardinality: cardinality(0, isOneHere) },
    to: { node: to, columns: otherColumns, cardinality: cardinality(isNeeded ? 1 : 0, isOneThere) },
    associations: [...pair.associations].sort(bySource),
    foreignKey,
    through: null,
    throughColumns: null,
  };
}

function manyEdge(pair: ManyPair, { nodes }: Ends, keys: readonly GraphEdge[]): GraphEdge {
  const { from, to, through, fromKey, toKey } = pair;
  const columnsOf = (node: string, key: string): readonly string[] => {
    const between = keys.filter((edge) => edge.from.node === through && edge.to.node === node);
    const alone = between.find((edge) => edge.from.columns.length === 1 && edge.from.columns[0] === key);
    const edge = alone ?? between.find((one) => one.from.columns.includes(key));
    const place = edge?.from.columns.indexOf(key) ?? 0;
    return edge?.to.columns.slice(place, place + 1) ?? [];
  };
  const middle = nodes.get(through);
  return {
    id: `${from} <-> ${to} via ${through}(${fromKey}, ${toKey})`,
    kind: 'many-to-many',
    // A row of `from` has at most one of `to` where its key stands in the join table at most once.
    from: {
      node: from,
      columns: columnsOf(from, fromKey),
      cardinality: cardinality(0, isUniqueIn(middle, [toKey])),
    },
    to: {
      node: to,
      columns: columnsOf(to, toKey),
      cardinality: cardinality(0, isUniqueIn(middle, [fromKey])),
    },
    associations: [...pair.associations].sort(bySource),
    foreignKey: null,
    through,
    throughColumns: { from: [fromKey], to: [toKey] },
  };
}

/** That a row refers to one that is there: a constraint says it; before there is a table, a reference of the model. */
function isEnforced({ from, columns, foreignKey }: KeyPair, models: Ends['models']): boolean {
  if (foreignKey !== null) return true;
  const described = models.get(from);
  if (described?.table !== null) return false;
  const referring = described.model.attributes.filter(({ references }) => references !== null);
  return columns.every((name) => referring.some(({ column }) => column === name));
}

/** Nothing of the database says how many rows there are. */
function isBare(node: GraphNode | undefined): boolean {
  return node === undefined || [null, 'view', 'materialized-view'].includes(node.kind);
}

function isUniqueIn(node: GraphNode | undefined, columns: readonly string[]): boolean {
  return node !== undefined && isUniqueWithin(node, columns);
}

function isAnyNullable(node: GraphNode | undefined, columns: readonly string[]): boolean {
  return columns.some((name) => node?.columns.find((column) => column.name === name)?.isNullable ?? true);
}

function cardinality(least: 0 | 1, isOne: boolean): Cardinality {
  return { least, most: isOne ? 1 : 'many' };
}

function bySource(a: EdgeAssociation, b: EdgeAssociation): number {
  return a.source === b.source ? (a.name < b.name ? -1 : 1) : a.source < b.source ? -1 : 1;
}

function withKeys(node: GraphNode, keys: readonly GraphEdge[], many: readonly GraphEdge[]): GraphNode {
  const referring = new Set(
    keys.filter(({ from }) => from.node === node.id).flatMap(({ from }) => from.columns),
  );
  const isJoinTable =
    many.some(({ through }) => through === node.id) &&
    node.columns.every(
      ({ name, isPrimaryKey }) =>
        referring.has(name) || timestampName.test(name) || (isPrimaryKey && name.toLowerCase() === 'id'),
    );
  return {
    ...node,
    columns: node.columns.map((column) => ({ ...column, isForeignKey: referring.has(column.name) })),
    isJoinTable,
  };
}
