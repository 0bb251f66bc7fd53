/** What the keys of the start screen do: try again what failed, or create a database that is missing, allow a host. */
import type { ActionId } from '../../actions.ts';
import type { Effect } from '../../effects.ts';
import { tryNow } from '../../reconnecting.ts';
import type { State } from '../../state.ts';
import { askForHost } from '../../overlays/ask-host.ts';
import { waitingHost } from '../../waiting-host.ts';
import { stay, withNotice, type Step } from '../../step.ts';

export function updateWelcome(state: State, action: ActionId): Step {
  switch (action) {
    case 'welcome.retry':
      return retry(state);
    case 'welcome.create-database':
      return isDatabaseMissing(state)
        ? [withNotice(state, 'Creating the database …'), [{ type: 'create-database' }]]
        : [withNotice(state, 'The database is there.'), []];
    case 'welcome.allow-host': {
      const report = waitingHost(state);
      return report === null
        ? [withNotice(state, 'No host waits to be allowed.'), []]
        : [askForHost(state, report), []];
    }
    default:
      return stay(state);
  }
}

export function isDatabaseMissing(state: State): boolean {
  return state.database.status === 'failed' && state.database.report.code === 'database-missing';
}

/** Tries again only what failed. Models that failed once need a fresh host: modules are loaded once in a process. */
export function retry(state: State): Step {
  const isUnloaded = state.models.status === 'failed' || state.project.status === 'failed';
  if (state.loss !== null && !isUnloaded) return tryNow(state);
  const effects: Effect[] = [];
  let next: State = { ...state, loss: null };
  if (isUnloaded) {
    effects.push({ type: 'restart-session' }, { type: 'load-project' }, { type: 'load-models' });
    next = {
      ...next,
      project: { status: 'loading' },
      models: { status: 'loading' },
      inspection: { status: 'idle' },
    };
  }
  if (state.database.status === 'failed' || effects.length > 0) {
    effects.push({ type: 'connect' });
    next = { ...next, database: { status: 'loading' } };
  }
  return effects.length === 0
    ? [withNotice(state, 'Nothing failed that could be tried again.'), []]
    : [{ ...next, notice: null }, effects];
}
