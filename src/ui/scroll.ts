/** Moving a cursor through a list and keeping it in view. */
import type { ActionId } from './actions.ts';

/** Where a movement leads, within 0 … length - 1; null when the action is not a vertical movement. */
export function movedCursor(action: ActionId, cursor: number, length: number, height: number): number | null {
  const last = Math.max(0, length - 1);
  const page = Math.max(1, height - 1);
  const half = Math.max(1, Math.floor(height / 2));
  switch (action) {
    case 'move.up':
      return Math.max(0, cursor - 1);
    case 'move.down':
      return Math.min(last, cursor + 1);
    case 'move.page-up':
      return Math.max(0, cursor - page);
    case 'move.page-down':
      return Math.min(last, cursor + page);
    case 'move.half-up':
      return Math.max(0, cursor - half);
    case 'move.half-down':
      return Math.min(last, cursor + half);
    case 'move.first':
      return 0;
    case 'move.last':
      return last;
    default:
      return null;
  }
}

/** The first visible line that keeps the cursor in view and moves as little as possible. */
export function scrolledTo(cursor: number, top: number, height: number): number {
  if (cursor < top) return cursor;
  if (cursor >= top + height) return cursor - height + 1;
  return top;
}
