/** The mouse on the timeline: a click puts the cursor on an entry or shows a tab, the wheel scrolls what it is over. */
import { cellWidth } from '../../../text/fit-cell.ts';
import type { State } from '../../state.ts';
import { stay, type Step } from '../../step.ts';
import type { Act, Place } from '../pane-place.ts';
import { moveCursor } from './cursor.ts';
import { entriesOf } from './entries.ts';
import { journalLayout } from './layout.ts';
import type { JournalScreen } from './state.ts';
import { tabLabels } from './tabs.ts';

/** Columns before the first label, and between two. */
export const tabLead = { wide: 2, narrow: 3, between: 3 } as const;

/** `act` runs an action as its key would. */
export function clickJournal(
  state: State,
  screen: JournalScreen,
  { x, y }: Place,
  isDouble: boolean,
  act: Act,
): Step {
  const { linesAbove, isWide, listWidth, listHeight } = journalLayout(state, screen);
  const line = y - linesAbove;
  const entries = entriesOf(state, screen.kind);
  const isOverList = line >= 0 && line < listHeight && x < listWidth;
  if (isOverList && screen.top + line < entries.length) {
    return isDouble ? act(state, 'journal.read') : moveCursor(state, screen, screen.top + line);
  }
  const tabsLine = isWide ? 0 : listHeight;
  if (line !== tabsLine || isOverList) return stay(state);
  let left = isWide ? listWidth + 1 + tabLead.wide : tabLead.narrow;
  for (const { tab, text } of tabLabels(screen, state.timelines[screen.kind], entries[screen.cursor])) {
    const right = left + cellWidth(text);
    if (x >= left && x < right) return act(state, `journal.tab-${tab}`);
    left = right + tabLead.between;
  }
  return stay(state);
}

/** Whether the wheel is over the detail. */
export function isOverDetail(state: State, screen: JournalScreen, { x, y }: Place): boolean {
  const { linesAbove, isWide, listWidth, listHeight } = journalLayout(state, screen);
  return isWide ? x >= listWidth : y - linesAbove >= listHeight;
}
