/** Stepping from the console: up at once, down after a question that names what goes; progress and outcome as they come. */
import type { JournalEntry, JournalEvent, StepOutcome, StepRequest } from '../../../journal/journal.ts';
import type { ActionId } from '../../actions.ts';
import type { Effect } from '../../effects.ts';
import type { State } from '../../state.ts';
import { replaceScreen, stay, takeId, withNotice, type Step } from '../../step.ts';
import { destroyedTables } from './destroyed-tables.ts';
import { entriesOf } from './entries.ts';
import { journalSummary } from './summary.ts';
import type { JournalScreen } from './state.ts';
import { withRan } from './timeline.ts';

/** What a stepping key asks for, put as a request; says so when there is nothing to step. */
export function chooseStep(state: State, screen: JournalScreen, action: ActionId): Step {
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
  return [replaceScreen(running, { ...screen, run, tab: 'run', detailTop: 0 }), [effect]];
}

export function receiveStepEvent(state: State, screen: JournalScreen, event: JournalEvent): State {
  const { run } = screen;
  if (run === null) return state;
  switch (event.type) {
    case 'lock-awaited':
      return replaceScreen(state, { ...screen, run: { ...run, isWaiting: true } });
    // The result says it (`wasAtomic`).
    case 'transaction-left':
      return state;
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
  const failed = outcome.results.find((result) => result.status === 'failed');
  const news = failed === undefined ? journalSummary(outcome) : `"${failed.name}" failed.`;
  const ran = withRan(state, screen.kind, outcome.results);
  const shown = replaceScreen(ran, { ...screen, run: null, tab: 'run', detailTop: 0 });
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
