/**
 * Everything around a model in cells: which columns of boxes there are, how wide, how far each side is scrolled, and where the box in
 * the middle stands. Pure, and made anew for each key: it costs less than painting it.
 */
import type { GraphNode, SchemaGraph } from '../../../schema/graph/graph.ts';
import { cellWidth } from '../../../text/fit-cell.ts';
import { centreLines, type CentreLine } from './centre-lines.ts';
import { leastGap } from './connectors.ts';
import { nodeNamed, surroundings, type Side, type Surroundings } from './neighbours.ts';
import type { Place } from './place.ts';
import { tieNote } from './tie-words.ts';
import { fittingParts } from './tile-names.ts';
import { boxAt, boxesOf, layOutFar, layOutNear, type SideLayout } from './side-layout.ts';

export interface SceneSide {
  readonly layout: SideLayout;
  /** The row of the side that is painted first; below 0 where the side is shorter than the room. */
  readonly from: number;
  readonly isCut: boolean;
  /** Boxes beside the centre that are scrolled off, above and below. */
  readonly above: number;
  readonly below: number;
  /** Cells of a box beside the centre, and of one a step further; 0 where there are none. */
  readonly nearWidth: number;
  readonly farWidth: number;
}

export interface Scene {
  readonly node: GraphNode;
  readonly around: Surroundings;
  readonly left: SceneSide | null;
  readonly right: SceneSide | null;
  /** A side that has boxes and no room. */
  readonly hidden: Side | null;
  readonly height: number;
  readonly margin: number;
  readonly gap: number;
  readonly centreWidth: number;
  readonly centreTop: number;
  readonly centre: readonly CentreLine[];
  /** The row in which the lines of both sides leave the centre. */
  readonly centreRow: number;
}

export interface SceneWish {
  readonly graph: SchemaGraph;
  readonly centre: string;
  readonly isFar: boolean;
  readonly cursor: Place;
  readonly remembered: Readonly<Record<Side, Place | null>>;
  readonly width: number;
  readonly height: number;
}

const leastBox = 10;
const mostBox = 34;
const mostNote = 22;
/** Of the box in the middle, before a name beside it is cut: so many cells, or a share of all. */
const leastCentre = { width: 16, share: 0.28 } as const;
const mostCentre = 46;
const mostGap = 15;

/** Null where the graph has no such node (any more). */
export function sceneOf(wish: SceneWish): Scene | null {
  const { graph, centre, isFar, cursor, width, height } = wish;
  const node = nodeNamed(graph, centre);
  if (node === null) return null;
  const around = surroundings(graph, centre);
  const layoutOf = (side: Side): SideLayout =>
    isFar ? layOutFar(graph, centre, side, around[side]) : layOutNear(side, around[side], height);
  const layouts = { left: layoutOf('left'), right: layoutOf('right') };
  const lines = centreLines(node, around.own, height - 2);
  const focused = cursor.side === 'centre' ? null : cursor.side;
  const isThere = { left: layouts.left.height > 0, right: layouts.right.height > 0 };
  const hidden = isFar && isThere.left && isThere.right ? hiddenSide(layouts, width, focused) : null;
  const has = (side: Side): boolean => isThere[side] && hidden !== side;
  const wanted = {
    farLeft: has('left') ? widthOf(layouts.left.far) : 0,
    left: has('left') ? widthOf(layouts.left.near) : 0,
    centre: Math.min(mostCentre, Math.max(14, ...lines.map(lineWidth)) + 4),
    right: has('right') ? widthOf(layouts.right.near) : 0,
    farRight: has('right') ? widthOf(layouts.right.far) : 0,
  };
  const least = {
    farLeft: wanted.farLeft,
    left: has('left') ? widthOf(layouts.left.near, true) : 0,
    centre: Math.max(leastCentre.width, Math.floor(width * leastCentre.share)),
    right: has('right') ? widthOf(layouts.right.near, true) : 0,
    farRight: wanted.farRight,
  };
  const { widths, gap, margin } = fitted(wanted, least, width);
  const centreTop = Math.max(0, Math.floor((height - lines.length - 2) / 2));
  const centreRow = centreTop + 1 + Math.floor((lines.length - 1) / 2);
  const sideOf = (side: Side, nearWidth: number, farWidth: number): SceneSide | null =>
    has(side) ? { ...scrolled(layouts[side], wish, side, centreRow), nearWidth, farWidth } : null;
  return {
    node,
    around,
    left: sideOf('left', widths.left, widths.farLeft),
    right: sideOf('right', widths.right, widths.farRight),
    hidden,
    height,
    margin,
    gap,
    centreWidth: widths.centre,
    centreTop,
    centre: lines,
    centreRow,
  };
}

