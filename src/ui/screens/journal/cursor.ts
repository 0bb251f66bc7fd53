/** The cursor of the timeline: where it is, the file it is on, and what is asked about that entry. */
import type { JournalKind } from '../../../journal/journal.ts';
import type { JournalFile } from '../../../session-shapes.ts';
import { scrolledTo } from '../../scroll.ts';
import type { State } from '../../state.ts';
import { replaceScreen, stay, type Step } from '../../step.ts';
import { entriesOf } from './entries.ts';
import { listHeight } from './layout.ts';
import { lookCloser } from './look-closer.ts';
import type { JournalDetail, JournalScreen } from './state.ts';
import { withText, withTimeline } from './timeline.ts';

/**
 * Puts a cursor that is nowhere yet on the first pending entry, or the last one. Any other stays on the entry that is called
 * `name`, wherever a new reading of the journal has put it.
 */
export function placeCursor(state: State, screen: JournalScreen, name?: string): Step {
  const entries = entriesOf(state, screen.kind);
  if (entries.length === 0) return stay(state);
  const firstPending = entries.findIndex((entry) => entry.state === 'pending');
  const start = firstPending < 0 ? entries.length - 1 : firstPending;
  const same = name === undefined ? -1 : entries.findIndex((entry) => entry.name === name);
  const kept = same < 0 ? Math.min(screen.cursor, entries.length - 1) : same;
  return moveCursor(state, screen, screen.cursor < 0 ? start : kept);
}

export function moveCursor(state: State, screen: JournalScreen, cursor: number): Step {
  const entry = entriesOf(state, screen.kind)[cursor];
  const top = scrolledTo(cursor, screen.top, listHeight(state, screen));
  const moved: JournalScreen = { ...screen, cursor, top };
  if (entry === undefined) return [replaceScreen(state, moved), []];
  const isSame = screen.cursor === cursor && screen.detail?.name === entry.name;
  const shown = isSame ? moved : withEntry(state, moved, entry.name);
  if (entry.state === 'orphaned') {
    const why = 'The journal says it was executed, but there is no such file.';
    const detail = { type: 'missing-file', name: entry.name, why } as const;
    return lookCloser(replaceScreen(state, { ...shown, detail }), { ...shown, detail });
  }
  const [reading, read] = readFile(replaceScreen(state, shown), screen.kind, entry.name);
  const [next, asked] = lookCloser(reading, shown);
  return [next, [...read, ...asked]];
}

/** Another entry: its tab from the top, with its file where that was read before. What ran last is left for it. */
function withEntry(state: State, screen: JournalScreen, name: string): JournalScreen {
  const { texts, rehearsing } = state.timelines[screen.kind];
  const isOver = screen.run === null && rehearsing === null;
  const tab = screen.tab === 'run' && isOver ? 'file' : screen.tab;
  const text = texts.get(name);
  const detail: JournalDetail | null = text === undefined ? screen.detail : { type: 'file', name, text };
  return { ...screen, tab, detail, detailTop: screen.tab === 'run' && !isOver ? screen.detailTop : 0 };
}

/** One file at a time: whoever runs through a thousand entries reads where they stop. */
function readFile(state: State, kind: JournalKind, name: string): Step {
  if (state.timelines[kind].reading !== null) return stay(state);
  return [withTimeline(state, kind, { reading: name }), [{ type: 'read-file', kind, name }]];
}

export function receiveFile(state: State, kind: JournalKind, { name, text }: JournalFile): Step {
  const timeline = withText({ ...state.timelines[kind], reading: null }, name, text);
  return afterFile({ ...state, timelines: { ...state.timelines, [kind]: timeline } }, kind, {
    type: 'file',
    name,
    text,
  });
}

export function fileFailed(state: State, kind: JournalKind, name: string, why: string): Step {
  return afterFile(withTimeline(state, kind, { reading: null }), kind, { type: 'missing-file', name, why });
}

/** Shows it where the cursor is still on it; where it is not, the file it is on now is read. */
function afterFile(state: State, kind: JournalKind, detail: JournalDetail): Step {
  const screen = state.screens.find((candidate) => candidate.type === 'journal' && candidate.kind === kind);
  if (screen?.type !== 'journal') return stay(state);
  const entry = entriesOf(state, kind)[screen.cursor];
  if (entry === undefined || entry.state === 'orphaned') return stay(state);
  if (entry.name !== detail.name) return readFile(state, kind, entry.name);
  const isSame = screen.detail?.name === detail.name;
  return stay(replaceScreen(state, { ...screen, detail, detailTop: isSame ? screen.detailTop : 0 }));
}
