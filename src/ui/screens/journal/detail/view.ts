/** What of the detail is in view: what is to be known of the entry beside its tab, and the lines of the tab from where they are scrolled to. */
import { cellWidth } from '../../../../text/fit-cell.ts';
import type { State } from '../../../state.ts';
import { theme } from '../../../theme.ts';
import { entriesOf } from '../entries.ts';
import { durationText, factsOf } from '../entry-words.ts';
import { journalLayout } from '../layout.ts';
import { listColumns } from '../list-columns.ts';
import type { JournalScreen } from '../state.ts';
import { blankLine, wrappedLines, type DetailLine } from './detail-line.ts';
import { tabLines } from './tab-lines.ts';

/** What of the tab is in view; `last` is the furthest that it scrolls. What runs is shown where it is. */
export function detailView(
  state: State,
  screen: JournalScreen,
): {
  readonly about: readonly DetailLine[];
  readonly lines: readonly DetailLine[];
  readonly top: number;
  readonly last: number;
} {
  const { detailWidth, detailHeight } = journalLayout(state, screen);
  const about = aboutLines(state, screen, detailWidth, detailHeight);
  const lines = tabLines(state, screen, detailWidth);
  const last = Math.max(0, lines.length - (detailHeight - about.length));
  const isLive = screen.run !== null || state.timelines[screen.kind].rehearsing !== null;
  const top = screen.tab === 'run' && isLive ? last : Math.min(screen.detailTop, last);
  return { about, lines, top, last };
}

/** The whole name where the list cuts it, and what the list has no room for; never more than half of the height. */
function aboutLines(
  state: State,
  screen: JournalScreen,
  width: number,
  height: number,
): readonly DetailLine[] {
  const timeline = state.timelines[screen.kind];
  if (screen.tab === 'run') {
    const { rehearsing, last } = timeline;
    const running = screen.run ?? rehearsing;
    if (running !== null) return runningLines(state, screen, width);
    const title = last === null || last.type === 'steps' ? 'What ran last' : `Rehearsed ${last.title}`;
    return wrappedLines(title, width, theme.strong).slice(0, 1);
  }
  const entries = entriesOf(state, screen.kind);
  const entry = entries[screen.cursor];
  if (entry === undefined) return [];
  const columns = listColumns(state, screen);
  const isCut = columns.stamp !== 'whole' || cellWidth(entry.name) > columns.name;
  const name = isCut ? wrappedLines(entry.name, width, theme.strong).slice(0, 1) : [];
  const facts = factsOf(entry, timeline, state.timeZone).flatMap(({ text, style }) =>
    wrappedLines(text, width, style).slice(0, 2),
  );
  const most = Math.max(1, Math.floor(height / 2));
  const lines = [...name, ...facts].slice(0, most);
  return lines.length > 0 && height > 12 ? [...lines, blankLine] : lines;
}

function runningLines(state: State, screen: JournalScreen, width: number): readonly DetailLine[] {
  const { rehearsing } = state.timelines[screen.kind];
  if (screen.run !== null) {
    const text = screen.run.isWaiting ? 'Waiting for another migrator' : `${screen.run.title} …`;
    return wrappedLines(text, width, theme.strong).slice(0, 1);
  }
  if (rehearsing === null) return [];
  const time = rehearsing.elapsedMs === 0 ? '' : `  ${durationText(rehearsing.elapsedMs)}`;
  const aside = `${time}  esc cancels`;
  const room = Math.max(10, width - cellWidth(aside) - 4);
  const [title] = wrappedLines(`Rehearsing ${rehearsing.title}`, room, theme.strong);
  if (title?.type !== 'text') return [];
  return [{ type: 'text', pieces: [...title.pieces, [' …', theme.strong], [aside, theme.muted]] }];
}
