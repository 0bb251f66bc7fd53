/** What a diagram shows of a table's columns, and what it writes beside a relation. */
import type { GraphColumn, GraphEdge, GraphNode, SchemaGraph } from '../../schema/graph/graph.ts';

export type ShownColumns = 'all' | 'keys' | 'none';

/** With more tables only their keys are shown, unless somebody asks. */
const mostWhole = 30;

export function columnsFor(graph: SchemaGraph, asked: ShownColumns | null): ShownColumns {
  return asked ?? (graph.nodes.length > mostWhole ? 'keys' : 'all');
}

/** In the table's order. */
export function shownColumns(node: GraphNode, shown: ShownColumns): readonly GraphColumn[] {
  if (shown === 'none') return [];
  return node.columns.filter(
    ({ isPrimaryKey, isForeignKey }) => shown === 'all' || isPrimaryKey || isForeignKey,
  );
}

/** As people write it: `varchar(80)`, `timestamptz`. */
export function shortType(type: string): string {
  return type
    .replace(/^character varying/, 'varchar')
    .replace(/^(timestamp|time)((?:\(\d\))?) with time zone/, '$1tz$2')
    .replace(/^(timestamp|time)((?:\(\d\))?) without time zone/, '$1$2');
}

/** `PK`, `FK` and `UK`, as far as they are said of a column. */
export function keyMarks({ isPrimaryKey, isForeignKey, isUnique }: GraphColumn): readonly string[] {
  return [
    ...(isPrimaryKey ? ['PK'] : []),
    ...(isForeignKey ? ['FK'] : []),
    ...(isUnique && !isPrimaryKey ? ['UK'] : []),
  ];
}

/** The associations by their names, of both sides; the key's columns where none knows of it. */
export function edgeLabel({ associations, from, kind }: GraphEdge): string {
  const own = associations.filter(({ type }) => (type === 'belongsToMany') === (kind === 'many-to-many'));
  const names = [...new Set(own.map(({ name }) => name))];
  return names.length === 0 ? from.columns.join(', ') : names.join(' / ');
}
