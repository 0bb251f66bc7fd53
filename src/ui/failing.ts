/** What becomes of the state when something that was asked for fails, by what it was. */
import type { ErrorReport } from '../errors.ts';
import { failExport } from './exporting/update.ts';
import type { Failed } from './messages.ts';
import { activityFailed } from './screens/activity/watching.ts';
import { repairFailed } from './screens/journal/repairing.ts';
import { rereadAgain, stepRefused } from './screens/journal/run-progress.ts';
import { fileFailed } from './screens/journal/cursor.ts';
import { rehearsalFailed } from './screens/journal/rehearsing.ts';
import { failQuery } from './screens/query/asking.ts';
import { planFailed } from './screens/plan/update.ts';
import { receiveEstimate } from './screens/rows/counting.ts';
import { failRows } from './screens/rows/failing.ts';
import { copyFailed } from './screens/rows/copy.ts';
import { recordFailed } from './screens/record/whole.ts';
import { awaitingPeek, peekFailed } from './screens/rows/peek.ts';
import { failRepl } from './screens/repl/running.ts';
import { failSql } from './screens/sql/running.ts';
import { viewsFailed } from './screens/rows/views-read.ts';
import type { State } from './state.ts';
import { endRequest, replaceScreen, sentence, stay, withNotice, type Step } from './step.ts';
import { runningJournal } from './find-screen.ts';

export function fail(state: State, failed: Failed, report: ErrorReport): Step {
  switch (failed.part) {
    case 'project':
    case 'inspection':
    case 'models':
    case 'database':
    case 'schema':
      return [withLoadFailure(state, failed.part, report), []];
    case 'tables':
      return rereadAgain(withLoadFailure(state, failed.part, report));
    case 'journal':
      return [{ ...state, journals: { ...state.journals, [failed.kind]: { status: 'failed', report } } }, []];
    case 'file':
      return fileFailed(state, failed.kind, failed.name, report.message);
    case 'request': {
      const ended = receiveEstimate(endRequest(state, failed.requestId), failed.requestId, null);
      const screen = runningJournal(ended, failed.requestId);
      if (screen !== null) return stepRefused(ended, screen, report);
      return [failRequest(ended, failed.requestId, report), []];
    }
    case 'repair':
      return repairFailed(state, failed.requestId, report);
    case 'description':
      return stay(state);
    case 'views':
      return [viewsFailed(state, report), []];
    case 'export': {
      const ended = endRequest(state, failed.requestId);
      return [failExport(ended, failed.requestId, report, failed.request) ?? ended, []];
    }
    case 'other': {
      const ended = failed.requestId === undefined ? state : endRequest(state, failed.requestId);
      return [withNotice(ended, sentence(report), 'bad'), []];
    }
  }
}

/** A database that cannot be reached is shown at the start screen; the screens stay as they were. */
function withLoadFailure(
  state: State,
  part: 'project' | 'inspection' | 'models' | 'database' | 'tables' | 'schema',
  report: ErrorReport,
): State {
  return { ...state, preparing: null, [part]: { status: 'failed', report } };
}

function failRequest(state: State, requestId: number, report: ErrorReport): State {
  const peek = awaitingPeek(state, requestId);
  if (peek !== null) return peekFailed(state, peek, report);
  const rehearsed = rehearsalFailed(state, requestId, report);
  if (rehearsed !== null) return rehearsed;
  const unplanned = planFailed(state, requestId, report);
  if (unplanned !== null) return unplanned;
  const unseen = activityFailed(state, requestId, report);
  if (unseen !== null) return unseen;
  for (const screen of state.screens) {
    if (screen.type === 'journal' && screen.looking?.requestId === requestId) {
      const looked = replaceScreen(state, { ...screen, looking: null });
      return report.kind === 'interrupted'
        ? withNotice(looked, 'Cancelled: nothing was run.')
        : withNotice(looked, sentence(report), 'bad');
    }
    if (screen.type === 'record' && screen.requestId === requestId)
      return recordFailed(state, screen, report);
    const unread = screen.type === 'query' ? failQuery(state, screen, requestId, report) : null;
    if (unread !== null) return unread;
    if (screen.type === 'repl' && screen.running?.requestId === requestId)
      return failRepl(state, screen, report);
    if (screen.type === 'sql' && screen.requestId === requestId) return failSql(state, screen, report);
    if (screen.type !== 'rows') continue;
    if (screen.copying?.requestId === requestId) return copyFailed(state, screen, report);
    const failed = failRows(state, screen, requestId, report);
    if (failed !== null) return failed;
  }
  return state;
}
