/** Where things stand on the journal screen: the list above and the detail below, or side by side where there is room. */
import type { JournalEntry } from '../../../journal/journal.ts';
import { cellWidth } from '../../../text/fit-cell.ts';
import { layoutOf, upperHalf } from '../../layout.ts';
import { rememberLast } from '../../paint/remember-last.ts';
import type { State } from '../../state.ts';
import { entriesOf } from './entries.ts';
import { storageLines } from './recorded.ts';
import type { JournalScreen } from './state.ts';

export interface JournalLayout {
  /** Lines above the list: what the journal comes to, and where it is when that needs saying. */
  readonly linesAbove: number;
  readonly isWide: boolean;
  readonly listWidth: number;
  readonly listHeight: number;
  readonly detailWidth: number;
  /** Without the line of the tabs. */
  readonly detailHeight: number;
}

/** From this width on the detail stands beside the list. */
const wideFrom = 116;

export function journalLayout(state: State, screen: JournalScreen): JournalLayout {
  const { innerHeight, innerWidth } = layoutOf(state.size, state.focus);
  const linesAbove = 1 + storageLines(state, screen.kind).length;
  const entries = entriesOf(state, screen.kind);
  const room = Math.max(1, innerHeight - linesAbove);
  if (innerWidth >= wideFrom) {
    const { nameWidth, hasHistory } = entryWidths(entries);
    const wanted = nameWidth + 30 + (hasHistory ? 28 : 0);
    const listWidth = Math.min(Math.max(56, wanted), Math.floor(innerWidth * 0.52));
    const detailWidth = innerWidth - listWidth - 1;
    return { linesAbove, isWide: true, listWidth, listHeight: room, detailWidth, detailHeight: room - 1 };
  }
  const listHeight = upperHalf(room, Math.max(1, entries.length));
  const detailHeight = Math.max(0, room - listHeight - 1);
  return {
    linesAbove,
    isWide: false,
    listWidth: innerWidth,
    listHeight,
    detailWidth: innerWidth,
    detailHeight,
  };
}

/** Lines of the list of entries. */
export function listHeight(state: State, screen: JournalScreen): number {
  return journalLayout(state, screen).listHeight;
}

export interface EntryWidths {
  readonly nameWidth: number;
  readonly hasHistory: boolean;
  /** True where every name begins with a time to the second, as generated ones do. */
  readonly areStamped: boolean;
}

/** Of all entries, so that no column moves while the list scrolls; made once a reading of the journal. */
export const entryWidths: (entries: readonly JournalEntry[]) => EntryWidths = rememberLast((entries) => {
  let nameWidth = 0;
  let hasHistory = false;
  let areStamped = true;
  for (const { name, history } of entries) {
    nameWidth = Math.max(nameWidth, cellWidth(name));
    hasHistory ||= history !== undefined;
    areStamped &&= /^\d{14}-/.test(name);
  }
  return { nameWidth, hasHistory, areStamped };
});
