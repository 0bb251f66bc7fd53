/** A graph whose names, types and comments are all written to break out of the text they are put into. */
import type { GraphColumn, GraphEdge, GraphNode, SchemaGraph } from '../../../src/schema/graph/graph.ts';

export const hostileNames: readonly string[] = [
  'User',
  'user',
  'a"b',
  "a'b",
  'a\\b',
  'a\\',
  '100%',
  '%%{init: {}}%%',
  '</script><script>alert(1)</script>',
  '<b onclick="x">&amp;</b>',
  'erDiagram',
  'title',
  'one to many',
  'direction TB',
  'pk',
  'a -> b; c',
  'x { y }',
  'x [z]',
  '#34;',
  '`tick` ${x}',
  'é',
  '表',
  '🙂',
  'line\nbreak',
  '\u202ereversed',
  ' ',
  '1st',
  'a.b',
  '-',
  '~tilde~',
  '/* c */ // d',
];

/** Each node refers to the next, and every name is a column of every node too. */
export const hostileGraph: SchemaGraph = {
  nodes: hostileNames.map(nodeOf),
  edges: hostileNames.map((name, place) => keyOf(name, place)),
};

function nodeOf(id: string, place: number): GraphNode {
  return {
    id,
    model: place % 2 === 0 ? id : null,
    schema: place % 3 === 0 ? 'public' : id,
    table: id,
    kind: 'table',
    isMissing: false,
    comment: id,
    columns: hostileNames.map(columnOf),
    indexes: [],
    rowEstimate: null,
    deletedColumn: null,
    isJoinTable: false,
  };
}

function columnOf(name: string, place: number): GraphColumn {
  return {
    name,
    attribute: name,
    type: name,
    isNullable: place % 2 === 0,
    isPrimaryKey: place === 0,
    isForeignKey: place % 2 === 1,
    isUnique: place % 5 === 1,
    comment: name,
    enumType: {
      schema: place % 2 === 0 ? 'public' : name,
      name,
      values: hostileNames,
      isArray: place % 3 === 0,
    },
  };
}

function keyOf(name: string, place: number): GraphEdge {
  const next = hostileNames[(place + 1) % hostileNames.length] ?? '';
  return {
    id: `${name} -> ${next}`,
    kind: 'key',
    from: { node: name, columns: [next], cardinality: { least: 0, most: place % 2 === 0 ? 1 : 'many' } },
    to: { node: next, columns: [name], cardinality: { least: place % 3 === 0 ? 1 : 0, most: 1 } },
    associations: [{ source: name, name: next, type: 'belongsTo', end: 'from' }],
    foreignKey: place % 4 === 0 ? null : { name, onDelete: 'SET NULL', onUpdate: 'NO ACTION' },
    through: null,
    throughColumns: null,
  };
}
