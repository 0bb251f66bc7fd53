/**
 * The boxes of one side in rows of their own, the first at 0: roomy while that fits, sharing borders when there are many, and a tree of
 * two steps where further boxes are wanted too. Pure.
 */
import type { SchemaGraph } from '../../../schema/graph/graph.ts';
import type { Trunk } from './connectors.ts';
import { surroundings, type Neighbour, type Side, type Tie } from './neighbours.ts';
import { isSamePlace, type Place } from './place.ts';

export interface SideBox {
  /** Null for the note of how many more there are. */
  readonly place: (Place & { readonly side: Side }) | null;
  readonly neighbour: Neighbour | null;
  /** Of the note, how many it stands for. */
  readonly more: number;
  /** Its first line inside of the border. */
  readonly row: number;
}

/** Boxes one below the other that share their borders. */
export interface Stack {
  /** The row of the upper border. */
  readonly top: number;
  /** The row of the lower border. */
  readonly bottom: number;
  /** Lines inside of each box: its name, and what ties it where there are two. */
  readonly lines: 1 | 2;
  readonly boxes: readonly SideBox[];
}

export interface SideLayout {
  readonly side: Side;
  readonly near: readonly Stack[];
  readonly far: readonly Stack[];
  /** From the boxes beside the centre to those a step further. */
  readonly farTrunks: readonly Trunk[];
  readonly height: number;
}

/** Further ones of each box are not drawn: it says how many there are. */
const mostFar = 6;

/** One step: the boxes beside the centre, in at most `room` rows if they can be drawn in so few. */
export function layOutNear(side: Side, neighbours: readonly Neighbour[], room: number): SideLayout {
  const { length } = neighbours;
  const nothing = { side, far: [], farTrunks: [] };
  if (length === 0) return { ...nothing, near: [], height: 0 };
  if (length * 3 > room) {
    const boxes = neighbours.map((neighbour, index) => nearBox(side, neighbour, 1 + index * 2));
    return { ...nothing, near: [{ top: 0, bottom: length * 2, lines: 1, boxes }], height: length * 2 + 1 };
  }
  const lines = length * 4 <= room ? 2 : 1;
  const each = lines + 2;
  const near = neighbours.map((neighbour, index): Stack => {
    const top = index * each;
    return { top, bottom: top + each - 1, lines, boxes: [nearBox(side, neighbour, top + 1)] };
  });
  return { ...nothing, near, height: length * each };
}

/** Two steps: each box with those that stand beside it in turn. */
export function layOutFar(
  graph: SchemaGraph,
  centre: string,
  side: Side,
  neighbours: readonly Neighbour[],
): SideLayout {
  const near: Stack[] = [];
  const far: Stack[] = [];
  const farTrunks: Trunk[] = [];
  let top = 0;
  for (const neighbour of neighbours) {
    const further = furtherOf(graph, centre, neighbour);
    const shown = further.length > mostFar ? further.slice(0, mostFar - 1) : further;
    const notes = further.length > shown.length ? 1 : 0;
    const farHeight = further.length === 0 ? 0 : (shown.length + notes) * 2 + 1;
    const height = Math.max(3, farHeight);
    const middle = top + Math.floor((height - 1) / 2);
    // A box of three lines in the middle, its name where the trunk begins.
    near.push({ top: middle - 1, bottom: middle + 1, lines: 1, boxes: [nearBox(side, neighbour, middle)] });
    if (farHeight > 0) {
      const farTop = top + Math.floor((height - farHeight) / 2);
      const boxes = shown.map((one, index) => farBox(side, neighbour, one, farTop + 1 + index * 2));
      const note: SideBox = {
        place: null,
        neighbour: null,
        more: further.length - shown.length,
        row: farTop + 1 + shown.length * 2,
      };
      far.push({
        top: farTop,
        bottom: farTop + farHeight - 1,
        lines: 1,
        boxes: notes === 0 ? boxes : [...boxes, note],
      });
      farTrunks.push({ from: middle, branches: boxes.flatMap(branchTo) });
    }
    top += height;
  }
  return { side, near, far, farTrunks, height: top };
}

/** The trunk from the centre, whose line leaves it in the row `from` of the side. */
export function nearTrunk({ near }: SideLayout, from: number): Trunk {
  return { from, branches: near.flatMap(({ boxes }) => boxes).flatMap(branchTo) };
}

/** Every box of a column in order, notes left out. */
export function boxesOf(stacks: readonly Stack[]): readonly SideBox[] {
  return stacks.flatMap(({ boxes }) => boxes).filter(({ place }) => place !== null);
}

/** The box at a place; null where it is not drawn. */
export function boxAt({ near, far }: SideLayout, place: Place): SideBox | null {
  const boxes = [...boxesOf(near), ...boxesOf(far)];
  return boxes.find((box) => box.place !== null && isSamePlace(box.place, place)) ?? null;
}

/** Both ends of the first tie; several are drawn as one line, with the largest of what they allow. */
function branchTo({ neighbour, row }: SideBox): Trunk['branches'] {
  if (neighbour === null) return [];
  const { ties } = neighbour;
  return [
    {
      row,
      near: widest(ties.map(({ near }) => near)),
      far: widest(ties.map(({ far }) => far)),
      count: ties.length,
    },
  ];
}

function widest(ends: readonly Tie['near'][]): Tie['near']['cardinality'] {
  return {
    least: ends.every(({ cardinality }) => cardinality.least === 1) ? 1 : 0,
    most: ends.some(({ cardinality }) => cardinality.most === 'many') ? 'many' : 1,
  };
}

/** What stands beside a neighbour, on whichever side, but the centre. */
function furtherOf(graph: SchemaGraph, centre: string, { node }: Neighbour): readonly Neighbour[] {
  const { left, right } = surroundings(graph, node.id);
  const seen = new Set([centre]);
  return [...left, ...right].filter(({ node: { id } }) => {
    const isNew = !seen.has(id);
    seen.add(id);
    return isNew;
  });
}

function nearBox(side: Side, neighbour: Neighbour, row: number): SideBox {
  return { place: { side, near: neighbour.node.id, far: null }, neighbour, more: 0, row };
}

function farBox(side: Side, near: Neighbour, neighbour: Neighbour, row: number): SideBox {
  return { place: { side, near: near.node.id, far: neighbour.node.id }, neighbour, more: 0, row };
}
