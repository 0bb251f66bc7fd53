/** What a page is about: a node of the graph with its model, its table, or both. */
import type {
  FieldDescription,
  ModelDescription,
  SchemaDescription,
  TableDescription,
} from '../../../schema/description.ts';
import type { SchemaGraph, GraphNode } from '../../../schema/graph/graph.ts';
import { graphOf } from '../schema/known-schema.ts';
import { nodeNamed } from '../graph/neighbours.ts';

export interface Subject {
  readonly schema: SchemaDescription;
  readonly graph: SchemaGraph;
  readonly node: GraphNode;
  readonly model: ModelDescription | null;
  readonly table: TableDescription | null;
  /** Of a table without a model its columns. */
  readonly fields: readonly FieldDescription[];
}

/** Null for a node that is not in the schema (any more). */
export function subjectOf(schema: SchemaDescription, id: string): Subject | null {
  const graph = graphOf(schema);
  const node = nodeNamed(graph, id);
  if (node === null) return null;
  const model = schema.models.find((described) => described.model.name === node.model) ?? null;
  const table = model === null ? tableOf(schema, node) : model.table;
  return { schema, graph, node, model, table, fields: model?.fields ?? fieldsOf(table) };
}

function tableOf({ tables }: SchemaDescription, node: GraphNode): TableDescription | null {
  return tables.find(({ schema, name }) => schema === node.schema && name === node.table) ?? null;
}

function fieldsOf(table: TableDescription | null): readonly FieldDescription[] {
  return (table?.columns ?? []).map(({ name }) => ({
    attribute: null,
    column: name,
    isInTable: true,
    differences: [],
    refersTo: referencesOf(table, name),
    referredBy: [],
    indexes: (table?.indexes ?? [])
      .filter(({ keys }) => keys.some(({ column }) => column === name))
      .map((index) => index.name),
    isSecret: false,
  }));
}

function referencesOf(table: TableDescription | null, column: string): FieldDescription['refersTo'] {
  return (table?.foreignKeys ?? []).flatMap((key) => {
    const place = key.columns.indexOf(column);
    const other = key.referencedColumns[place];
    if (place === -1 || other === undefined) return [];
    const { referencedSchema: schema, referencedTable, name } = key;
    return [{ schema, table: referencedTable, column: other, constraint: name, associations: [] }];
  });
}

/** The node that stands for a table: the model that owns it, else the table itself. */
export function nodeOfTable(
  { graph, schema: { tables } }: Pick<Subject, 'graph' | 'schema'>,
  schema: string | null,
  table: string,
): string | null {
  const owner = tables.find((other) => other.name === table && other.schema === (schema ?? 'public'))?.model;
  if (owner !== null && owner !== undefined) return owner;
  const named = graph.nodes.filter((node) => node.table === table);
  const exact = named.find((node) => (node.schema ?? 'public') === (schema ?? 'public'));
  return (exact ?? named[0])?.id ?? null;
}
