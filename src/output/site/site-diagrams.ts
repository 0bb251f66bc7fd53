/** The pictures of a documentation page: one of all tables, or of a large schema one a cluster and one of the clusters themselves. */
import type { GraphEdge, GraphNode, SchemaGraph } from '../../schema/graph/graph.ts';
import type { SchemaClusters } from '../../schema/graph/clusters.ts';
import { layOutDiagram } from '../diagrams/diagram-layout.ts';
import { diagramSvg } from '../diagrams/svg.ts';

export interface SiteDiagram {
  readonly title: string;
  readonly nodes: readonly string[];
  readonly svg: string;
}

/** A picture of more tables, or of more columns, shows keys alone: it would be too small to read, and the rest is a click away. */
const mostWhole = 12;
const mostColumns = 90;
/** Up to so many tables are one picture. */
const mostTogether = 40;

/** `part` is the graph that is drawn; the first picture is the one to begin with. */
export async function siteDiagrams(
  part: SchemaGraph,
  clusters: SchemaClusters,
): Promise<readonly SiteDiagram[]> {
  if (part.nodes.length === 0) return [];
  if (part.nodes.length <= mostTogether) return [await picture('All tables', part)];
  const kept = new Set(part.nodes.map(({ id }) => id));
  const drawn = clusters.clusters.filter(({ nodes }) => nodes.some((node) => kept.has(node)));
  const numbers = new Map(drawn.map(({ hub }, place) => [hub, place + 1]));
  const overview = clusterGraph(drawn, clusters.links);
  const layout = await layOutDiagram(overview, 'none', 'down');
  const title = 'Groups of tables';
  const svg = diagramSvg(layout, {
    title,
    linkOf: ({ table }) => `#/diagram/${numbers.get(table) ?? 0}`,
    isAlone: false,
    hasFeet: false,
  });
  const pictures: SiteDiagram[] = [{ title, nodes: [], svg }];
  for (const { hub, nodes, isUnrelated } of drawn) {
    const members = new Set(nodes.filter((node) => kept.has(node)));
    const own: SchemaGraph = {
      nodes: part.nodes.filter(({ id }) => members.has(id)),
      edges: part.edges.filter(({ from, to }) => members.has(from.node) && members.has(to.node)),
    };
    pictures.push(await picture(isUnrelated ? 'On their own' : `Around ${hub}`, own));
  }
  return pictures;
}

async function picture(title: string, graph: SchemaGraph): Promise<SiteDiagram> {
  const columns = graph.nodes.reduce((sum, node) => sum + node.columns.length, 0);
  const isWhole = graph.nodes.length <= mostWhole && columns <= mostColumns;
  const layout = await layOutDiagram(graph, isWhole ? 'all' : 'keys');
  const linkOf = ({ id }: GraphNode): string => `#/model/${encodeURIComponent(id)}`;
  return {
    title,
    nodes: graph.nodes.map(({ id }) => id),
    svg: diagramSvg(layout, { title, linkOf, isAlone: false, hasFeet: true }),
  };
}

/** A box a cluster, by its hub and how many tables it has. */
function clusterGraph(clusters: SchemaClusters['clusters'], links: SchemaClusters['links']): SchemaGraph {
  const names = new Map(
    clusters.map(({ hub, nodes, isUnrelated }) => [
      hub,
      isUnrelated
        ? `On their own (${nodes.length})`
        : nodes.length === 1
          ? hub
          : `${hub} and ${nodes.length - 1} more`,
    ]),
  );
  return {
    nodes: [...names].map(([hub, id]): GraphNode => ({
      id,
      model: hub,
      schema: null,
      table: hub,
      kind: null,
      isMissing: false,
      comment: null,
      columns: [],
      indexes: [],
      rowEstimate: null,
      deletedColumn: null,
      isJoinTable: false,
    })),
    edges: links.flatMap(({ from, to, keys }): readonly GraphEdge[] => {
      const [one, other] = [names.get(from), names.get(to)];
      if (one === undefined || other === undefined) return [];
      const many = { least: 0, most: 'many' } as const;
      return [
        {
          id: `${one} ${other}`,
          kind: 'many-to-many',
          from: { node: other, columns: [`${keys} keys`], cardinality: many },
          to: { node: one, columns: [], cardinality: many },
          associations: [],
          foreignKey: null,
          through: null,
          throughColumns: null,
        },
      ];
    }),
  };
}
