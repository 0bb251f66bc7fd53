/** A schema for Graphviz (graphviz.org/doc/info/lang.html): tables as HTML-like labels with a port a column, ends as crow's feet. */
import type {
  Cardinality,
  GraphColumn,
  GraphEdge,
  GraphEnd,
  GraphNode,
  SchemaGraph,
} from '../../schema/graph/graph.ts';
import { edgeLabel, keyMarks, shortType, shownColumns, type ShownColumns } from './diagram-columns.ts';
import { xmlText } from './xml-text.ts';

export function dotText(graph: SchemaGraph, shown: ShownColumns): string {
  const ports = new Map(graph.nodes.map((node) => [node.id, portsOf(node, shown)]));
  return `${[
    'digraph schema {',
    '  graph [rankdir=LR, nodesep=0.4, ranksep=1.2];',
    '  node [shape=plain, fontname="Helvetica", fontsize=11];',
    '  edge [dir=both, fontname="Helvetica", fontsize=9];',
    ...graph.nodes.map((node) => nodeLine(node, shown)),
    ...graph.edges.map((edge) => edgeLine(edge, ports)),
    '}',
  ].join('\n')}\n`;
}

function nodeLine(node: GraphNode, shown: ShownColumns): string {
  const heading = `<TR><TD COLSPAN="3" BGCOLOR="#e8edf2"><B>${xmlText(node.id)}</B></TD></TR>`;
  const rows = shownColumns(node, shown).map((column, place) => columnRow(column, place));
  const table = `<TABLE BORDER="0" CELLBORDER="1" CELLSPACING="0" CELLPADDING="4">${[heading, ...rows].join('')}</TABLE>`;
  return `  ${quoted(node.id)} [label=<${table}>];`;
}

function columnRow(column: GraphColumn, place: number): string {
  const marks = keyMarks(column).join(' ');
  const cells = [marks === '' ? ' ' : marks, column.name === '' ? ' ' : column.name, shortType(column.type)];
  const [first, ...others] = cells.map((cell) => xmlText(cell));
  return `<TR><TD PORT="c${place}" ALIGN="LEFT">${[first, ...others].join('</TD><TD ALIGN="LEFT">')}</TD></TR>`;
}

function portsOf(node: GraphNode, shown: ShownColumns): ReadonlyMap<string, string> {
  return new Map(shownColumns(node, shown).map(({ name }, place) => [name, `c${place}`]));
}

function edgeLine(edge: GraphEdge, ports: ReadonlyMap<string, ReadonlyMap<string, string>>): string {
  const { from, to, foreignKey, kind } = edge;
  const settings = [
    `arrowtail=${foot(to.cardinality)}`,
    `arrowhead=${foot(from.cardinality)}`,
    `label=${quoted(edgeLabel(edge))}`,
    ...(foreignKey === null && kind === 'key' ? ['style=dashed'] : []),
  ];
  return `  ${endText(to, ports)} -> ${endText(from, ports)} [${settings.join(', ')}];`;
}

function endText(
  { node, columns }: GraphEnd,
  ports: ReadonlyMap<string, ReadonlyMap<string, string>>,
): string {
  const port = ports.get(node)?.get(columns[0] ?? '');
  return port === undefined ? quoted(node) : `${quoted(node)}:${port}`;
}

/** The shape next to the table comes first (graphviz.org/doc/info/arrows.html). */
function foot({ least, most }: Cardinality): string {
  return `${most === 1 ? 'tee' : 'crow'}${least === 1 ? 'tee' : 'odot'}`;
}

/** In a quoted text a backslash begins an escape of labels. */
function quoted(text: string): string {
  const clean = text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').replaceAll('\\', '\\\\');
  return `"${clean.replaceAll('"', '\\"')}"`;
}
