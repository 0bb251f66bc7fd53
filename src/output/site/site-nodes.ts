/** The nodes of a documentation page from what models, catalog and graph say. */
import type { TableDescription } from '../../schema/description.ts';
import type { ModelDescription, SchemaDescription } from '../../schema/description.ts';
import type { GraphEdge, GraphNode, SchemaGraph } from '../../schema/graph/graph.ts';
import type { SchemaTour, TourRelation } from '../../schema/graph/tour.ts';
import { byteText } from '../byte-text.ts';
import { rulesText } from '../describe/field-lines.ts';
import { keyMarks, shortType } from '../diagrams/diagram-columns.ts';
import type { SiteColumn, SiteExample, SiteNode, SiteRelation, SiteScope } from './site-content.ts';
import { sitePartsOf } from './site-parts.ts';

export interface SiteSources {
  readonly schema: Pick<SchemaDescription, 'models' | 'tables'>;
  readonly graph: SchemaGraph;
  readonly tour: SchemaTour;
  /** By model. */
  readonly examples: ReadonlyMap<string, readonly SiteExample[]>;
  /** Which picture a node is in, by node. */
  readonly diagrams: ReadonlyMap<string, number>;
}

export function siteNodes({ schema, graph, tour, examples, diagrams }: SiteSources): readonly SiteNode[] {
  const models = new Map(schema.models.map((described) => [described.model.name, described]));
  const relations = new Map(
    tour.chapters.flatMap(({ stops }) => stops.map((stop) => [stop.node, stop.relations])),
  );
  const edges = new Map(graph.edges.map((edge) => [edge.id, edge]));
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  return graph.nodes.map((node): SiteNode => {
    const described = models.get(node.model ?? '') ?? null;
    const table = described?.table ?? schema.tables.find((one) => isTableOf(one, node)) ?? null;
    const own = [...edges.values()].filter(({ from }) => from.node === node.id);
    return {
      id: node.id,
      isModel: node.model !== null,
      table: node.schema === null || node.schema === 'public' ? node.table : `${node.schema}.${node.table}`,
      kind: node.kind,
      comment: described?.model.comment ?? node.comment,
      rows: node.rowEstimate,
      size: table === null || table.byteLength === 0 ? null : byteText(table.byteLength),
      badges: badgesOf(node, described),
      defaultScope: described?.model.defaultScope ?? null,
      columns: columnsOf(node, described, table, own),
      relations: (relations.get(node.id) ?? []).map((relation) => relationOf(relation, edges, nodes)),
      scopes: scopesOf(described),
      parts: sitePartsOf(described, table),
      query: table?.viewDefinition?.trim() ?? null,
      examples: examples.get(node.id) ?? [],
      diagram: diagrams.get(node.id) ?? null,
    };
  });
}

function isTableOf(table: TableDescription, node: GraphNode): boolean {
  return node.model === null && table.name === node.table && table.schema === node.schema;
}

function badgesOf(node: GraphNode, described: ModelDescription | null): readonly string[] {
  return [
    ...(node.model === null ? ['no model'] : []),
    ...(node.isMissing ? ['not in the database'] : []),
    ...(node.kind !== null && node.kind !== 'table' ? [node.kind.replace('-', ' ')] : []),
    ...(described?.model.isParanoid === true ? ['soft-deletes'] : []),
    ...(node.isJoinTable ? ['join table'] : []),
  ];
}

/** Columns in the table's order, virtual attributes behind them. */
function columnsOf(
  node: GraphNode,
  described: ModelDescription | null,
  table: TableDescription | null,
  edges: readonly GraphEdge[],
): readonly SiteColumn[] {
  const attributes = new Map((described?.model.attributes ?? []).map((one) => [one.name, one]));
  const stored = new Map((table?.columns ?? []).map((one) => [one.name, one]));
  const columns = node.columns.map((column): SiteColumn => {
    const attribute = attributes.get(column.attribute ?? '');
    const { defaultExpression = null, enumValues = null } = stored.get(column.name) ?? {};
    return {
      attribute: column.attribute,
      column: column.name,
      type: shortType(column.type),
      isNullable: column.isNullable,
      default: defaultExpression ?? attribute?.defaultValue ?? null,
      marks: keyMarks(column),
      values: enumValues ?? attribute?.enumValues ?? null,
      comment: column.comment,
      rules: (attribute?.rules ?? []).map((rule) => rulesText([rule])),
      refersTo: [
        ...new Set(
          edges
            .filter(({ kind, from }) => kind === 'key' && from.columns.includes(column.name))
            .map(({ to }) => to.node),
        ),
      ],
    };
  });
  const virtual = [...attributes.values()].filter(({ column }) => column === null);
  return [
    ...columns,
    ...virtual.map(({ name, type, comment, rules }): SiteColumn => ({
      attribute: name,
      column: null,
      type,
      isNullable: true,
      default: null,
      marks: [],
      values: null,
      comment,
      rules: rules.map((rule) => rulesText([rule])),
      refersTo: [],
    })),
  ];
}

function relationOf(
  { edge: id, association, verb, node, through }: TourRelation,
  edges: ReadonlyMap<string, GraphEdge>,
  nodes: ReadonlyMap<string, GraphNode>,
): SiteRelation {
  const edge = edges.get(id);
  const rule = edge?.foreignKey == null ? '' : `ON DELETE ${edge.foreignKey.onDelete}`;
  return {
    name: association,
    verb,
    node,
    through,
    key: edge === undefined ? '' : keyText(edge, nodes),
    rule,
  };
}

function keyText(
  { kind, from, to, throughColumns, through }: GraphEdge,
  nodes: ReadonlyMap<string, GraphNode>,
): string {
  const table = (id: string): string => nodes.get(id)?.table ?? id;
  if (kind === 'many-to-many' && throughColumns !== null && through !== null) {
    return `${table(through)}.${throughColumns.from.join(', ')} + ${throughColumns.to.join(', ')}`;
  }
  return `${table(from.node)}.${from.columns.join(', ')} → ${table(to.node)}.${to.columns.join(', ')}`;
}

function scopesOf(described: ModelDescription | null): readonly SiteScope[] {
  return (described?.model.scopes ?? []).map(({ name, isFunction, parameters, condition }) => ({
    name,
    call: isFunction ? `${name}(${parameters.join(', ')})` : name,
    condition,
  }));
}
