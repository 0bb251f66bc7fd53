/** Where things stand on the query screen: outline, forms and rows side by side where there is room, else one form at a time. */
import type { EditorRoom } from '../../editing/scrolled-editor.ts';
import { layoutOf } from '../../layout.ts';
import type { State } from '../../state.ts';
import type { QueryScreen } from './state.ts';

export interface QueryLayout {
  readonly isWide: boolean;
  /** The line that is typed into. */
  readonly barHeight: number;
  readonly outlineWidth: number;
  readonly outlineHeight: number;
  /** Below the outline: what the line under the cursor is about. */
  readonly aboutHeight: number;
  readonly formsWidth: number;
  /** With the line of each title; where it is not wide, of the shown tab alone. */
  readonly formsHeight: number;
  /** With its title; 0 where rows are a tab. */
  readonly rowsHeight: number;
}

/** Lines below the code under edit that say what is wrong with it. */
export const problemHeight = 2;

type LaidOut = Pick<QueryScreen, 'typing' | 'editing'>;

/** From this size on all forms and the rows are in view. */
const wideFrom = { width: 84, height: 24 };

export function queryLayout(state: State, { typing, editing }: LaidOut): QueryLayout {
  const { innerWidth, innerHeight } = layoutOf(state.size, state.focus);
  const barHeight = typing === null ? 0 : 1;
  const room = innerHeight - barHeight;
  if (innerWidth >= wideFrom.width && innerHeight >= wideFrom.height) {
    const outlineWidth = Math.max(40, Math.min(76, Math.floor(innerWidth * 0.46)));
    const rowsHeight = Math.max(8, Math.floor(room * 0.36));
    const upper = room - rowsHeight;
    const aboutHeight = upper >= 16 ? 3 : 1;
    return {
      isWide: true,
      barHeight,
      outlineWidth,
      outlineHeight: upper - aboutHeight,
      aboutHeight,
      formsWidth: innerWidth - outlineWidth - 1,
      formsHeight: upper,
      rowsHeight,
    };
  }
  if (editing !== null) {
    return { ...narrow(innerWidth, barHeight), outlineHeight: 0, aboutHeight: 0, formsHeight: room };
  }
  const formsHeight = Math.max(3, Math.floor(room * 0.42));
  const outlineHeight = Math.max(1, room - formsHeight - 1);
  return { ...narrow(innerWidth, barHeight), outlineHeight, aboutHeight: 1, formsHeight };
}

function narrow(width: number, barHeight: number) {
  return { isWide: false, barHeight, outlineWidth: width, formsWidth: width, rowsHeight: 0 } as const;
}

/** Where the code is edited: below the title of its form, above what is wrong with it; the SQL keeps a part beside it. */
export function editorRoom(state: State, screen: LaidOut): EditorRoom {
  const { formsWidth, formsHeight, isWide } = queryLayout(state, screen);
  const below = isWide ? Math.max(4, Math.floor(formsHeight * 0.3)) : 0;
  return { width: formsWidth - 2, height: Math.max(1, formsHeight - 1 - problemHeight - below) };
}
