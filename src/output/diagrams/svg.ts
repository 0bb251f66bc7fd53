/**
 * A laid-out diagram as SVG that needs nothing from elsewhere. Its colours are custom properties, which a page may set; alone it
 * follows the reader's light or dark.
 */
import type { Cardinality, GraphColumn, GraphNode } from '../../schema/graph/graph.ts';
import { clipCells } from './clip-cells.ts';
import { edgeLabel, keyMarks, shortType } from './diagram-columns.ts';
import {
  headHeight,
  inset,
  longestName,
  longestType,
  markWidth,
  rowHeight,
  type DiagramLayout,
  type PlacedEdge,
  type PlacedNode,
  type Point,
} from './diagram-layout.ts';
import { diagramStyle, markerDefinitions } from './svg-style.ts';
import { xmlText } from './xml-text.ts';

export interface SvgOptions {
  /** What a reader that cannot see the picture is told. */
  readonly title: string;
  /** Where a box leads to; null for a picture without links. */
  readonly linkOf: ((node: GraphNode) => string | null) | null;
  /** False where the page around it brings the style and the markers. */
  readonly isAlone: boolean;
}

export function diagramSvg(layout: DiagramLayout, { title, linkOf, isAlone }: SvgOptions): string {
  const [width, height] = [Math.max(1, Math.ceil(layout.width)), Math.max(1, Math.ceil(layout.height))];
  const head = isAlone
    ? [`<style>${diagramStyle}</style>`, `<rect class="paper" width="${width}" height="${height}"/>`]
    : [];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="erd${isAlone ? ' alone' : ''}" viewBox="0 0 ${width} ${height}"${isAlone ? ` width="${width}" height="${height}"` : ''} role="${linkOf === null ? 'img' : 'group'}" aria-label="${xmlText(title)}">`,
    `<title>${xmlText(title)}</title>`,
    ...head,
    ...(isAlone ? [markerDefinitions] : []),
    ...layout.edges.map(edgeSvg),
    ...layout.nodes.map((placed) => nodeSvg(placed, linkOf?.(placed.node) ?? null)),
    '</svg>',
  ].join('\n');
}

function edgeSvg({ edge, points }: PlacedEdge): string {
  const { from, to, foreignKey, kind } = edge;
  const isSaid = foreignKey !== null || kind === 'many-to-many';
  const ends = `marker-start="url(#${marker(to.cardinality)})" marker-end="url(#${marker(from.cardinality)})"`;
  const tip = `${to.node} to ${from.node}: ${edgeLabel(edge)}`;
  return `<path class="line${isSaid ? '' : ' loose'}" data-from="${xmlText(from.node)}" data-to="${xmlText(to.node)}" d="${pathOf(points)}" ${ends}><title>${xmlText(tip)}</title></path>`;
}

function marker({ least, most }: Cardinality): string {
  return `erd-${least === 1 ? 'one' : 'zero'}-${most === 1 ? 'one' : 'many'}`;
}

/** Right angles, their corners a little round. */
function pathOf(points: readonly Point[]): string {
  const [first, ...others] = points;
  if (first === undefined) return '';
  const corners = others.slice(0, -1).map((corner, index) => {
    const before = points[index] ?? corner;
    const after = points[index + 2] ?? corner;
    const start = towards(corner, before);
    const stop = towards(corner, after);
    return `L${at(start)}Q${at(corner)} ${at(stop)}`;
  });
  const last = others.at(-1);
  return `M${at(first)}${corners.join('')}${last === undefined ? '' : `L${at(last)}`}`;
}

/** A point near the corner, on the way to the other. */
function towards(corner: Point, other: Point): Point {
  const distance = Math.abs(other.x - corner.x) + Math.abs(other.y - corner.y);
  const share = distance === 0 ? 0 : Math.min(6, distance / 2) / distance;
  return { x: corner.x + (other.x - corner.x) * share, y: corner.y + (other.y - corner.y) * share };
}

function at({ x, y }: Point): string {
  return `${number(x)} ${number(y)}`;
}

function number(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function nodeSvg({ node, columns, x, y, width, height }: PlacedNode, link: string | null): string {
  const kind = node.model === null ? ' other' : node.isJoinTable ? ' join' : '';
  const title = xmlText(clipCells(node.id, longestName));
  const body = [
    `<rect class="box" width="${number(width)}" height="${number(height)}" rx="6"/>`,
    `<path class="head" d="M0 ${headHeight}V6Q0 0 6 0H${number(width - 6)}Q${number(width)} 0 ${number(width)} 6V${headHeight}Z"/>`,
    `<text class="name" x="${inset}" y="20">${title}</text>`,
    ...columns.map((column, row) => columnSvg(column, headHeight + row * rowHeight + 15, width)),
  ].join('');
  const place = `class="node${kind}" data-node="${xmlText(node.id)}" transform="translate(${number(x)} ${number(y)})"`;
  if (link === null) return `<g ${place}>${body}</g>`;
  return `<a ${place} href="${xmlText(link)}" aria-label="${xmlText(node.id)}">${body}</a>`;
}

function columnSvg(column: GraphColumn, y: number, width: number): string {
  const [mark] = keyMarks(column);
  const key = mark === undefined ? '' : `<text class="mark" x="${inset}" y="${y}">${mark}</text>`;
  const name = `<text class="column${column.isNullable ? ' optional' : ''}" x="${inset + markWidth}" y="${y}">${xmlText(clipCells(column.name, longestName))}</text>`;
  const type = `<text class="type" x="${number(width - inset)}" y="${y}">${xmlText(clipCells(shortType(column.type), longestType))}</text>`;
  return `${key}${name}${type}`;
}
