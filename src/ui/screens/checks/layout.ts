/** How a checks screen is divided: tabs, a line of what was asked, then the list and what is told of its line. */
import { layoutOf } from '../../layout.ts';
import { detailRoom, type DetailRoom } from '../../paint/detail-room.ts';
import type { State } from '../../state.ts';

export const linesAbove = 2;

/** Of a pane of `width` by `height` inside. */
export function checksRoom(width: number, height: number): DetailRoom {
  return detailRoom(width, Math.max(3, height - linesAbove), {
    wideFrom: 116,
    listShare: 0.5,
    linesBelow: (lines) => Math.max(3, Math.floor((lines - 1) * 0.45)),
  });
}

export function checksRoomOf({ size }: State): DetailRoom {
  const { innerWidth, innerHeight } = layoutOf(size, 'main');
  return checksRoom(innerWidth, innerHeight);
}
