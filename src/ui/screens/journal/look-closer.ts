/**
 * What is asked about the entry that the cursor rests on: whether it can be loaded and reverted, and what the lint says. Asked after
 * a moment, once each until the journal is read again, and never for what nobody looks at.
 */
import type { EntryCheck, JournalKind } from '../../../journal/journal.ts';
import type { ErrorReport } from '../../../errors.ts';
import type { LintReport } from '../../../journal/lint/finding.ts';
import type { Effect } from '../../effects.ts';
import { currentScreen, type State } from '../../state.ts';
import { stay, takeId, type Step } from '../../step.ts';
import { entriesOf } from './entries.ts';
import { listHeight } from './layout.ts';
import type { JournalScreen } from './state.ts';
import { withTimeline, type EntryLint } from './timeline.ts';

/** Nothing while something runs: its outcome would be another one. */
export function lookCloser(state: State, screen: JournalScreen): Step {
  const { rehearsing } = state.timelines[screen.kind];
  const isReachable = state.database.status === 'ready' && state.loss === null;
  if (!isReachable || rehearsing !== null || screen.run !== null) return stay(state);
  if (currentScreen(state).id !== screen.id) return stay(state);
  const [checked, checks] = askCheck(state, screen);
  const [linted, lints] = askLint(checked, screen);
  return [linted, [...checks, ...lints]];
}

function askCheck(state: State, screen: JournalScreen): Step {
  const { kind, cursor } = screen;
  const entry = entriesOf(state, kind)[cursor];
  const { checking, checks } = state.timelines[kind];
  if (checking?.name === entry?.name) return stay(state);
  const left = cancelling(checking?.requestId);
  if (entry?.path == null || checks.has(entry.name))
    return [withTimeline(state, kind, { checking: null }), left];
  const [requestId, next] = takeId(state);
  const { name } = entry;
  return [
    withTimeline(next, kind, { checking: { requestId, name } }),
    [...left, { type: 'check-entry', requestId, kind, name }],
  ];
}

/** Of pending entries all that are in view, in one go: what comes before each of them has to be looked at anyway. */
function askLint(state: State, screen: JournalScreen): Step {
  const { kind, cursor, top, tab } = screen;
  if (kind !== 'migrations') return stay(state);
  const entries = entriesOf(state, kind);
  const entry = entries[cursor];
  const { linting, lints } = state.timelines[kind];
  if (entry?.path == null || lints.has(entry.name) || linting?.names.includes(entry.name) === true)
    return stay(state);
  if (entry.state !== 'pending' && tab !== 'lint') return stay(state);
  const inView = entries.slice(top, top + listHeight(state, screen));
  const names =
    entry.state === 'pending'
      ? inView.filter(({ name, state: is }) => is === 'pending' && !lints.has(name)).map(({ name }) => name)
      : [entry.name];
  const [requestId, next] = takeId(state);
  return [
    withTimeline(next, kind, { linting: { requestId, names } }),
    [...cancelling(linting?.requestId), { type: 'lint-entries', requestId, kind, names }],
  ];
}

/** A step or a rehearsal that was asked for has the processor to itself: what was asked beside it is taken back. */
export function insteadOfLooking([state, effects]: Step, kind: JournalKind): Step {
  const { checking, linting } = state.timelines[kind];
  if (effects.length === 0 || (checking === null && linting === null)) return [state, effects];
  const left = [...cancelling(checking?.requestId), ...cancelling(linting?.requestId)];
  return [withTimeline(state, kind, { checking: null, linting: null }), [...effects, ...left]];
}

function cancelling(requestId: number | undefined): readonly Effect[] {
  return requestId === undefined ? [] : [{ type: 'cancel-request', requestId }];
}

/** `checks` is empty when it was taken back, or could not be done. */
export function receiveChecks(
  state: State,
  kind: JournalKind,
  requestId: number,
  checks: readonly EntryCheck[],
): State {
  const timeline = state.timelines[kind];
  const known = new Map(timeline.checks);
  for (const check of checks) known.set(check.name, check);
  const checking = timeline.checking?.requestId === requestId ? null : timeline.checking;
  return withTimeline(state, kind, { checks: known, checking });
}

/** Null when it was taken back. An answer to a question that is no longer asked is dropped: the journal was read since. */
export function receiveLint(
  state: State,
  kind: JournalKind,
  requestId: number,
  answer: LintReport | ErrorReport | null,
): State {
  const timeline = state.timelines[kind];
  if (timeline.linting?.requestId !== requestId) return state;
  const lints = new Map<string, EntryLint>(timeline.lints);
  if (answer !== null) {
    for (const name of timeline.linting.names) lints.set(name, lintOf(name, answer));
  }
  return withTimeline(state, kind, { lints, linting: null });
}

function lintOf(name: string, answer: LintReport | ErrorReport): EntryLint {
  if (!('entries' in answer)) return { type: 'failed', report: answer };
  const { findings = [], ignored = 0 } = answer.entries.find((entry) => entry.name === name) ?? {};
  return { type: 'linted', findings, ignored, remarks: answer.remarks };
}
