/** The tabs: everything, and each level by itself. */
import { cellWidth } from '../../../text/fit-cell.ts';
import type { TextStyle } from '../../terminal/style.ts';
import { theme } from '../../theme.ts';
import type { CheckGroup } from './items.ts';
import { checkCounts } from './list.ts';
import type { ChecksScreen, ChecksTab } from './state.ts';

export const checksTabs = [
  'all',
  'error',
  'drift',
  'warning',
  'info',
] as const satisfies readonly ChecksTab[];

export const groupLooks: Readonly<
  Record<CheckGroup, { readonly title: string; readonly mark: string; readonly style: TextStyle }>
> = {
  failed: { title: 'Failed', mark: '✗', style: theme.bad },
  error: { title: 'Errors', mark: '✗', style: theme.bad },
  drift: { title: 'Drift', mark: '≠', style: theme.warning },
  warning: { title: 'Warnings', mark: '!', style: theme.warning },
  info: { title: 'Worth a look', mark: '·', style: theme.muted },
  unseen: { title: 'Notes', mark: '?', style: theme.muted },
};

export interface CheckTab {
  readonly tab: ChecksTab;
  readonly text: string;
  readonly left: number;
}

type Naming = (tab: CheckGroup) => string;

/** The first that leaves room for all of them is taken. */
const namings: readonly Naming[] = [
  (tab) => `${groupLooks[tab].mark} ${groupLooks[tab].title.toLowerCase()}`,
  (tab) => (tab === 'info' ? tab : groupLooks[tab].title.toLowerCase()),
];
const shortest: Naming = (tab) => groupLooks[tab].mark;

/** Their labels with how many there are, and the columns at which they begin. */
export function checkTabs(screen: ChecksScreen, width: number): readonly CheckTab[] {
  const labelled = namings.map((naming) => tabsNamed(screen, naming));
  const fitting = labelled.find((tabs) => {
    const last = tabs.at(-1);
    return last !== undefined && last.left + cellWidth(last.text) <= width;
  });
  return fitting ?? tabsNamed(screen, shortest);
}

function tabsNamed(screen: ChecksScreen, naming: Naming): readonly CheckTab[] {
  const counts = checkCounts(screen).of;
  let left = 1;
  return checksTabs.map((tab) => {
    const name = tab === 'all' ? tab : naming(tab);
    const { report } = tab === 'drift' ? screen.drift : screen.doctor;
    // What nobody has looked for is not none.
    const isUnknown = report === null && counts[tab] === 0;
    const said = `${name} ${isUnknown ? '–' : String(counts[tab])}`;
    const text = tab === screen.tab ? `[${said}]` : ` ${said} `;
    const placed = { tab, text, left };
    left += cellWidth(text) + 1;
    return placed;
  });
}

/** The tab that lies at a column; null for none. */
export function tabAt(screen: ChecksScreen, width: number, x: number): ChecksTab | null {
  const found = checkTabs(screen, width).find(({ left, text }) => x >= left && x < left + cellWidth(text));
  return found?.tab ?? null;
}
