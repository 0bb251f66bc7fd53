/** How a page is divided: its lines, and what is told of the one under the cursor below or beside them. */
import { layoutOf } from '../../layout.ts';
import { detailRoom, type DetailRoom } from '../../paint/detail-room.ts';
import type { State } from '../../state.ts';

/** Of a pane of `width` by `height` inside. */
export function pageRoom(width: number, height: number): DetailRoom {
  return detailRoom(width, height, {
    wideFrom: 130,
    listShare: 0.62,
    linesBelow: (lines) => Math.max(3, Math.min(12, Math.floor(lines * 0.34))),
  });
}

export function pageRoomOf({ size }: State): DetailRoom {
  const { innerWidth, innerHeight } = layoutOf(size, 'main');
  return pageRoom(innerWidth, innerHeight);
}
