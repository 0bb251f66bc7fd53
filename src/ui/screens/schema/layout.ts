/** How the search is divided: the typed line and a rule, then what was found, and beside it, where there is room, a look at its page. */
import { layoutOf } from '../../layout.ts';
import type { State } from '../../state.ts';

/** The typed line and a rule below it. */
export const linesAbove = 2;

export interface SearchRoom {
  readonly listWidth: number;
  readonly listHeight: number;
  /** 0 where there is no room. */
  readonly pageWidth: number;
}

const pageFrom = 140;

/** Of a pane of `width` by `height` inside. */
export function searchRoom(width: number, height: number): SearchRoom {
  const listHeight = Math.max(1, height - linesAbove);
  if (width < pageFrom) return { listWidth: width, listHeight, pageWidth: 0 };
  const listWidth = Math.floor(width * 0.45);
  return { listWidth, listHeight, pageWidth: width - listWidth - 1 };
}

export function searchRoomOf({ size }: State): SearchRoom {
  const { innerWidth, innerHeight } = layoutOf(size, 'main');
  return searchRoom(innerWidth, innerHeight);
}
