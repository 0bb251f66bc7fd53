/** What arrives for the checks screen: reports, how far a comparison is, and what failed. */
import type { ErrorReport } from '../../../errors.ts';
import type { State } from '../../state.ts';
import { endRequest, replaceScreen } from '../../step.ts';
import { keptCursor } from './cursor.ts';
import type { ChecksMessage } from './messages.ts';
import type { ChecksScreen } from './state.ts';

export function receiveOfChecks(state: State, message: ChecksMessage): State {
  const screen = state.screens.find(({ id }) => id === message.screenId);
  const { requestId } = message;
  if (screen?.type !== 'checks') return endRequest(state, requestId);
  switch (message.type) {
    case 'schema-examined': {
      if (screen.doctor.requestId !== requestId) return endRequest(state, requestId);
      const doctor = { requestId: null, report: message.report, error: null };
      const next: ChecksScreen = { ...screen, doctor, summaries: message.summaries };
      return replaceScreen(endRequest(state, requestId), keptCursor(state, screen, next));
    }
    case 'sides-compared': {
      if (screen.drift.requestId !== requestId) return endRequest(state, requestId);
      const drift = { requestId: null, report: message.report, error: null };
      const next: ChecksScreen = { ...screen, drift, progress: [] };
      return replaceScreen(endRequest(state, requestId), keptCursor(state, screen, next));
    }
    case 'sides-progressed': {
      if (screen.drift.requestId !== requestId) return state;
      const others = screen.progress.filter(({ side }) => side !== message.progress.side);
      return replaceScreen(state, { ...screen, progress: [...others, message.progress] });
    }
  }
}

/** Null where the request was none of this screen's. */
export function failChecks(
  state: State,
  screen: ChecksScreen,
  requestId: number,
  report: ErrorReport,
): State | null {
  const error = report.kind === 'interrupted' ? null : report;
  if (screen.doctor.requestId === requestId) {
    const doctor = { ...screen.doctor, requestId: null, error };
    return replaceScreen(state, keptCursor(state, screen, { ...screen, doctor }));
  }
  if (screen.drift.requestId === requestId) {
    const drift = { ...screen.drift, requestId: null, error };
    return replaceScreen(state, keptCursor(state, screen, { ...screen, drift, progress: [] }));
  }
  return null;
}
