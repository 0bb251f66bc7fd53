/** Graphs written short: `'Post>User'` is a key of Post that refers to User, `'Meta'` a node without any. */
import type { GraphEdge, GraphNode, SchemaGraph } from '../../../src/schema/graph/graph.ts';

/** With a model for each node, and the rows that `rows` says. A key is said by an association of each side. */
export function graphOfKeys(
  keys: readonly string[],
  rows: Readonly<Record<string, number>> = {},
): SchemaGraph {
  const ids = [...new Set(keys.flatMap((key) => key.split('>')))].sort();
  const joined = keys.flatMap((key) => {
    const [from = '', to] = key.split('>');
    return to === undefined ? [] : [keyOf(from, to)];
  });
  return {
    nodes: ids.map((id) => nodeOf(id, rows[id] ?? null)),
    edges: joined.sort((a, b) => (a.id < b.id ? -1 : 1)),
  };
}

function nodeOf(id: string, rowEstimate: number | null): GraphNode {
  return {
    id,
    model: id,
    schema: 'public',
    table: id.toLowerCase(),
    kind: 'table',
    isMissing: false,
    comment: null,
    columns: [],
    indexes: [],
    rowEstimate,
    deletedColumn: null,
    isJoinTable: false,
  };
}

function keyOf(from: string, to: string): GraphEdge {
  const column = `${to.toLowerCase()}_id`;
  return {
    id: `${from}(${column}) -> ${to}(id)`,
    kind: 'key',
    from: { node: from, columns: [column], cardinality: { least: 0, most: 'many' } },
    to: { node: to, columns: ['id'], cardinality: { least: 1, most: 1 } },
    associations: [
      { source: from, name: to.toLowerCase(), type: 'belongsTo', end: 'from' },
      { source: to, name: `${from.toLowerCase()}s`, type: 'hasMany', end: 'to' },
    ],
    foreignKey: { name: `${from}_${column}_fkey`, onDelete: 'NO ACTION', onUpdate: 'NO ACTION' },
    through: null,
    throughColumns: null,
  };
}
