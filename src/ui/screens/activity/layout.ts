/** How an activity screen is divided: tabs, a line of the whole, heads, the list, and below a rule what is said of its line. */
import { layoutOf } from '../../layout.ts';
import type { State } from '../../state.ts';
import type { ActivityScreen, ActivityTab } from './state.ts';

/** The tabs, the line of the whole, and the heads. */
export const linesAbove = 3;

/** From this width on columns are wide and their words whole. */
export function isWideScreen(width: number): boolean {
  return width >= 100;
}

/** Of tables and indexes everything stands in their line: nothing is said below. */
export function activityRoom(
  height: number,
  tab: ActivityTab,
): { readonly list: number; readonly details: number } {
  const room = Math.max(2, height - linesAbove);
  if (tab === 'tables' || tab === 'indexes') return { list: room, details: 0 };
  const details = Math.min(10, Math.floor((room - 1) * 0.4));
  return { list: room - 1 - details, details };
}

export function activityRoomOf(
  { size }: State,
  { tab }: Pick<ActivityScreen, 'tab'>,
): { readonly list: number; readonly details: number } {
  return activityRoom(layoutOf(size, 'main').innerHeight, tab);
}
