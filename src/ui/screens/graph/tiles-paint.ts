/** Paints the overview: clusters, or the models of one, as tiles; below them what the one under the cursor is tied to. */
import type { SchemaGraph } from '../../../schema/graph/graph.ts';
import { counted } from '../../../output/measures.ts';
import { sanitiseLine } from '../../../output/sanitise.ts';
import { lineOn, type Canvas } from '../../paint/canvas.ts';
import { filledLines, type Line } from '../../paint/line.ts';
import { theme } from '../../theme.ts';
import { wrapText } from '../../wrap-text.ts';
import { tilesOf, type Tile } from './clusters.ts';
import { detailLines, detailRule } from './details-paint.ts';
import { graphHeights } from './heights.ts';
import type { GraphScreen } from './state.ts';
import { tileGrid, tileHeight, type TileGrid } from './tiles.ts';

export function paintTiles(canvas: Canvas, screen: GraphScreen, graph: SchemaGraph): readonly string[] {
  const { boxes, details } = graphHeights(canvas.height);
  const tiles = tilesOf(graph, screen);
  const chosen = tiles[screen.tile];
  const grid = tileGrid(tiles, canvas.width, boxes, screen.tile);
  const rows = Array.from({ length: boxes }, (_, row) => tileRow(canvas, tiles, grid, row, screen.tile));
  const texts = (chosen?.details ?? []).map((text) => ({ text: sanitiseLine(text), tone: 'plain' as const }));
  return [
    headLine(canvas, screen, graph, tiles, grid),
    ...filledLines(rows, canvas.width, boxes),
    detailRule(canvas, chosen?.title ?? '', screen.cluster === null ? 'clusters' : 'one cluster'),
    ...detailLines(canvas, texts, details),
  ];
}

function headLine(
  canvas: Canvas,
  { cluster }: GraphScreen,
  graph: SchemaGraph,
  tiles: readonly Tile[],
  { columns, firstRow, rowsInView }: TileGrid,
): string {
  const keys = graph.edges.filter(({ kind }) => kind === 'key').length;
  const text =
    cluster === null
      ? `${counted(graph.nodes.length, 'table')} in ${counted(tiles.length, 'cluster')}, ${counted(keys, 'relation')}`
      : `The cluster of ${cluster}: ${counted(tiles.length, 'model')}`;
  const above = firstRow * columns;
  const below = Math.max(0, tiles.length - (firstRow + rowsInView) * columns);
  const more = [
    ...(above > 0 ? [`↑ ${String(above)}`] : []),
    ...(below > 0 ? [`↓ ${String(below)}`] : []),
  ].join('  ');
  const line = lineOn(canvas).skip(1);
  line.cell(text, Math.max(0, line.room - more.length - 1), theme.muted);
  return line.fill(more, theme.muted, 'right').toString();
}

function tileRow(
  canvas: Canvas,
  tiles: readonly Tile[],
  { columns, tileWidth, firstRow, rowsInView }: TileGrid,
  row: number,
  cursor: number,
): string {
  const line = lineOn(canvas);
  const tilesRow = Math.floor(row / tileHeight);
  if (tilesRow >= rowsInView) return line.toString();
  for (let column = 0; column < columns; column += 1) {
    const index = (firstRow + tilesRow) * columns + column;
    const tile = tiles[index];
    if (tile === undefined) break;
    if (column > 0) line.skip(1);
    tileLine(canvas, line, tile, row % tileHeight, tileWidth, index === cursor);
  }
  return line.toString();
}

function tileLine(
  { state }: Canvas,
  line: Line,
  { title, notes, isMuted }: Tile,
  row: number,
  width: number,
  isUnderCursor: boolean,
): void {
  const frame = isUnderCursor ? theme.mark : theme.muted;
  const inner = Math.max(0, width - 2);
  if (row === 0 || row === tileHeight - 1) {
    const [start, end] = row === 0 ? ['╭', '╮'] : ['╰', '╯'];
    line.cell(start + '─'.repeat(inner) + end, width, frame);
    return;
  }
  line.cell('│', 1, frame);
  if (row === 1) {
    const chosen = state.focus === 'main' ? theme.selected : theme.remembered;
    const style = isUnderCursor ? chosen : isMuted ? theme.muted : theme.strong;
    line.cell(' ', 1, style).cell(title, inner - 2, style);
    line.cell(' ', 1, style);
  } else {
    const [count, names] = notes;
    const text = row === 2 ? count : (namesIn(names, inner - 2)[row - 3] ?? '');
    line.skip(1).cell(text, inner - 2, row === 2 ? theme.muted : theme.plain);
    line.skip(1);
  }
  line.cell('│', 1, frame);
}

/** Two lines; what does not fit into them is cut at the end of the second. */
function namesIn(names: string, width: number): readonly string[] {
  const [first = ''] = wrapText(names, width, 1);
  return [first, names.slice(first.length).trimStart()];
}
