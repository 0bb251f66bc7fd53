/** A rows screen over a loss of the connection: what was under way is remembered, and asked for when there is one again. */
import type { State } from '../../state.ts';
import { replaceScreen, type Step } from '../../step.ts';
import { rowsAtRest } from '../requests.ts';
import { countRows } from './counting.ts';
import { arriveAt } from './paging.ts';
import { isRowsShown, type RowsScreen } from './state.ts';

/** Forgets the requests, which nobody will answer. */
export function suspendRows(screen: RowsScreen): RowsScreen {
  const { loading, count, resume } = screen;
  return {
    ...rowsAtRest(screen),
    resume: {
      landing: loading.arrival?.landing ?? resume?.landing ?? null,
      isCounting: count.status === 'counting' || resume?.isCounting === true,
    },
  };
}

/** Only the rows that are looked at are read now; the others are when one comes back to them. */
export function resumeRows(state: State, screen: RowsScreen, isCurrent: boolean): Step {
  const { resume, estimate } = screen;
  const isFailed = resume !== null || screen.window === null;
  const fresh: RowsScreen = {
    ...screen,
    resume: null,
    error: isFailed ? null : screen.error,
    estimate: estimate.status === 'told' && estimate.rows === null ? { status: 'unknown' } : estimate,
  };
  const landing = resume?.landing ?? (isRowsShown(screen) ? 'same-row' : 'first-row');
  const step: Step =
    isCurrent && fresh.error === null ? arriveAt(state, fresh, landing) : [replaceScreen(state, fresh), []];
  if (resume?.isCounting !== true) return step;
  const [next, effects] = step;
  const asked = next.screens.find(({ id }) => id === screen.id);
  if (asked?.type !== 'rows') return step;
  const [counting, counts] = countRows(next, asked);
  return [counting, [...effects, ...counts]];
}
