/** What the keys of the journal screen do: move, find, look into an entry; what steps is in stepping.ts, what rehearses in rehearsing.ts. */
import type { JournalKind, JournalView } from '../../../journal/journal.ts';
import type { ActionId } from '../../actions.ts';
import { movedCursor } from '../../scroll.ts';
import { currentScreen, type State } from '../../state.ts';
import { openFromRoot, pushScreen, replaceScreen, stay, takeId, withNotice, type Step } from '../../step.ts';
import { moveCursor, placeCursor } from './cursor.ts';
import { plainText } from './detail/detail-line.ts';
import { tabLines } from './detail/tab-lines.ts';
import { detailView } from './detail/view.ts';
import { entriesOf } from './entries.ts';
import { findEntryAgain, openEntryFind } from './find.ts';
import { listHeight } from './layout.ts';
import { insteadOfLooking, lookCloser } from './look-closer.ts';
import { chooseRehearsal } from './rehearsing.ts';
import type { JournalScreen } from './state.ts';
import { chooseStep } from './stepping.ts';
import { tabFor, tabsOf } from './tabs.ts';
import { afterReading, withTimeline } from './timeline.ts';

/**
 * Opens migrations or seeders with the cursor where the next step up would be: on top of what is shown, so that Esc leads
 * back there, or anew from the sidebar.
 */
export function openJournal(state: State, kind: JournalKind, how: 'on-top' | 'from-root' = 'on-top'): Step {
  const current = currentScreen(state);
  if (current.type === 'journal' && current.kind === kind) return [{ ...state, focus: 'main' }, []];
  const [id, next] = takeId(state);
  const isRehearsing = state.timelines[kind].rehearsing !== null;
  const screen: JournalScreen = {
    type: 'journal',
    id,
    kind,
    cursor: -1,
    top: 0,
    tab: isRehearsing ? 'run' : 'file',
    detail: null,
    detailTop: 0,
    run: null,
    looking: null,
    finding: null,
    found: '',
  };
  const [placed, effects] = placeCursor((how === 'on-top' ? pushScreen : openFromRoot)(next, screen), screen);
  return [placed, [{ type: 'read-journal', kind }, ...effects]];
}

/** What was known of its entries beside it is asked for again; the cursor stays on its entry. */
export function receiveJournal(state: State, kind: JournalKind, view: JournalView): Step {
  const screen = state.screens.find((candidate) => candidate.type === 'journal' && candidate.kind === kind);
  const name = screen?.type === 'journal' ? entriesOf(state, kind)[screen.cursor]?.name : undefined;
  const next: State = {
    ...state,
    journals: { ...state.journals, [kind]: { status: 'ready', value: view } },
    timelines: { ...state.timelines, [kind]: afterReading(state.timelines[kind], view) },
  };
  return screen?.type === 'journal' ? placeCursor(next, screen, name) : stay(next);
}

export function updateJournal(state: State, screen: JournalScreen, action: ActionId): Step {
  const { kind } = screen;
  const entries = entriesOf(state, kind);
  const cursor = movedCursor(action, screen.cursor, entries.length, listHeight(state, screen));
  if (cursor !== null) return entries.length === 0 ? stay(state) : moveCursor(state, screen, cursor);
  const timeline = state.timelines[kind];
  const tab = tabFor(action, screen.tab, tabsOf(kind, screen, timeline));
  if (tab !== null) {
    const shown: JournalScreen = { ...screen, tab, detailTop: 0 };
    return lookCloser(replaceScreen(state, shown), shown);
  }
  switch (action) {
    case 'journal.tab-file':
    case 'journal.tab-statements':
    case 'journal.tab-effect':
    case 'journal.tab-lint':
    case 'journal.tab-run':
      return stay(state);
    case 'journal.detail-down':
      return scrollDetail(state, screen, 3);
    case 'journal.detail-up':
      return scrollDetail(state, screen, -3);
    case 'journal.read':
      return readWhole(state, screen);
    case 'journal.find':
      return openEntryFind(state, screen);
    case 'journal.find-next':
    case 'journal.find-previous':
      return findEntryAgain(state, screen, action === 'journal.find-next' ? 1 : -1);
    case 'journal.rehearse':
      return insteadOfLooking(chooseRehearsal(state, screen), kind);
    case 'journal.refresh':
      return [
        withTimeline(state, kind, { rehearsals: new Map(), texts: new Map() }),
        [{ type: 'read-journal', kind }],
      ];
    default:
      return timeline.rehearsing === null
        ? insteadOfLooking(chooseStep(state, screen, action), kind)
        : [withNotice(state, 'A rehearsal is running; Esc cancels it.'), []];
  }
}

function scrollDetail(state: State, screen: JournalScreen, by: number): Step {
  const { top, last } = detailView(state, screen);
  return [replaceScreen(state, { ...screen, detailTop: Math.max(0, Math.min(last, top + by)) }), []];
}

/** The file, or what else the tab shows, as a text of its own. */
function readWhole(state: State, screen: JournalScreen): Step {
  const { detail, tab } = screen;
  const name = entriesOf(state, screen.kind)[screen.cursor]?.name ?? '';
  if (tab === 'file' && detail?.type !== 'file') return stay(state);
  const [id, next] = takeId(state);
  const isFile = tab === 'file' && detail?.type === 'file';
  const text = isFile ? detail.text : plainText(tabLines(state, screen, 160));
  const title = isFile ? detail.name : tab === 'run' ? 'run' : `${name} ${tab}`;
  const language = isFile ? 'javascript' : 'text';
  return [pushScreen(next, { type: 'value', id, title, text, language, top: 0 }), []];
}
