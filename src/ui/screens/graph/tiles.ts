/** How tiles are laid out: in rows of as many as have room, of one size. Pure. */
import { cellWidth } from '../../../text/fit-cell.ts';
import type { ActionId } from '../../actions.ts';
import { movedCursor } from '../../scroll.ts';
import type { Tile } from './clusters.ts';

export interface TileGrid {
  readonly columns: number;
  readonly tileWidth: number;
  /** The row of tiles that is painted first. */
  readonly firstRow: number;
  /** Rows of tiles that fit, at least one. */
  readonly rowsInView: number;
}

/** Borders, title, count, and two lines of names. */
export const tileHeight = 6;

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
  const rowsInView = Math.max(1, Math.floor(height / tileHeight));
  const row = Math.floor(cursor / columns);
  const rows = Math.ceil(tiles.length / columns);
  const firstRow = Math.max(0, Math.min(rows - rowsInView, row - Math.floor(rowsInView / 2)));
  return { columns, tileWidth, firstRow, rowsInView };
}

/** Null when the action is no movement. */
export function movedTile(grid: TileGrid, cursor: number, count: number, action: ActionId): number | null {
  const last = Math.max(0, count - 1);
  if (action === 'graph.left') return Math.max(0, cursor - 1);
  if (action === 'graph.right') return Math.min(last, cursor + 1);
  const row = Math.floor(cursor / grid.columns);
  const next = movedCursor(action, row, Math.ceil(count / grid.columns), grid.rowsInView + 1);
  if (next === null) return null;
  if (action === 'move.first') return 0;
  if (action === 'move.last') return last;
  return Math.min(last, next * grid.columns + (cursor % grid.columns));
}
