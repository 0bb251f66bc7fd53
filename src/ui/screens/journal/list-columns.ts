/** How wide the columns of the list are: names first, then a remark, the day, all remarks, the hour, the time it took. */
import type { State } from '../../state.ts';
import { entriesOf } from './entries.ts';
import { entryWidths, journalLayout } from './layout.ts';
import type { JournalScreen } from './state.ts';

export const leadWidth = 4;
export const stateWidth = 8;

const tookWidth = 8;
/** What remarks need at least, and what most of them need. */
const remarkWidth = 12;
const wholeRemarkWidth = 28;

export interface ListColumns {
  readonly name: number;
  /** How much of the time that every name begins with is shown: what tells entries apart is behind it. */
  readonly stamp: 'whole' | 'day' | 'none';
  /** 0 where there is no room, or nothing to say. */
  readonly when: 0 | 10 | 16;
  readonly took: number;
}

/** Room for remarks is kept where there are none yet: no column moves when one comes. */
export function listColumns(state: State, screen: JournalScreen): ListColumns {
  const { listWidth } = journalLayout(state, screen);
  const widths = entryWidths(entriesOf(state, screen.kind));
  const room = Math.max(16, listWidth - leadWidth - stateWidth - remarkWidth - 4);
  const stamp = stampFor(widths, room);
  const name = Math.min(widths.nameWidth - savedBy[stamp], room);
  const left = widths.hasHistory ? room - name : 0;
  const forRemarks = wholeRemarkWidth - remarkWidth;
  const when = left >= 19 + forRemarks ? 16 : left >= 13 ? 10 : 0;
  const took = when === 16 && left >= 19 + forRemarks + tookWidth + 1 ? tookWidth : 0;
  return { name, stamp, when, took };
}

/** `20260109120000-` becomes `20260109…` or `…`. */
const savedBy: Readonly<Record<ListColumns['stamp'], number>> = { whole: 0, day: 6, none: 14 };

export function shownName(name: string, stamp: ListColumns['stamp']): string {
  switch (stamp) {
    case 'whole':
      return name;
    case 'day':
      return `${name.slice(0, 8)}…${name.slice(15)}`;
    case 'none':
      return `…${name.slice(15)}`;
  }
}

function stampFor(
  { nameWidth, areStamped }: ReturnType<typeof entryWidths>,
  room: number,
): ListColumns['stamp'] {
  if (!areStamped || nameWidth <= room) return 'whole';
  return nameWidth - savedBy.day <= room ? 'day' : 'none';
}
