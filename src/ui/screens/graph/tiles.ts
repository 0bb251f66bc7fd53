/**
 * How tiles are laid out: in rows of as many as have room. Where there is more height than they need at least, they grow with what they
 * hold, so that a large cluster is a tall tile. Pure.
 */
import { cellWidth } from '../../../text/fit-cell.ts';
import type { ActionId } from '../../actions.ts';
import { movedCursor } from '../../scroll.ts';
import type { Tile } from './tile.ts';

export interface TileRow {
  /** The first line, counted from the first row that is painted. */
  readonly top: number;
  /** Lines of its tallest tile. */
  readonly height: number;
}

export interface TileGrid {
  readonly columns: number;
  readonly tileWidth: number;
  /** The row of tiles that is painted first. */
  readonly firstRow: number;
  /** Those that are painted, at least one. */
  readonly rows: readonly TileRow[];
}

/** Borders, title and count. */
export const linesAroundNames = 4;

const leastHeight = linesAroundNames + 2;
const leastTile = 18;
const mostTile = 30;

export function tileGrid(tiles: readonly Tile[], width: number, height: number, cursor: number): TileGrid {
  const wanted = Math.max(0, ...tiles.map(({ title }) => cellWidth(title))) + 4;
  // Two beside each other at least, where they can be read.
  const half = Math.floor((width - 1) / 2);
  const most = Math.min(mostTile, half >= leastTile ? half : width);
  const least = Math.min(most, Math.max(leastTile, wanted));
  const columns = Math.max(1, Math.min(tiles.length, Math.floor((width + 1) / (least + 1))));
  const tileWidth = Math.max(4, Math.min(mostTile, Math.floor((width + 1) / columns) - 1));
  const heights = rowHeights(tiles, columns, height);
  const rowsInView = Math.max(1, Math.min(heights.length, Math.floor(height / leastHeight)));
  const row = Math.floor(cursor / columns);
  const firstRow = Math.max(0, Math.min(heights.length - rowsInView, row - Math.floor(rowsInView / 2)));
  return { columns, tileWidth, firstRow, rows: placedRows(heights.slice(firstRow, firstRow + rowsInView)) };
}

/** Lines of a tile in a row of that height. */
export function heightOfTile({ names }: Tile, { height }: TileRow): number {
  return Math.max(leastHeight, Math.min(height, linesAroundNames + names.length));
}

/** Of every row the least, where not all have room; otherwise what they want, the tallest cut first. */
function rowHeights(tiles: readonly Tile[], columns: number, height: number): readonly number[] {
  const count = Math.ceil(tiles.length / columns);
  const wanted = Array.from({ length: count }, (_, row) => {
    const inRow = tiles.slice(row * columns, (row + 1) * columns);
    return Math.max(leastHeight, ...inRow.map(({ names }) => linesAroundNames + names.length));
  });
  const within = (most: number): readonly number[] => wanted.map((one) => Math.min(one, most));
  const sum = (heights: readonly number[]): number => heights.reduce((total, one) => total + one, 0);
  let most = leastHeight;
  while (most < Math.max(0, ...wanted) && sum(within(most + 1)) <= height) most += 1;
  return within(most);
}

function placedRows(heights: readonly number[]): readonly TileRow[] {
  let top = 0;
  return heights.map((height) => {
    const row = { top, height };
    top += height;
    return row;
  });
}

/** Null when the action is no movement. */
export function movedTile(grid: TileGrid, cursor: number, count: number, action: ActionId): number | null {
  const last = Math.max(0, count - 1);
  if (action === 'graph.left') return Math.max(0, cursor - 1);
  if (action === 'graph.right') return Math.min(last, cursor + 1);
  const row = Math.floor(cursor / grid.columns);
  const next = movedCursor(action, row, Math.ceil(count / grid.columns), grid.rows.length + 1);
  if (next === null) return null;
  if (action === 'move.first') return 0;
  if (action === 'move.last') return last;
  return Math.min(last, next * grid.columns + (cursor % grid.columns));
}
