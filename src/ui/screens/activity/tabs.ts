/** The tabs of the activity, their labels, and where they stand. */
import type { ActivityView } from '../../../database/activity/activity.ts';
import { cellWidth } from '../../../text/fit-cell.ts';
import { activityTabs, type ActivityScreen, type ActivityTab } from './state.ts';

export interface TabLabel {
  readonly tab: ActivityTab;
  readonly text: string;
  /** The column at which it begins. */
  readonly left: number;
}

/** With how many there are of what comes and goes; the one that is shown in brackets. */
export function tabLabels({ tab: shown }: ActivityScreen, view: ActivityView): readonly TabLabel[] {
  let left = 1;
  return activityTabs.map((tab) => {
    const count = tab === 'sessions' || tab === 'locks' ? ` ${String(view[tab].length)}` : '';
    const text = tab === shown ? `[${tab}${count}]` : ` ${tab}${count} `;
    const label = { tab, text, left };
    left += cellWidth(text) + 1;
    return label;
  });
}

/** The tab that lies at a column; null for none. */
export function tabAt(screen: ActivityScreen, view: ActivityView, x: number): ActivityTab | null {
  const found = tabLabels(screen, view).find(({ left, text }) => x >= left && x < left + cellWidth(text));
  return found?.tab ?? null;
}
