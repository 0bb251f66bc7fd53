/**
 * Paints the overview: clusters, or the models of one, as tiles. Those that the one under the cursor is tied to say so in their upper
 * border; below stands in words what ties them.
 */
import type { SchemaGraph } from '../../../schema/graph/graph.ts';
import { counted } from '../../../output/measures.ts';
import { lineOn, type Canvas } from '../../paint/canvas.ts';
import { filledLines, type Line } from '../../paint/line.ts';
import { theme } from '../../theme.ts';
import { cellWidth } from '../../../text/fit-cell.ts';
import { shownCluster, tilesOf, type Tile } from './tile.ts';
import { detailsOfTile } from './details.ts';
import { paintDetails } from './details-paint.ts';
import { graphHeights } from './heights.ts';
import type { GraphScreen } from './state.ts';
import { fittingParts, nameLines } from './tile-names.ts';
import { heightOfTile, linesAroundNames, tileGrid, type TileGrid } from './tiles.ts';

export function paintTiles(canvas: Canvas, screen: GraphScreen, graph: SchemaGraph): readonly string[] {
  if (graph.nodes.length === 0) {
    const nothing = lineOn(canvas).skip(1).fill('There is no model and no table here yet.', theme.muted);
    return filledLines([nothing.toString()], canvas.width, canvas.height);
  }
  const { boxes, details } = graphHeights(canvas.height);
  const tiles = tilesOf(graph, screen);
  const chosen = tiles[screen.tile];
  const grid = tileGrid(tiles, canvas.width, boxes, screen.tile);
  const rows = Array.from({ length: boxes }, (_, row) => tileRow(canvas, { tiles, grid, chosen }, row));
  return [
    headLine(canvas, headText(screen, graph, tiles.length), { tiles, grid, chosen }),
    ...filledLines(rows, canvas.width, boxes),
    ...paintDetails(canvas, detailsOfTile(chosen), screen.detailTop, details, zoomText(screen, graph)),
  ];
}

interface Shown {
  readonly tiles: readonly Tile[];
  readonly grid: TileGrid;
  /** Under the cursor. */
  readonly chosen: Tile | undefined;
}

function zoomText(screen: GraphScreen, graph: SchemaGraph): string {
  if (shownCluster(graph, screen) === null) return 'clusters';
  return screen.cluster === null ? 'whole schema' : 'one cluster';
}

function headText(screen: GraphScreen, graph: SchemaGraph, count: number): string {
  const shown = shownCluster(graph, screen);
  if (screen.cluster !== null && shown !== null)
    return `The cluster of ${screen.cluster}: ${counted(count, 'table')}`;
  const keys = graph.edges.filter(({ kind }) => kind === 'key').length;
  const tables = counted(graph.nodes.length, 'table');
  const groups = shown === null ? ` in ${counted(count, 'cluster')}` : '';
  return keys === 0
    ? `${tables}, nothing refers to anything`
    : `${tables}${groups}, ${counted(keys, 'relation')}`;
}

/** At its end how many tiles are scrolled off, and how many of these are tied to the chosen one. */
function headLine(canvas: Canvas, text: string, { tiles, grid, chosen }: Shown): string {
  const first = grid.firstRow * grid.columns;
  const end = (grid.firstRow + grid.rows.length) * grid.columns;
  const more = [moreText('↑', tiles.slice(0, first), chosen), moreText('↓', tiles.slice(end), chosen)]
    .filter((part) => part !== '')
    .join('  ');
  const line = lineOn(canvas).skip(1);
  line.cell(text, Math.max(0, line.room - more.length - 2), theme.muted);
  return line.fill(`${more} `, theme.muted, 'right').toString();
}

function moreText(arrow: string, tiles: readonly Tile[], chosen: Tile | undefined): string {
  if (tiles.length === 0) return '';
  const tied = tiles.filter(({ id }) => chosen?.ties.has(id) === true).length;
  return `${arrow} ${String(tiles.length)}${tied === 0 ? '' : `, ${String(tied)} tied`}`;
}

function tileRow(canvas: Canvas, { tiles, grid, chosen }: Shown, row: number): string {
  const { columns, tileWidth, firstRow, rows } = grid;
  const line = lineOn(canvas);
  const tilesRow = rows.findIndex(({ top, height }) => row >= top && row < top + height);
  const inView = rows[tilesRow];
  if (inView === undefined) return line.toString();
  for (let column = 0; column < columns; column += 1) {
    const tile = tiles[(firstRow + tilesRow) * columns + column];
    if (tile === undefined) break;
    if (column > 0) line.skip(1);
    const tie = chosen?.ties.get(tile.id) ?? null;
    const height = heightOfTile(tile, inView);
    const look = { tile, tie, height, isUnderCursor: tile === chosen };
    tileLine(canvas, line, look, row - inView.top, tileWidth);
  }
  return line.toString();
}

interface TileLook {
  readonly tile: Tile;
  /** What ties it to the one under the cursor; null where nothing does. */
  readonly tie: string | null;
  readonly height: number;
  readonly isUnderCursor: boolean;
}

function tileLine({ state }: Canvas, line: Line, look: TileLook, row: number, width: number): void {
  const { tile, tie, height, isUnderCursor } = look;
  const { title, notes, names, isMuted } = tile;
  const frame = isUnderCursor ? theme.mark : tie === null ? theme.muted : theme.plain;
  const inner = Math.max(0, width - 2);
  if (row >= height) {
    line.skip(width);
    return;
  }
  if (row === 0 || row === height - 1) {
    const [start, end] = row === 0 ? ['╭', '╮'] : ['╰', '╯'];
    if (row > 0 || tie === null) line.cell(start + '─'.repeat(inner) + end, width, frame);
    else tiedBorder(line, tie, width);
    return;
  }
  line.cell('│', 1, frame);
  if (row === 1) {
    const chosen = state.focus === 'main' ? theme.selected : theme.remembered;
    const style = isUnderCursor ? chosen : isMuted ? theme.muted : theme.strong;
    line.cell(isUnderCursor ? '›' : ' ', 1, style).cell(title, inner - 2, style);
    line.cell(' ', 1, style);
  } else {
    const text =
      row === 2
        ? fittingParts(notes, inner - 2)
        : nameLines(names, inner - 2, height - linesAroundNames)[row - 3];
    line.skip(1).cell(text ?? '', inner - 2, row === 2 ? theme.muted : theme.plain);
    line.skip(1);
  }
  line.cell('│', 1, frame);
}

/** `╭─────── 3 keys ─╮` */
function tiedBorder(line: Line, tie: string, width: number): void {
  const label = cellWidth(tie);
  const dashes = Math.max(0, width - label - 5);
  line.cell(`╭${'─'.repeat(dashes)} `, dashes + 2, theme.plain);
  line.cell(tie, Math.min(label, width - 5), theme.strong).cell(' ─╮', 3, theme.plain);
}
