/** What becomes of a rows screen whose request failed or was cancelled: what is shown stays wherever it is still true. */
import type { ErrorReport } from '../../../errors.ts';
import { currentScreen, type State } from '../../state.ts';
import { isLoss } from '../../is-loss.ts';
import { replaceScreen, sentence, withNotice } from '../../step.ts';
import { requestsOf } from '../requests.ts';
import { suspendRows } from './resuming.ts';
import { stopSearch } from './searching.ts';
import { isRowsShown, type RowsScreen } from './state.ts';
import { watchFailed } from './watching.ts';

/** Null when the request is none of this screen's. */
export function failRows(
  state: State,
  screen: RowsScreen,
  requestId: number,
  report: ErrorReport,
): State | null {
  if (state.database.status === 'ready' && isLoss(report)) {
    if (!requestsOf(screen).includes(requestId)) return null;
    // Where nothing is shown yet, the reason is; otherwise the status line says it.
    return replaceScreen(state, { ...suspendRows(screen), error: isRowsShown(screen) ? null : report });
  }
  const watched = watchFailed(state, screen, requestId, report);
  if (watched !== null) return watched;
  if (
    screen.search !== null &&
    screen.loading.arrival?.requestId === requestId &&
    report.kind === 'interrupted'
  )
    return stopSearch(state, screen);
  if (screen.count.status === 'counting' && screen.count.requestId === requestId) {
    return said(replaceScreen(state, { ...screen, count: { status: 'unknown' } }), report);
  }
  const { arrival, before, after } = screen.loading;
  if (![arrival?.requestId, before, after].includes(requestId)) return null;
  const loading = {
    arrival: arrival?.requestId === requestId ? null : arrival,
    before: before === requestId ? null : before,
    after: after === requestId ? null : after,
  };
  if (report.kind === 'interrupted') {
    const error = isRowsShown(screen)
      ? screen.error
      : { ...report, remedy: 'Press `r` to read the rows again.' };
    return said(replaceScreen(state, { ...screen, loading, error }), report);
  }
  // A filter that was not understood is given back to be mended.
  const { filter } = screen.spec;
  const filterInput =
    report.details.excerpt !== undefined && filter !== '' && currentScreen(state) === screen
      ? { text: filter, cursor: filter.length }
      : screen.filterInput;
  const error = screen.isStale && screen.window !== null ? told(screen, report) : report;
  return replaceScreen(state, { ...screen, loading, filterInput, error });
}

/** Rows that were here once: what a step took away is news, and no mistake of anybody's. */
function told(screen: RowsScreen, report: ErrorReport): ErrorReport {
  if (!['unknown-table', 'relation-missing', 'model-without-table'].includes(report.code)) return report;
  const remedy = `Press \`esc\` to go back${screen.spec.source.type === 'model' ? '' : ', or `r` when it is there again'}.`;
  const message =
    report.code === 'unknown-table' ? `${report.message.replace(/\.$/, '')} any more.` : report.message;
  return { ...report, message, remedy, isNotice: true };
}

function said(state: State, report: ErrorReport): State {
  if (report.kind === 'interrupted') return withNotice(state, 'Cancelled.');
  return withNotice(state, sentence(report), 'bad');
}
