/** What a cell of the graph belongs to: the mouse's side of what is painted. Pure. */
import type { Side } from './neighbours.ts';
import { centrePlace, type Place } from './place.ts';
import type { Scene, SceneSide } from './scene.ts';
import type { SideBox, Stack } from './side-layout.ts';
import type { TileGrid } from './tiles.ts';

/** `x` from the left edge, `y` from the first row of boxes; null between the boxes. */
export function placeAtCell(scene: Scene, x: number, y: number): Place | null {
  if (y < 0 || y >= scene.height) return null;
  const { centreStart, centreEnd } = edgesOf(scene);
  if (x >= centreStart && x < centreEnd) {
    const row = y - scene.centreTop;
    return row >= 0 && row <= scene.centre.length + 1 ? centrePlace : null;
  }
  const side = x < centreStart ? scene.left : scene.right;
  if (side === null) return null;
  // Counted away from the middle.
  const distance = x < centreStart ? centreStart - 1 - x : x - centreEnd;
  const stacks = columnAt(scene, side, distance);
  if (stacks === null || isMoreRow(scene, side, y)) return null;
  return boxAtRow(stacks, y + side.from)?.place ?? null;
}

/** The side that a column of cells is on, the lines to its boxes included; null over the middle. */
export function sideAtCell(scene: Scene, x: number): Side | null {
  const { centreStart, centreEnd } = edgesOf(scene);
  if (x < centreStart) return 'left';
  return x < centreEnd ? null : 'right';
}

/** The tile at a cell, by its number; null between and beside them. */
export function tileAtCell(grid: TileGrid, count: number, x: number, y: number): number | null {
  const { columns, tileWidth, firstRow, rows } = grid;
  const row = rows.findIndex(({ top, height }) => y >= top && y < top + height);
  const column = Math.floor(x / (tileWidth + 1));
  if (row === -1 || x < 0 || column >= columns || x % (tileWidth + 1) === tileWidth) return null;
  const tile = (firstRow + row) * columns + column;
  return tile < count ? tile : null;
}

function edgesOf({ margin, left, gap, centreWidth }: Scene): {
  readonly centreStart: number;
  readonly centreEnd: number;
} {
  const far = left === null || left.farWidth === 0 ? 0 : left.farWidth + gap;
  const before = left === null ? 0 : far + left.nearWidth + gap;
  return { centreStart: margin + before, centreEnd: margin + before + centreWidth };
}

/** Null over the lines between two columns. */
function columnAt({ gap }: Scene, side: SceneSide, distance: number): readonly Stack[] | null {
  const { layout, nearWidth, farWidth } = side;
  const near = distance - gap;
  if (near >= 0 && near < nearWidth) return layout.near;
  const far = near - nearWidth - gap;
  return far >= 0 && far < farWidth ? layout.far : null;
}

/** There stands how many more there are. */
function isMoreRow({ height }: Scene, { above, below }: SceneSide, y: number): boolean {
  return (y === 0 && above > 0) || (y === height - 1 && below > 0);
}

/** A border that two boxes share is the upper one's. */
function boxAtRow(stacks: readonly Stack[], row: number): SideBox | null {
  const stack = stacks.find(({ top, bottom }) => row >= top && row <= bottom);
  return stack?.boxes.find((box) => row >= box.row - 1 && row <= box.row + stack.lines) ?? null;
}
