/** Rehearsing from the console: to the entry under the cursor, there and back and there again; what happens as it happens. */
import type { ErrorReport } from '../../../errors.ts';
import type { JournalEntry, JournalKind, LockHolder } from '../../../journal/journal.ts';
import type {
  RehearsalEvent,
  RehearsalOutcome,
  RehearsalRequest,
} from '../../../journal/rehearse/rehearsal.ts';
import { verdictOf } from '../../../output/rehearsal-lines.ts';
import type { Effect } from '../../effects.ts';
import { currentScreen, isReadOnly, type State } from '../../state.ts';
import {
  endRequest,
  replaceScreen,
  sentence,
  startRequest,
  stay,
  withNotice,
  type Step,
} from '../../step.ts';
import { latestStatements } from './detail/run-lines.ts';
import { entriesOf } from './entries.ts';
import { durationText } from './entry-words.ts';
import { lookCloser } from './look-closer.ts';
import type { JournalScreen } from './state.ts';
import { withRehearsal, withTimeline, type RehearsalRun } from './timeline.ts';

export type RehearseEffect = Extract<Effect, { readonly type: 'rehearse-journal' }>;

/**
 * The entry under the cursor with all that stepping to it would step: up when it is pending, down when it is executed. Asks first
 * before it steps more than one down: it locks what they touch until its end.
 */
export function chooseRehearsal(state: State, screen: JournalScreen): Step {
  const { kind } = screen;
  const entries = entriesOf(state, kind);
  const entry = entries[screen.cursor];
  if (entry === undefined) return stay(state);
  const refusal = whyNot(state, screen, entry);
  if (refusal !== null) return [withNotice(state, refusal, 'bad'), []];
  const direction = entry.state === 'pending' ? 'up' : 'down';
  const concerned = entries.filter(({ name, state: is }) =>
    direction === 'up' ? is === 'pending' && name <= entry.name : is === 'executed' && name >= entry.name,
  );
  const others = concerned.length - 1;
  const withOthers =
    others === 0 ? '' : ` and ${String(others)} ${direction === 'up' ? 'before' : 'after'} it`;
  const title = `${direction} ${entry.name}${withOthers}`;
  const request: RehearsalRequest = {
    kind,
    direction,
    selection: { type: 'to', name: entry.name },
    isRoundTrip: true,
  };
  const [requestId, next] = startRequest(state);
  const effect: RehearseEffect = { type: 'rehearse-journal', requestId, request, title };
  if (direction === 'up' || others === 0) return beginRehearsal(next, effect);
  const overlay = {
    type: 'confirm' as const,
    title: `Rehearse undoing ${String(concerned.length)} ${kind}?`,
    lines: [
      `Down, up and down again, from ${concerned.at(-1)?.name ?? ''}`,
      `back to ${entry.name}.`,
      '',
      'All of it is rolled back. Until then the tables it touches are locked.',
    ],
    verb: 'rehearse',
    isDestructive: false,
    effect,
  };
  return [{ ...state, nextId: next.nextId, overlay }, []];
}

function whyNot(state: State, screen: JournalScreen, entry: JournalEntry): string | null {
  if (state.timelines[screen.kind].rehearsing !== null) return 'A rehearsal is running; Esc cancels it.';
  if (screen.run !== null) return 'A step is running; ^c cancels it.';
  if (entry.state === 'orphaned') return `"${entry.name}" has no file to rehearse.`;
  return isReadOnly(state) ? 'Read-only: start without --read-only to rehearse.' : null;
}

/** Shows that it runs, and lets it run. */
export function beginRehearsal(state: State, effect: RehearseEffect): Step {
  const { requestId, request, title } = effect;
  const rehearsing: RehearsalRun = {
    requestId,
    request,
    title,
    note: null,
    passes: [],
    current: null,
    elapsedMs: 0,
  };
  const running = new Set([...state.running, requestId]);
  const next = withTimeline({ ...state, notice: null, running }, request.kind, { rehearsing });
  const screen = currentScreen(next);
  return [
    screen.type === 'journal' ? replaceScreen(next, { ...screen, tab: 'run', detailTop: 0 }) : next,
    [effect],
  ];
}

export function receiveRehearsalEvent(state: State, requestId: number, event: RehearsalEvent): State {
  const found = rehearsalOf(state, requestId);
  return found === null
    ? state
    : withTimeline(state, found.kind, { rehearsing: afterEvent(found.run, event) });
}

