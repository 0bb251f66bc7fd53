/** Where the boxes and lines of a diagram lie: laid out by elkjs in layers, a port for each column that a line joins. */
import type { ElkExtendedEdge, ElkNode, ElkPort } from 'elkjs/lib/elk-api.js';
import type { GraphColumn, GraphEdge, GraphEnd, GraphNode, SchemaGraph } from '../../schema/graph/graph.ts';
import { cellWidth } from '../../text/fit-cell.ts';
import { looseEdges, shortType, shownColumns, type ShownColumns } from './diagram-columns.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface PlacedNode {
  readonly node: GraphNode;
  readonly columns: readonly GraphColumn[];
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PlacedEdge {
  readonly edge: GraphEdge;
  /** From what is referred to, to what refers; at least two. */
  readonly points: readonly Point[];
  /** Drawn dotted. */
  readonly isLoose: boolean;
}

/** In pixels, the origin at the top left. */
export interface DiagramLayout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
}

export const headHeight = 30;
export const rowHeight = 20;
/** Below the last column. */
const footHeight = 6;
/** From the box's edge to its text; the marks of keys stand in `markWidth` after it. */
export const inset = 12;
export const markWidth = 26;

/** Monospaced digits and letters are 0.6 of their size wide in nearly every font; names of tables are bold and larger. */
const letterWidth = 7.3;
const titleLetterWidth = 8.6;
/** A longer type is cut: an enum's or a long domain's. */
export const longestType = 28;
export const longestName = 40;

/** Which way what is referred to leads: boxes that are wide and low take less room from top to bottom. */
export type DiagramDirection = 'right' | 'down';

/** Deterministic. An empty graph gives an empty layout. Downwards, lines end at boxes and not at columns. */
export async function layOutDiagram(
  graph: SchemaGraph,
  shown: ShownColumns,
  direction: DiagramDirection = 'right',
): Promise<DiagramLayout> {
  if (graph.nodes.length === 0) return { width: 0, height: 0, nodes: [], edges: [] };
  // It brings two megabytes of code, which only a picture needs.
  const { default: ElkConstructor } = await import('elkjs/lib/elk.bundled.js');
  const elk = new ElkConstructor();
  const laidOut = await elk.layout(elkGraph(graph, shown, direction));
  const loose = looseEdges(graph);
  const places = new Map((laidOut.children ?? []).map((child) => [child.id, child]));
  const routes = new Map((laidOut.edges ?? []).map((edge) => [edge.id, edge]));
  return {
    width: laidOut.width ?? 0,
    height: laidOut.height ?? 0,
    nodes: graph.nodes.map((node, index) => {
      const { x = 0, y = 0, width = 0, height = 0 } = places.get(`n${index}`) ?? {};
      return { node, columns: shownColumns(node, shown), x, y, width, height };
    }),
    edges: graph.edges.flatMap((edge, index) => {
      const section = routes.get(`e${index}`)?.sections?.[0];
      if (section === undefined) return [];
      const points = [section.startPoint, ...(section.bendPoints ?? []), section.endPoint];
      return [{ edge, points, isLoose: loose.has(edge) }];
    }),
  };
}

const layoutOptions = {
  'elk.algorithm': 'layered',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.spacing.nodeNodeBetweenLayers': '70',
  'elk.layered.spacing.edgeNodeBetweenLayers': '28',
  'elk.spacing.nodeNode': '36',
  'elk.spacing.edgeNode': '22',
  'elk.spacing.edgeEdge': '12',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '12',
  'elk.spacing.componentComponent': '48',
  'elk.padding': '[top=24,left=24,bottom=24,right=24]',
  'elk.randomSeed': '1',
};

/** With more nodes, no layer is much taller than the picture is wide: a hub's many neighbours would stand in one long column. */
const mostFree = 12;

function layering(count: number): Readonly<Record<string, string>> {
  if (count <= mostFree) return {};
  return {
    'elk.layered.layering.strategy': 'COFFMAN_GRAHAM',
    'elk.layered.layering.coffmanGraham.layerBound': String(Math.ceil(Math.sqrt(count) * 1.4)),
  };
}

/** What is referred to stands left of what refers to it. Names are numbers, so that no id of ours clashes. */
function elkGraph(graph: SchemaGraph, shown: ShownColumns, direction: DiagramDirection): ElkNode {
  const numbers = new Map(graph.nodes.map(({ id }, index) => [id, index]));
  const sizes = graph.nodes.map((node) => sizeOf(node, shownColumns(node, shown)));
  const ports = graph.nodes.map(() => new Map<string, ElkPort>());
  const portAt = ({ node, columns }: GraphEnd, side: 'EAST' | 'WEST'): string => {
    const number = numbers.get(node) ?? 0;
    const known = graph.nodes[number];
    const row = known === undefined ? -1 : rowOf(shownColumns(known, shown), columns);
    const id = `n${number}.${side}.${row}`;
    const y = row === -1 ? headHeight / 2 : headHeight + (row + 0.5) * rowHeight;
    const x = side === 'EAST' ? (sizes[number]?.width ?? 0) : 0;
    ports[number]?.set(id, { id, x, y, width: 0, height: 0, layoutOptions: { 'elk.port.side': side } });
    return id;
  };
  const edges = graph.edges.map(({ from, to }, index): ElkExtendedEdge => {
    if (direction === 'down') {
      const [source, target] = [to, from].map(({ node }) => `n${numbers.get(node) ?? 0}`);
      return { id: `e${index}`, sources: [source ?? ''], targets: [target ?? ''] };
    }
    const isLoop = from.node === to.node;
    return {
      id: `e${index}`,
      sources: [portAt(to, 'EAST')],
      targets: [portAt(from, isLoop ? 'EAST' : 'WEST')],
    };
  });
  const children = graph.nodes.map((_, index): ElkNode => ({
    id: `n${index}`,
    ...sizes[index],
    ports: [...(ports[index]?.values() ?? [])],
    layoutOptions: direction === 'down' ? {} : { 'elk.portConstraints': 'FIXED_POS' },
  }));
  const options = {
    ...layoutOptions,
    ...layering(children.length),
    'elk.direction': direction === 'down' ? 'DOWN' : 'RIGHT',
  };
  return { id: 'root', layoutOptions: options, children, edges };
}

function rowOf(columns: readonly GraphColumn[], [first]: readonly string[]): number {
  return columns.findIndex(({ name }) => name === first);
}

function sizeOf(
  node: GraphNode,
  columns: readonly GraphColumn[],
): { readonly width: number; readonly height: number } {
  const title = Math.min(longestName, cellWidth(node.id)) * titleLetterWidth + 2 * inset;
  const widths = columns.map((column) => {
    const letters =
      Math.min(longestName, cellWidth(column.name)) +
      Math.min(longestType, cellWidth(shortType(column.type))) +
      3;
    return letters * letterWidth + markWidth + 2 * inset;
  });
  const rows = columns.length === 0 ? 0 : columns.length * rowHeight + footHeight;
  return { width: Math.ceil(Math.max(120, title, ...widths)), height: headHeight + rows };
}
