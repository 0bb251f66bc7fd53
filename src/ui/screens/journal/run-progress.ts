/** A run of steps as it goes on: what was told of it, where it is in words, and what is shown when it is over. */
import type { ErrorReport } from '../../../errors.ts';
import type { JournalEvent, StepOutcome } from '../../../journal/journal.ts';
import { afterStep, rereadEffects } from '../../after-step.ts';
import type { Effect } from '../../effects.ts';
import { scrolledTo } from '../../scroll.ts';
import type { State } from '../../state.ts';
import { replaceScreen, sentence, stay, withNotice, type Step } from '../../step.ts';
import { entriesOf } from './entries.ts';
import { listHeight } from './layout.ts';
import { journalSummary } from './summary.ts';
import type { JournalRun, JournalScreen } from './state.ts';
import { withRan } from './timeline.ts';

export function newRun({
  requestId,
  title,
  total,
}: Extract<Effect, { readonly type: 'step-journal' }>): JournalRun {
  return {
    requestId,
    title,
    total,
    elapsedMs: 0,
    current: null,
    sent: null,
    outside: null,
    statements: [],
    results: [],
    isWaiting: false,
    waitingFor: null,
    isRereading: false,
    hasMoreToReread: false,
  };
}

export function receiveStepEvent(state: State, screen: JournalScreen, event: JournalEvent): Step {
  const { run } = screen;
  if (run === null) return stay(state);
  const became = (changes: Partial<JournalRun>): State =>
    replaceScreen(state, { ...screen, run: { ...run, ...changes } });
  switch (event.type) {
    case 'lock-awaited': {
      const { holder, timeoutMs } = event;
      const who = holder == null ? '' : ` (${holder.shown})`;
      const limit = timeoutMs === undefined ? '' : ` up to ${String(Math.round(timeoutMs / 1000))} s`;
      const waitingFor = `Another run holds the lock${who}: waiting${limit} for it to finish.`;
      return stay(became({ isWaiting: true, waitingFor }));
    }
    case 'transaction-left':
      return stay(
        became({
          outside: `It runs outside a transaction: ${event.why}. What it does before a failure stays.`,
        }),
      );
    case 'step-started': {
      const { name, direction } = event;
      const current = { name, direction };
      const begun = became({
        isWaiting: false,
        waitingFor: null,
        current,
        sent: null,
        outside: null,
        statements: [],
      });
      return stay(withCursorOn(begun, screen.id, name));
    }
    case 'statement-sent':
      return stay(became({ isWaiting: false, sent: event.sql }));
    case 'statement-executed':
      return stay(became({ isWaiting: false, sent: null, statements: [...run.statements, event.statement] }));
    case 'step-finished': {
      const results = [...run.results, event.result];
      const [stale, effects] = afterStep(became({ sent: null, statements: [], results }));
      return rereadOnce(stale, screen.id, effects);
    }
  }
}

/** One reading at a time: what changes while it is under way is read when it is here. */
function rereadOnce(state: State, screenId: number, effects: readonly Effect[]): Step {
  const screen = state.screens.find(({ id }) => id === screenId);
  if (screen?.type !== 'journal' || screen.run === null) return [state, effects];
  const { run } = screen;
  if (run.isRereading) {
    return stay(replaceScreen(state, { ...screen, run: { ...run, hasMoreToReread: true } }));
  }
  return [replaceScreen(state, { ...screen, run: { ...run, isRereading: true } }), effects];
}

/** The tables were read, or could not be: what was asked for last. */
export function rereadAgain(state: State): Step {
  const screen = state.screens.find(({ type }) => type === 'journal');
  if (screen?.type !== 'journal' || screen.run?.isRereading !== true) return stay(state);
  const { run } = screen;
  const isAgain = run.hasMoreToReread;
  const next = { ...screen, run: { ...run, isRereading: isAgain, hasMoreToReread: false } };
  return [replaceScreen(state, next), isAgain ? rereadEffects : []];
}

/** A timer's; nothing else moves while a long statement runs. */
export function receiveStepElapsed(state: State, screen: JournalScreen, elapsedMs: number): State {
  return screen.run === null ? state : replaceScreen(state, { ...screen, run: { ...screen.run, elapsedMs } });
}

/** The steps are over: what they did is shown, and everything they may have changed is read again. */
export function receiveOutcome(state: State, screen: JournalScreen, outcome: StepOutcome): Step {
  const failed = outcome.results.find((result) => result.status === 'failed');
  // What failed comes first: its error is what one looks for.
  const results =
    failed === undefined
      ? outcome.results
      : [failed, ...outcome.results.filter((result) => result !== failed)];
  const ran = withRan(state, screen.kind, results);
  const shown = replaceScreen(ran, { ...screen, run: null, tab: 'run', detailTop: 0 });
  const last = failed ?? outcome.results.at(-1);
  const placed = last === undefined ? shown : withCursorOn(shown, screen.id, last.name);
  const [stale, effects] = afterStep(placed);
  return [withNotice(stale, newsOf(outcome), failed === undefined ? 'good' : 'bad'), effects];
}

function newsOf(outcome: StepOutcome): string {
  const failed = outcome.results.find((result) => result.status === 'failed');
  if (failed === undefined) return journalSummary(outcome);
  const before = outcome.results.length - 1;
  const kept = failed.wasAtomic ? 'nothing of it was kept' : 'what it had done by then was kept';
  const others = before === 0 ? '' : `; ${String(before)} before it ${before === 1 ? 'is' : 'are'} done`;
  const verb = failed.error?.kind === 'interrupted' ? 'was cancelled' : 'failed';
  return `"${failed.name}" ${verb}: ${kept}${others}.`;
}

/** Nothing ran, or nobody can say what did: the journal is looked at again. */
export function stepRefused(state: State, screen: JournalScreen, report: ErrorReport): Step {
  const results = screen.run?.results ?? [];
  const hasRun = results.length > 0;
  const ran = hasRun ? withRan(state, screen.kind, results) : state;
  const shown = replaceScreen(ran, { ...screen, run: null, tab: hasRun ? 'run' : 'file', detailTop: 0 });
  const text = report.kind === 'interrupted' ? 'Cancelled: nothing was run.' : sentence(report);
  const [stale, effects] = afterStep(shown);
  return [withNotice(stale, text, report.kind === 'interrupted' ? 'plain' : 'bad'), effects];
}

/** The cursor goes with what runs. */
function withCursorOn(state: State, screenId: number, name: string): State {
  const screen = state.screens.find(({ id }) => id === screenId);
  if (screen?.type !== 'journal') return state;
  const cursor = entriesOf(state, screen.kind).findIndex((entry) => entry.name === name);
  if (cursor < 0) return state;
  const top = scrolledTo(cursor, screen.top, listHeight(state, screen));
  // Its file is read when the journal is; until then what ran stays in view.
  const text = state.timelines[screen.kind].texts.get(name) ?? '';
  const isSame = screen.detail?.name === name;
  const detail = isSame ? screen.detail : ({ type: 'file', name, text } as const);
  return replaceScreen(state, { ...screen, cursor, top, detail });
}