function afterEvent(run: RehearsalRun, event: RehearsalEvent): RehearsalRun {
  switch (event.type) {
    case 'lock-awaited':
      return { ...run, note: `Another run holds the lock${holderText(event.holder)}: waiting for it …` };
    case 'copy-started':
      return { ...run, passes: [], current: null, note: `${event.why}. It is rehearsed on a copy.` };
    case 'pass-started': {
      const { name, direction } = event;
      return { ...run, current: { name, direction, statementCount: 0, statements: [] } };
    }
    case 'statement-executed': {
      const { current } = run;
      if (current === null) return run;
      const statements = [...current.statements, event.statement].slice(-latestStatements);
      return { ...run, current: { ...current, statementCount: current.statementCount + 1, statements } };
    }
    case 'pass-finished':
      return { ...run, passes: [...run.passes, event.pass], current: null };
  }
}

function holderText(holder: LockHolder | null | undefined): string {
  return holder == null ? '' : ` (${holder.shown})`;
}

export function receiveElapsed(state: State, requestId: number, elapsedMs: number): State {
  const found = rehearsalOf(state, requestId);
  return found === null
    ? state
    : withTimeline(state, found.kind, { rehearsing: { ...found.run, elapsedMs } });
}

/** Its entries are marked, and what follows for the one under the cursor is shown, or for all where that says more. */
export function receiveRehearsed(state: State, requestId: number, outcome: RehearsalOutcome): Step {
  const found = rehearsalOf(state, requestId);
  const ended = endRequest(state, requestId);
  if (found === null) return stay(ended);
  const { kind, run } = found;
  const timeline = withRehearsal(state.timelines[kind], run.title, outcome, entriesOf(state, kind));
  const kept = withTimeline(ended, kind, { ...timeline, rehearsing: null });
  const screen = currentScreen(kept);
  const { text, isFine } = newsOf(outcome, run);
  const told = withNotice(kept, text, isFine ? 'good' : 'bad');
  if (screen.type !== 'journal' || screen.kind !== kind) return stay(told);
  const entry = entriesOf(kept, kind)[screen.cursor];
  const isOwn = outcome.entries.some(({ name }) => name === entry?.name);
  const saysAll = outcome.verdict === 'fine' || outcome.entries.length === 1;
  const tab = screen.tab === 'run' && isOwn && saysAll ? 'effect' : screen.tab;
  const shown: JournalScreen = { ...screen, tab, detailTop: 0 };
  return lookCloser(replaceScreen(told, shown), shown);
}

function newsOf(
  outcome: RehearsalOutcome,
  { elapsedMs, request }: RehearsalRun,
): { readonly text: string; readonly isFine: boolean } {
  const { entries } = outcome;
  const errors = entries.flatMap(({ passes }) => passes.flatMap(({ error }) => error ?? []));
  if (errors.some(({ kind }) => kind === 'interrupted')) return { text: cancelledText, isFine: false };
  const wrong = entries.find((entry) => !verdictOf(entry).isFine);
  if (wrong !== undefined) return { text: `"${wrong.name}": ${verdictOf(wrong).text}.`, isFine: false };
  const [first] = entries;
  if (first === undefined) return { text: 'Nothing to rehearse.', isFine: true };
  const what = entries.length === 1 ? `"${first.name}"` : `${String(entries.length)} ${request.kind}`;
  const time = elapsedMs === 0 ? '' : ` in ${durationText(elapsedMs)}`;
  return { text: `Rehearsed ${what}${time}: the way back restores the schema.`, isFine: true };
}

const cancelledText = 'The rehearsal was cancelled; nothing of it stayed.';

/** Null when the request is no rehearsal. */
export function rehearsalFailed(state: State, requestId: number, report: ErrorReport): State | null {
  const found = rehearsalOf(state, requestId);
  if (found === null) return null;
  const { kind, run } = found;
  if (report.kind === 'interrupted')
    return withNotice(withTimeline(state, kind, { rehearsing: null }), cancelledText);
  const last = { type: 'failed', title: run.title, report } as const;
  return withNotice(withTimeline(state, kind, { rehearsing: null, last }), sentence(report), 'bad');
}

/** The rehearsal that a request runs; null when it runs none. */
function rehearsalOf({ timelines }: State, requestId: number): Rehearsing | null {
  for (const kind of ['migrations', 'seeders'] as const) {
    const run = timelines[kind].rehearsing;
    if (run?.requestId === requestId) return { kind, run };
  }
  return null;
}

interface Rehearsing {
  readonly kind: JournalKind;
  readonly run: RehearsalRun;
}
