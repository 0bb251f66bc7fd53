/**
 * Losing the server, the connection or the host process, and going on where one was: the screens stay, the connection is tried
 * again with growing pauses, and what was being read is read again from its bookmark.
 */
import type { ErrorReport } from '../errors.ts';
import type { Effect } from './effects.ts';
import { isLoss } from './is-loss.ts';
import { suspendExport } from './exporting/state.ts';
import { resumeExport } from './exporting/update.ts';
import { askForMissing } from './history.ts';
import { timelineAtRest } from './screens/journal/timeline.ts';
import { replLost } from './screens/repl/state.ts';
import { atRest } from './screens/requests.ts';
import { resumeRows, suspendRows } from './screens/rows/resuming.ts';
import { currentScreen, type Loss, type ScreenState, type State } from './state.ts';
import { withNotice, type Step } from './step.ts';

/** A project that ends its process again and again is not started for ever; `R` begins anew. */
const hostRestarts = 3;

const longestPauseMs = 10_000;

/** Null where there never was a connection, or where somebody has to mend something first. */
export function loseConnection(state: State, report: ErrorReport): Step | null {
  if (!isLoss(report) || !state.hasConnected) return null;
  const isHost = report.code === 'host-exited';
  if (state.loss !== null) {
    return isHost && !state.loss.isHost ? [{ ...state, loss: { ...state.loss, isHost } }, []] : [state, []];
  }
  const losses = state.losses + 1;
  const hostExits = state.hostExits + (isHost ? 1 : 0);
  if (isHost && hostExits > hostRestarts) return null;
  return [
    { ...state, losses, hostExits, loss: { report, attempt: 0, isHost } },
    [{ type: 'try-connection', delayMs: pauseMs(losses - 1) }],
  ];
}

/** A key that asks for rows again tries at once. */
export function tryNow(state: State): Step {
  return [state, [{ type: 'try-connection', delayMs: 0 }]];
}

/** `report` is null when the server answered. */
export function receiveTried(state: State, report: ErrorReport | null): Step {
  const { loss } = state;
  if (loss === null) return [state, []];
  if (report === null) return connectedAgain({ ...state, loss: null }, loss);
  if (!isLoss(report)) {
    const failed: State = { ...state, loss: null, exporting: null, database: { status: 'failed', report } };
    return [withNotice(failed, [report.message, report.remedy].join(' '), 'bad'), []];
  }
  const attempt = loss.attempt + 1;
  const isHost = loss.isHost || report.code === 'host-exited';
  return [
    { ...state, loss: { report, attempt, isHost } },
    [{ type: 'try-connection', delayMs: pauseMs(state.losses + attempt) }],
  ];
}

function connectedAgain(state: State, { isHost }: Loss): Step {
  const text = isHost ? 'The project is loaded again.' : 'Connected again.';
  const told = state.exporting === null ? text : `${text} The export begins anew.`;
  const loads: readonly Effect[] = isHost ? [{ type: 'load-project' }, { type: 'load-models' }] : [];
  const [resumed, effects] = resumeScreens(withNotice(state, told, 'good'));
  return [resumed, [...loads, { type: 'connect' }, ...effects]];
}

/** Nothing is under way any more: what was is remembered, to be asked for by `resumeScreens`. */
export function suspendScreens(state: State): State {
  const repl = replLost(state.repl);
  const suspended = (screen: ScreenState): ScreenState => {
    if (screen.type === 'repl') return repl.last?.id === screen.id ? repl.last : atRest(screen);
    if (screen.type === 'rows') return suspendRows(screen);
    // Steps end with the process that runs them, and nobody answers for it.
    return screen.type === 'journal' ? { ...screen, looking: null, run: null } : atRest(screen);
  };
  const [first, ...rest] = state.screens;
  const exporting = state.exporting === null ? null : suspendExport(state.exporting);
  const { migrations, seeders } = state.timelines;
  const timelines = { migrations: timelineAtRest(migrations), seeders: timelineAtRest(seeders) };
  return {
    ...state,
    running: new Set(),
    exporting,
    timelines,
    repl,
    screens: [suspended(first), ...rest.map(suspended)],
  };
}

/** Asks for what was under way, and for the rows in view, from their bookmark. */
export function resumeScreens(state: State): Step {
  let step: Step = resumeExport(state);
  for (const { id } of state.screens) {
    const [next, effects] = step;
    const screen = next.screens.find((candidate) => candidate.id === id);
    if (screen?.type !== 'rows') continue;
    const [resumed, asked] = resumeRows(next, screen, currentScreen(next) === screen);
    step = [resumed, [...effects, ...asked]];
  }
  const [resumed, effects] = step;
  const shown = currentScreen(resumed).type;
  if (shown !== 'record' && shown !== 'query') return step;
  const [asking, asked] = askForMissing(resumed);
  return [asking, [...effects, ...asked]];
}

/** 0.2 s, 0.4 s, … */
function pauseMs(tries: number): number {
  return Math.min(longestPauseMs, 200 * 2 ** tries);
}
