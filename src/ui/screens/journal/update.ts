/** What the keys of the journal screen do: look into files, and step up and down, asking before anything is reverted. */
import type {
  JournalEntry,
  JournalEvent,
  JournalKind,
  StepOutcome,
  StepRequest,
} from '../../../journal/journal.ts';
import type { JournalFile } from '../../../session.ts';
import type { ActionId } from '../../actions.ts';
import type { Effect } from '../../effects.ts';
import { layoutOf, upperHalf } from '../../layout.ts';
import { movedCursor, scrolledTo } from '../../scroll.ts';
import { currentScreen, type State } from '../../state.ts';
import { openFromRoot, pushScreen, replaceScreen, stay, takeId, withNotice, type Step } from '../../step.ts';
import { destroyedTables } from './destroyed-tables.ts';
import { journalSummary } from './summary.ts';
import type { JournalScreen } from './state.ts';

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
  };
  const [placed, effects] = placeCursor((how === 'on-top' ? pushScreen : openFromRoot)(next, screen), screen);
  return [placed, [{ type: 'read-journal', kind }, ...effects]];
}

/** Entries of the journal shown; none while it is not read. */
export function entriesOf(state: State, kind: JournalKind): readonly JournalEntry[] {
  const journal = state.journals[kind];
  return journal.status === 'ready' ? journal.value.entries : [];
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

/** Lines of the list of entries. */
export function listHeight(state: State, screen: JournalScreen): number {
  const { innerHeight } = layoutOf(state.size, state.focus);
  return upperHalf(innerHeight, Math.max(1, entriesOf(state, screen.kind).length));
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

function chooseStep(state: State, screen: JournalScreen, action: ActionId): Step {
  const { kind } = screen;
  if (state.journals[kind].status !== 'ready') return [withNotice(state, 'The journal is being read.'), []];
  const entries = entriesOf(state, kind);
  const entry = entries[screen.cursor];
  const pending = entries.filter((candidate) => candidate.state === 'pending');
  const executed = entries.filter((candidate) => candidate.state === 'executed');
  switch (action) {
    case 'journal.up': {
      const first = pending[0];
      if (first === undefined) return [withNotice(state, `No pending ${kind}.`), []];
      return runStep(state, screen, { kind, direction: 'up', selection: { type: 'next', count: 1 } }, [
        first,
      ]);
    }
    case 'journal.all':
      if (pending.length === 0) return [withNotice(state, `No pending ${kind}.`), []];
      return runStep(state, screen, { kind, direction: 'up', selection: { type: 'all' } }, pending);
    case 'journal.down': {
      const last = executed.at(-1);
      if (last === undefined) return [withNotice(state, `No executed ${kind} to undo.`), []];
      return runStep(state, screen, { kind, direction: 'down', selection: { type: 'next', count: 1 } }, [
        last,
      ]);
    }
    case 'journal.undo-all':
      if (executed.length === 0) return [withNotice(state, `No executed ${kind} to undo.`), []];
      return runStep(state, screen, { kind, direction: 'down', selection: { type: 'all' } }, executed);
    case 'journal.to': {
      if (entry === undefined) return stay(state);
      if (entry.state === 'orphaned') {
        return [withNotice(state, `"${entry.name}" has no file to step to.`, 'bad'), []];
      }
      const isUp = entry.state === 'pending';
      const concerned = isUp
        ? pending.filter((candidate) => candidate.name <= entry.name)
        : executed.filter((candidate) => candidate.name >= entry.name);
      const selection = { type: 'to' as const, name: entry.name };
      return runStep(state, screen, { kind, direction: isUp ? 'up' : 'down', selection }, concerned);
    }
    default:
      return stay(state);
  }
}

/** Steps up at once; asks first before stepping down, naming every entry whose `down` will run. */
function runStep(
  state: State,
  screen: JournalScreen,
  request: StepRequest,
  concerned: readonly JournalEntry[],
): Step {
  if (screen.run !== null) return [withNotice(state, 'A step is running; ^c cancels it.'), []];
  if (state.database.status === 'ready' && state.database.value.readOnly) {
    return [withNotice(state, 'This session is read-only: start without --read-only to step.', 'bad'), []];
  }
  const [requestId, next] = takeId(state);
  const names = concerned.map((entry) => entry.name);
  const noun = names.length === 1 ? (names[0] ?? '') : `${names.length} ${request.kind}`;
  const title = `${request.direction === 'up' ? 'Running' : 'Reverting'} ${noun}`;
  const effect: Effect = { type: 'step-journal', requestId, request, title };
  if (request.direction === 'up') return beginStep(next, effect);
  const lines = [
    ...names.slice().reverse().slice(0, 8),
    ...(names.length > 8 ? [`… and ${names.length - 8} more`] : []),
    '',
    ...destroyedTables(state, screen, names),
    request.kind === 'migrations'
      ? 'What their `down` drops is gone, the rows in it too.'
      : 'What their `down` deletes is gone.',
  ];
  const overlay = {
    type: 'confirm' as const,
    title: `Undo ${noun}?`,
    lines,
    verb: 'undo',
    isDestructive: true,
    effect,
  };
  return [{ ...next, overlay }, []];
}

/** Shows that a step runs, and lets it run. */
export function beginStep(state: State, effect: Effect & { readonly type: 'step-journal' }): Step {
  const screen = state.screens.at(-1);
  const running: State = { ...state, notice: null, running: new Set([...state.running, effect.requestId]) };
  if (screen?.type !== 'journal') return [running, [effect]];
  const { requestId, title } = effect;
  const run = { requestId, title, statements: [], results: [], isWaiting: false };
  return [replaceScreen(running, { ...screen, run, detail: null, detailTop: 0 }), [effect]];
}

export function receiveStepEvent(state: State, screen: JournalScreen, event: JournalEvent): State {
  const { run } = screen;
  if (run === null) return state;
  switch (event.type) {
    case 'lock-awaited':
      return replaceScreen(state, { ...screen, run: { ...run, isWaiting: true } });
    case 'step-started':
      return replaceScreen(state, { ...screen, run: { ...run, isWaiting: false } });
    case 'statement-executed':
      return replaceScreen(state, {
        ...screen,
        run: { ...run, isWaiting: false, statements: [...run.statements, event.statement] },
      });
    case 'step-finished':
      return replaceScreen(state, {
        ...screen,
        run: { ...run, statements: [], results: [...run.results, event.result] },
      });
  }
}

/** The steps are over: what they did is shown, and everything they may have changed is read again. */
export function receiveOutcome(state: State, screen: JournalScreen, outcome: StepOutcome): Step {
  const detail = { type: 'run' as const, results: outcome.results };
  const failed = outcome.results.find((result) => result.status === 'failed');
  const news = failed === undefined ? journalSummary(outcome) : `"${failed.name}" failed.`;
  const shown = replaceScreen(state, { ...screen, run: null, detail, detailTop: 0 });
  return [withNotice(markRowsStale(shown), news, failed === undefined ? 'good' : 'bad'), rereadEffects];
}

/** What a step may have changed. */
export const rereadEffects: readonly Effect[] = [
  { type: 'read-journal', kind: 'migrations' },
  { type: 'read-journal', kind: 'seeders' },
  { type: 'read-tables' },
];

function markRowsStale(state: State): State {
  const [first, ...rest] = state.screens;
  return {
    ...state,
    screens: [
      first,
      ...rest.map((screen) => (screen.type === 'rows' ? { ...screen, isStale: true } : screen)),
    ],
  };
}

export function receiveFile(state: State, screen: JournalScreen, file: JournalFile): State {
  const entry = entriesOf(state, screen.kind)[screen.cursor];
  if (entry?.name !== file.name || screen.run !== null) return state;
  const detail = { type: 'file' as const, name: file.name, text: file.text };
  return replaceScreen(state, { ...screen, detail, detailTop: 0 });
}
