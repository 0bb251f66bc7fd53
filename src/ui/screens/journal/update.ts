/** What the keys of the journal screen do: move, look into files; what steps is in stepping.ts. */
import type { JournalKind } from '../../../journal/journal.ts';
import type { JournalFile } from '../../../session.ts';
import type { ActionId } from '../../actions.ts';
import { movedCursor, scrolledTo } from '../../scroll.ts';
import { currentScreen, type State } from '../../state.ts';
import { openFromRoot, pushScreen, replaceScreen, stay, takeId, type Step } from '../../step.ts';
import { entriesOf } from './entries.ts';
import { listHeight } from './layout.ts';
import type { JournalScreen } from './state.ts';
import { chooseStep } from './stepping.ts';

/**
 * Opens migrations or seeders with the cursor where the next step up would be: on top of what is shown, so that Esc leads
 * back there, or anew from the sidebar.
 */
export function openJournal(state: State, kind: JournalKind, how: 'on-top' | 'from-root' = 'on-top'): Step {
  const current = currentScreen(state);
  if (current.type === 'journal' && current.kind === kind) return [{ ...state, focus: 'main' }, []];
  const [id, next] = takeId(state);
  const screen: JournalScreen = {
    type: 'journal',
    id,
    kind,
    cursor: -1,
    top: 0,
    detail: null,
    detailTop: 0,
    run: null,
    looking: null,
  };
  const [placed, effects] = placeCursor((how === 'on-top' ? pushScreen : openFromRoot)(next, screen), screen);
  return [placed, [{ type: 'read-journal', kind }, ...effects]];
}

/** Puts a cursor that is nowhere yet on the first pending entry, or the last one; keeps any other within the list. */
export function placeCursor(state: State, screen: JournalScreen): Step {
  const entries = entriesOf(state, screen.kind);
  if (entries.length === 0) return stay(state);
  const firstPending = entries.findIndex((entry) => entry.state === 'pending');
  const start = firstPending < 0 ? entries.length - 1 : firstPending;
  const cursor = screen.cursor < 0 ? start : Math.min(screen.cursor, entries.length - 1);
  return moveCursor(state, screen, cursor);
}

function moveCursor(state: State, screen: JournalScreen, cursor: number): Step {
  const entries = entriesOf(state, screen.kind);
  const entry = entries[cursor];
  const height = listHeight(state, screen);
  const moved: JournalScreen = { ...screen, cursor, top: scrolledTo(cursor, screen.top, height) };
  const isShown = screen.cursor === cursor && screen.detail !== null;
  if (entry === undefined || isShown) return [replaceScreen(state, moved), []];
  if (entry.state === 'orphaned') {
    const why = 'The journal says it was executed, but there is no such file.';
    const detail = { type: 'missing-file' as const, name: entry.name, why };
    return [replaceScreen(state, { ...moved, detail, detailTop: 0 }), []];
  }
  return [replaceScreen(state, moved), [{ type: 'read-file', kind: screen.kind, name: entry.name }]];
}

export function updateJournal(state: State, screen: JournalScreen, action: ActionId): Step {
  const entries = entriesOf(state, screen.kind);
  const cursor = movedCursor(action, screen.cursor, entries.length, listHeight(state, screen));
  if (cursor !== null) return moveCursor(state, screen, cursor);
  switch (action) {
    case 'journal.detail-down':
      return scrollDetail(state, screen, 3);
    case 'journal.detail-up':
      return scrollDetail(state, screen, -3);
    case 'journal.read':
      return readWhole(state, screen);
    case 'journal.refresh':
      return [state, [{ type: 'read-journal', kind: screen.kind }]];
    default:
      return chooseStep(state, screen, action);
  }
}

function scrollDetail(state: State, screen: JournalScreen, by: number): Step {
  return [replaceScreen(state, { ...screen, detailTop: Math.max(0, screen.detailTop + by) }), []];
}

function readWhole(state: State, screen: JournalScreen): Step {
  const { detail } = screen;
  if (detail?.type !== 'file') return stay(state);
  const [id, next] = takeId(state);
  const language = 'javascript' as const;
  return [
    pushScreen(next, { type: 'value', id, title: detail.name, text: detail.text, language, top: 0 }),
    [],
  ];
}

export function receiveFile(state: State, screen: JournalScreen, file: JournalFile): State {
  const entry = entriesOf(state, screen.kind)[screen.cursor];
  if (entry?.name !== file.name || screen.run !== null) return state;
  const detail = { type: 'file' as const, name: file.name, text: file.text };
  return replaceScreen(state, { ...screen, detail, detailTop: 0 });
}
