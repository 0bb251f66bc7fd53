/** The way into the checks: the doctor looks at once; models, database and migrations are compared when that is asked for. */
import type { Effect } from '../../effects.ts';
import type { State } from '../../state.ts';
import { openFromRoot, pushScreen, replaceScreen, startRequest, takeId, type Step } from '../../step.ts';
import { needSchema } from '../schema/known-schema.ts';
import { emptyLine } from '../../terminal/line-input.ts';
import { unasked, type ChecksScreen } from './state.ts';

export function openChecks(state: State, how: 'from-root' | 'on-top' = 'on-top'): Step {
  const [id, next] = takeId(state);
  const screen: ChecksScreen = {
    type: 'checks',
    id,
    doctor: unasked,
    summaries: [],
    drift: unasked,
    progress: [],
    tab: 'all',
    groups: 'level',
    showsKnown: false,
    filter: emptyLine,
    isTyping: false,
    cursor: 0,
    top: 0,
    detailTop: 0,
  };
  const [known, reading] = needSchema(
    how === 'from-root' ? openFromRoot(next, screen) : pushScreen(next, screen),
  );
  const [asked, asking] = askDoctor(known, screen);
  return [asked, [...reading, ...asking]];
}

export function askDoctor(state: State, screen: ChecksScreen): Step {
  if (screen.doctor.requestId !== null) return [state, []];
  const [requestId, next] = startRequest(state);
  const effect: Effect = { type: 'examine-schema', requestId, screenId: screen.id };
  const doctor = { ...screen.doctor, requestId, error: null };
  return [replaceScreen(next, { ...screen, doctor }), [effect]];
}

export function askDrift(state: State, screen: ChecksScreen): Step {
  if (screen.drift.requestId !== null) return [state, []];
  const [requestId, next] = startRequest(state);
  const effect: Effect = { type: 'compare-sides', requestId, screenId: screen.id };
  const drift = { ...screen.drift, requestId, error: null };
  return [replaceScreen(next, { ...screen, drift, progress: [] }), [effect]];
}
