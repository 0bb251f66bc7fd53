/**
 * What is known of a journal's entries beside the journal: what loading, linting, rehearsing and stepping them showed, and what is
 * being asked. It belongs to the journal, not to the screen, so that leaving the screen forgets nothing.
 */
import type { ErrorReport } from '../../../errors.ts';
import type {
  EntryCheck,
  EntryState,
  ExecutedStatement,
  JournalEntry,
  JournalKind,
  JournalView,
  StepResult,
} from '../../../journal/journal.ts';
import type { LintFinding } from '../../../journal/lint/finding.ts';
import type {
  RehearsalOutcome,
  RehearsalRequest,
  RehearsedEntry,
  RehearsedPass,
} from '../../../journal/rehearse/rehearsal.ts';

export type EntryLint =
  | {
      readonly type: 'linted';
      readonly findings: readonly LintFinding[];
      readonly ignored: number;
      /** What the findings could not take into account. */
      readonly remarks: readonly string[];
    }
  | { readonly type: 'failed'; readonly report: ErrorReport };

export interface EntryRehearsal {
  readonly entry: RehearsedEntry;
  readonly outcome: RehearsalOutcome;
  /** When it was rehearsed: in another state it says nothing any more. */
  readonly state: EntryState;
}

/** A rehearsal under way. */
export interface RehearsalRun {
  readonly requestId: number;
  readonly request: RehearsalRequest;
  readonly title: string;
  /** Why it waits, or that it began anew on a copy. */
  readonly note: string | null;
  readonly passes: readonly RehearsedPass[];
  readonly current: {
    readonly name: string;
    readonly direction: 'up' | 'down';
    readonly statementCount: number;
    /** The latest of them. */
    readonly statements: readonly ExecutedStatement[];
  } | null;
  readonly elapsedMs: number;
}

/** What ran last. */
export type LastRun =
  | { readonly type: 'steps'; readonly results: readonly StepResult[] }
  | { readonly type: 'rehearsal'; readonly title: string; readonly outcome: RehearsalOutcome }
  | { readonly type: 'failed'; readonly title: string; readonly report: ErrorReport };

export interface Timeline {
  readonly checks: ReadonlyMap<string, EntryCheck>;
  readonly lints: ReadonlyMap<string, EntryLint>;
  readonly rehearsals: ReadonlyMap<string, EntryRehearsal>;
  readonly steps: ReadonlyMap<string, readonly StepResult[]>;
  /** Texts as they were read last: a file that reads otherwise is another one. */
  readonly texts: ReadonlyMap<string, string>;
  readonly last: LastRun | null;
  readonly rehearsing: RehearsalRun | null;
  /** The file that is being read; the next one is asked for when it is here. */
  readonly reading: string | null;
  readonly checking: { readonly requestId: number; readonly name: string } | null;
  readonly linting: { readonly requestId: number; readonly names: readonly string[] } | null;
}

export const emptyTimeline: Timeline = {
  checks: new Map(),
  lints: new Map(),
  rehearsals: new Map(),
  steps: new Map(),
  texts: new Map(),
  last: null,
  rehearsing: null,
  reading: null,
  checking: null,
  linting: null,
};

/** The part of the console's state that holds them. */
export interface TimelineState {
  readonly timelines: Readonly<Record<JournalKind, Timeline>>;
}

export function withTimeline<State extends TimelineState>(
  state: State,
  kind: JournalKind,
  changes: Partial<Timeline>,
): State {
  return { ...state, timelines: { ...state.timelines, [kind]: { ...state.timelines[kind], ...changes } } };
}

/** After the journal was read: files and tables may be others, so only rehearsals of entries that are as they were are kept. */
export function afterReading(timeline: Timeline, { entries }: JournalView): Timeline {
  const states = new Map(entries.map(({ name, state }) => [name, state]));
  const rehearsals = [...timeline.rehearsals].filter(([name, { state }]) => states.get(name) === state);
  const known = { checks: new Map(), lints: new Map(), rehearsals: new Map(rehearsals) };
  return { ...timeline, ...known, checking: null, linting: null };
}

/** Remembers a file's text; one that is not what it was takes with it what was known of it. */
export function withText(timeline: Timeline, name: string, text: string): Timeline {
  const before = timeline.texts.get(name);
  if (before === text) return timeline;
  const texts = new Map(timeline.texts).set(name, text);
  if (before === undefined) return { ...timeline, texts };
  const without = <T>(known: ReadonlyMap<string, T>): ReadonlyMap<string, T> => {
    const rest = new Map(known);
    rest.delete(name);
    return rest;
  };
  const { checks, lints, rehearsals } = timeline;
  return {
    ...timeline,
    texts,
    checks: without(checks),
    lints: without(lints),
    rehearsals: without(rehearsals),
  };
}

/** What steps did, entry by entry; what was rehearsed of them is done now. */
function withSteps(timeline: Timeline, results: readonly StepResult[]): Timeline {
  const steps = new Map(timeline.steps);
  const rehearsals = new Map(timeline.rehearsals);
  for (const { name } of results) {
    steps.set(
      name,
      results.filter((result) => result.name === name),
    );
    rehearsals.delete(name);
  }
  return { ...timeline, steps, rehearsals, last: { type: 'steps', results } };
}

export function withRan<State extends TimelineState>(
  state: State,
  kind: JournalKind,
  results: readonly StepResult[],
): State {
  return withTimeline(state, kind, withSteps(state.timelines[kind], results));
}

/** What was cancelled says nothing of its entry. */
export function withRehearsal(
  timeline: Timeline,
  title: string,
  outcome: RehearsalOutcome,
  entries: readonly JournalEntry[],
): Timeline {
  const rehearsals = new Map(timeline.rehearsals);
  for (const entry of outcome.entries) {
    if (entry.passes.some(({ error }) => error?.kind === 'interrupted')) continue;
    const state = entries.find(({ name }) => name === entry.name)?.state;
    if (state !== undefined) rehearsals.set(entry.name, { entry, outcome, state });
  }
  return { ...timeline, rehearsals, last: { type: 'rehearsal', title, outcome } };
}

/** Nothing is under way any more: whoever would have answered is gone. */
export function timelineAtRest(timeline: Timeline): Timeline {
  return { ...timeline, rehearsing: null, reading: null, checking: null, linting: null };
}