interface Widths {
  readonly farLeft: number;
  readonly left: number;
  readonly centre: number;
  readonly right: number;
  readonly farRight: number;
}

/** Two steps need five columns: without the room the side one is not on gives way. */
function hiddenSide(
  layouts: Readonly<Record<Side, SideLayout>>,
  width: number,
  focused: Side | null,
): Side | null {
  const columns = [layouts.left.far, layouts.left.near, layouts.right.near, layouts.right.far];
  const shown = columns.filter((stacks) => stacks.length > 0).length + 1;
  const comfortable = 14;
  if (shown * comfortable + (shown - 1) * leastGap <= width) return null;
  if (focused !== null) return focused === 'left' ? 'right' : 'left';
  return layouts.left.height > layouts.right.height ? 'right' : 'left';
}

/**
 * As wide as wanted where that fits. Where not, what stands below names gives way first, then the middle, then names, the widest first;
 * what is left over makes the lines longer.
 */
function fitted(
  wanted: Widths,
  least: Widths,
  width: number,
): { readonly widths: Widths; readonly gap: number; readonly margin: number } {
  const widths = { ...wanted };
  const names = ['farLeft', 'left', 'centre', 'right', 'farRight'] as const;
  const shown = names.filter((name) => wanted[name] > 0);
  const gaps = shown.length - 1;
  const sum = (): number => shown.reduce((total, name) => total + widths[name], 0);
  const narrow = (columns: typeof shown, to: (name: keyof Widths) => number): void => {
    while (sum() + gaps * leastGap > width) {
      const [widest] = columns
        .filter((name) => widths[name] > to(name))
        .sort((a, b) => widths[b] - widths[a]);
      if (widest === undefined) return;
      widths[widest] -= 1;
    }
  };
  const sides = shown.filter((name) => name !== 'centre');
  narrow(sides, (name) => least[name]);
  narrow(['centre'], (name) => least[name]);
  narrow(shown, () => 4);
  const room = Math.max(0, width - sum());
  const gap = gaps === 0 ? 0 : Math.min(mostGap, Math.floor(room / gaps));
  return { widths, gap, margin: Math.max(0, Math.floor((room - gap * gaps) / 2)) };
}

/** For the names, and, but for `isNamesOnly`, what stands below them; that is cut where it is long. */
function widthOf(stacks: SideLayout['near'], isNamesOnly = false): number {
  if (stacks.length === 0) return 0;
  const hasNotes = !isNamesOnly && stacks.some(({ lines }) => lines === 2);
  const widths = boxesOf(stacks).map(({ neighbour, place }) => {
    if (neighbour === null || place === null) return 0;
    const note = hasNotes ? Math.min(mostNote, cellWidth(tieNote(neighbour, place.side, mostBox))) : 0;
    return Math.max(cellWidth(neighbour.node.id), note) + 4;
  });
  return Math.min(mostBox, Math.max(leastBox, ...widths));
}

function lineWidth(line: CentreLine): number {
  switch (line.type) {
    case 'name':
      return cellWidth(line.text);
    case 'note':
      return cellWidth(fittingParts(line.parts, mostCentre));
    case 'column':
      return cellWidth(line.name) + cellWidth(line.aside) + 5;
  }
}

/**
 * A short side stands around the row of the centre's lines. Of one that is too long the box that is meant stays in the middle, as near
 * as the ends let it.
 */
function scrolled(
  layout: SideLayout,
  { cursor, remembered, height }: SceneWish,
  side: Side,
  centreRow: number,
): Omit<SceneSide, 'nearWidth' | 'farWidth'> {
  if (layout.height <= height) {
    const room = centreRow - Math.floor((layout.height - 1) / 2);
    const from = -Math.max(0, Math.min(height - layout.height, room));
    return { layout, from, isCut: false, above: 0, below: 0 };
  }
  const place = cursor.side === side ? cursor : remembered[side];
  const row = place === null ? 0 : (boxAt(layout, place)?.row ?? 0);
  const from = atTop(layout, Math.max(0, row - Math.floor(height / 2)), layout.height - height);
  const rows = layout.near.flatMap(({ boxes }) => boxes).map((box) => box.row - from);
  const above = rows.filter((shown) => shown < 1).length;
  const below = rows.filter((shown) => shown > height - 2).length;
  return { layout, from, isCut: true, above, below };
}

/** Below the line that says how many are above a box begins at its border, where one is near; at the end that is a later one. */
function atTop({ near }: SideLayout, wanted: number, end: number): number {
  if (wanted === 0) return 0;
  const tops = near.map(({ top }) => top - 1);
  const most = 2;
  return wanted < end
    ? (tops.findLast((row) => row <= wanted && row >= wanted - most) ?? wanted)
    : (tops.find((row) => row >= end && row <= end + most) ?? end);
}
