/** Where a key leads from the box under the cursor: along a column, or over a line to the next one. Pure. */
import type { ActionId } from '../../actions.ts';
import { movedCursor } from '../../scroll.ts';
import type { Side } from './neighbours.ts';
import { centrePlace, isSamePlace, type Place } from './place.ts';
import type { Scene, SceneSide } from './scene.ts';
import { boxesOf, type SideLayout } from './side-layout.ts';
import type { GraphScreen } from './state.ts';

type Where = Pick<GraphScreen, 'cursor' | 'remembered'>;

/** Null when the action is no movement. */
export function walked(scene: Scene, where: Where, action: ActionId): Where | null {
  switch (action) {
    case 'graph.left':
      return step(scene, where, 'left');
    case 'graph.right':
      return step(scene, where, 'right');
    default:
      return alongColumn(scene, where, action);
  }
}

function alongColumn(scene: Scene, where: Where, action: ActionId): Where | null {
  const { cursor } = where;
  if (cursor.side === 'centre') return movedCursor(action, 0, 1, 1) === null ? null : where;
  const layout = scene[cursor.side]?.layout;
  if (layout === undefined) return where;
  const column = placesOf(cursor.far === null ? layout.near : layout.far);
  const at = column.findIndex((place) => isSamePlace(place, cursor));
  const boxesInView = Math.max(1, Math.floor(scene.height / 2));
  const next = movedCursor(action, Math.max(0, at), column.length, boxesInView);
  if (next === null) return null;
  return wentTo(where, column[next] ?? cursor);
}

/** Towards the middle to what the box hangs on, away from it to the first that hangs on the box. */
function step(scene: Scene, where: Where, towards: Side): Where {
  const { cursor, remembered } = where;
  if (cursor.side === 'centre') {
    const side = scene[towards];
    const before = remembered[towards];
    if (side !== null)
      return wentTo(where, stillThere(side.layout, before) ?? nearestRow(scene, side) ?? cursor);
    // A side that is hidden for want of room comes in view with the cursor on it.
    const first = scene.hidden === towards ? scene.around[towards][0] : undefined;
    if (first === undefined) return where;
    return wentTo(where, before ?? { side: towards, near: first.node.id, far: null });
  }
  if (towards !== cursor.side) {
    return wentTo(where, cursor.far === null ? centrePlace : { ...cursor, far: null });
  }
  const layout = scene[cursor.side]?.layout;
  if (layout === undefined || cursor.far !== null) return where;
  const further = placesOf(layout.far).find((place) => place.side !== 'centre' && place.near === cursor.near);
  return further === undefined ? where : wentTo(where, further);
}

/** With the cursor there; the side it is on remembers it. */
export function wentTo({ remembered }: Where, cursor: Place): Where {
  if (cursor.side === 'centre') return { cursor, remembered };
  const near: Place = { ...cursor, far: null };
  return { cursor, remembered: { ...remembered, [cursor.side]: near } };
}

function stillThere(layout: SideLayout, place: Place | null): Place | null {
  if (place === null) return null;
  return placesOf(layout.near).find((candidate) => isSamePlace(candidate, place)) ?? null;
}

/** The box across from the middle. */
function nearestRow({ centreRow }: Scene, { layout, from }: SceneSide): Place | null {
  const distance = (row: number): number => Math.abs(row - from - centreRow);
  const sorted = [...boxesOf(layout.near)].sort((a, b) => distance(a.row) - distance(b.row));
  return sorted[0]?.place ?? null;
}

function placesOf(stacks: SideLayout['near']): readonly Place[] {
  return boxesOf(stacks).flatMap(({ place }) => (place === null ? [] : [place]));
}
