/**
 * Stepping from the console: a key asks for a step, what it would destroy is looked at first, and then it runs, or a question is
 * answered before it does. How it goes on is in run-progress.ts.
 */
import type { JournalKind, StepRequest } from '../../../journal/journal.ts';
import type { StepForecast } from '../../../journal/forecast/forecast.ts';
import type { ActionId } from '../../actions.ts';
import type { Effect } from '../../effects.ts';
import { currentScreen, isReadOnly, type State } from '../../state.ts';
import { replaceScreen, startRequest, stay, withNotice, type Step } from '../../step.ts';
import { entriesOf } from './entries.ts';
import { endLook } from './looking.ts';
import { openRepair } from './repairing.ts';
import { newRun } from './run-progress.ts';
import type { JournalScreen } from './state.ts';
import { stepEffect, stepQuestion } from './step-question.ts';

export const lookingText = 'Looking at what it would destroy …  esc cancels';

/** What a stepping key asks for; says so when there is nothing to step. */
export function chooseStep(state: State, screen: JournalScreen, action: ActionId): Step {
  const asked = requestOf(state, screen, action);
  if (asked === null) return stay(state);
  const refusal = whyNot(state, screen);
  if (refusal !== null) return [withNotice(state, refusal, 'bad'), []];
  if (asked === 'repair') return openRepair(state, screen);
  if (typeof asked === 'string') return [withNotice(state, asked), []];
  return foresee(state, screen, asked);
}

/** A request, why there is none, or null for keys that step nothing. */
function requestOf(state: State, screen: JournalScreen, action: ActionId): StepRequest | string | null {
  const { kind } = screen;
  const entries = entriesOf(state, kind);
  const entry = entries[screen.cursor];
  const hasPending = entries.some(({ state: is }) => is === 'pending');
  // Of seeders that are not recorded every one may be undone.
  const hasExecuted = entries.some(({ state: is }) => is !== 'pending') || isUnrecorded(state, kind);
  const nothingUp = hasPending ? null : `No pending ${kind}.`;
  const nothingDown = hasExecuted ? null : `No executed ${kind} to undo.`;
  const one = { type: 'next', count: 1 } as const;
  switch (action) {
    case 'journal.up':
      return nothingUp ?? { kind, direction: 'up', selection: one };
    case 'journal.all':
      return nothingUp ?? { kind, direction: 'up', selection: { type: 'all' } };
    case 'journal.down':
      return nothingDown ?? { kind, direction: 'down', selection: one };
    case 'journal.undo-all':
      return nothingDown ?? { kind, direction: 'down', selection: { type: 'all' } };
    case 'journal.redo':
      return nothingDown ?? { kind, direction: 'down', selection: one, isRedone: true };
    case 'journal.repair':
      return 'repair';
    case 'journal.to': {
      if (entry === undefined) return `No ${kind} here.`;
      if (entry.state === 'orphaned') return `"${entry.name}" has no file to step to: p repairs.`;
      const direction = entry.state === 'pending' ? 'up' : 'down';
      return { kind, direction, selection: { type: 'to', name: entry.name } };
    }
    default:
      return null;
  }
}

function isUnrecorded({ journals }: State, kind: JournalKind): boolean {
  const journal = journals[kind];
  return (
    kind === 'seeders' &&
    journal.status === 'ready' &&
    journal.value.storage.type === 'none' &&
    journal.value.entries.length > 0
  );
}

function whyNot(state: State, { kind, run, looking }: JournalScreen): string | null {
  if (run !== null) return 'A step is running; Esc cancels it.';
  if (looking !== null) return lookingText;
  if (state.journals[kind].status !== 'ready') return 'The journal is being read.';
  return isReadOnly(state) ? 'This session is read-only: start without --read-only to step.' : null;
}

/** Has it looked at what the step would destroy. */
export function foresee(state: State, screen: JournalScreen, request: StepRequest): Step {
  const [requestId, next] = startRequest(state);
  const asked: JournalScreen = { ...screen, looking: { requestId } };
  return [
    withNotice(replaceScreen(next, asked), lookingText),
    [{ type: 'foresee-step', requestId, request }],
  ];
}

/** Runs what destroys nothing and asks about everything else: every step down, and in production every step. */
export function receiveForecast(
  state: State,
  requestId: number,
  request: StepRequest,
  forecast: StepForecast,
): Step {
  const { state: looked, screen } = endLook(state, requestId);
  if (screen === null) return stay(looked);
  if (forecast.entries.length === 0) return [withNotice(looked, 'Nothing is to do.'), []];
  const [runId, next] = startRequest(looked);
  const question = stepQuestion(looked, request, forecast, runId);
  return question === null
    ? beginStep(next, stepEffect(request, forecast, runId, false))
    : [{ ...looked, nextId: next.nextId, overlay: question }, []];
}

/** Shows that a step runs, and lets it run. */
export function beginStep(state: State, effect: Extract<Effect, { readonly type: 'step-journal' }>): Step {
  const running: State = { ...state, notice: null, running: new Set([...state.running, effect.requestId]) };
  const screen = currentScreen(running);
  if (screen.type !== 'journal') return [running, [effect]];
  const run = newRun(effect);
  return [replaceScreen(running, { ...screen, run, tab: 'run', detailTop: 0 }), [effect]];
}
