/** Which lines each pane beside the outline has: those of all of them where there is room, else of the one whose tab is shown. */
import type { QueryLayout } from './layout.ts';
import { lineCount } from './form-lines.ts';
import { formPanes, queryTabs, type FormPane, type QueryScreen, type QueryTab } from './state.ts';

export interface PaneRoom {
  readonly pane: FormPane;
  /** Its title's line, from the first line of the forms. */
  readonly titleAt: number;
  /** Lines below its title. */
  readonly height: number;
  /** The first of its lines that is shown. */
  readonly top: number;
  /** The furthest that it can be scrolled. */
  readonly last: number;
}

/** From the top; none for the rows. Not to be asked for while the code is edited: then it has a room of its own. */
export function paneRooms(
  screen: QueryScreen,
  { isWide, formsWidth, formsHeight }: QueryLayout,
): readonly PaneRoom[] {
  const width = formsWidth - 2;
  const shown = isWide ? formPanes : formPanes.filter((pane) => pane === screen.tab);
  const counts = shown.map((pane) => lineCount(screen, pane, width));
  const room = formsHeight - shown.length;
  const heights = isWide
    ? shared(
        counts.map(({ now }) => now),
        room,
      )
    : [room];
  let titleAt = 0;
  return shown.map((pane, index) => {
    const height = heights[index] ?? 0;
    const last = Math.max(0, (counts[index]?.all ?? 0) - height);
    const top = pane === screen.tab ? Math.min(screen.tabTop, last) : 0;
    const placed = { pane, titleAt, height, top, last };
    titleAt += height + 1;
    return placed;
  });
}

/** What asks for less than its share gets all it asks for; the others share what is left. */
function shared(wanted: readonly number[], room: number): readonly number[] {
  const heights = wanted.map(() => 1);
  let left = room - wanted.length;
  while (left > 0) {
    const index = heights.reduce((least, height, place) => {
      const isWanting = height < (wanted[place] ?? 0);
      return isWanting && (least < 0 || height < (heights[least] ?? 0)) ? place : least;
    }, -1);
    // Where nobody wants more, the code has the rest.
    const place = index < 0 ? 0 : index;
    heights[place] = (heights[place] ?? 0) + 1;
    left -= 1;
  }
  return heights;
}

export const tabTitles: Readonly<Record<QueryTab, string>> = {
  code: 'code',
  sql: 'SQL',
  cli: 'command',
  rows: 'rows',
  statements: 'statements',
};

/** What stands before the first label of the tabs, and between two. */
export const tabLead = '── ';
export const tabGap = ' ─ ';

/** The labels of the tabs with the columns they begin at. */
export function tabPlaces(): readonly { readonly tab: QueryTab; readonly left: number }[] {
  let left = tabLead.length;
  return queryTabs.map((tab) => {
    const placed = { tab, left };
    left += tabTitles[tab].length + tabGap.length;
    return placed;
  });
}
