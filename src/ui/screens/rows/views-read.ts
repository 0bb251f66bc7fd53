/** The answer to what is done with saved views: they are there, or why they are not. */
import type { ErrorReport } from '../../../errors.ts';
import type { SavedView } from '../../../queries/views/saved-view.ts';
import { reportText } from '../../report-text.ts';
import type { State } from '../../state.ts';
import { pushScreen, takeId, withNotice } from '../../step.ts';

/** `told`: what was done to them, null where they were only read. */
export function viewsRead(state: State, views: readonly SavedView[], told: string | null): State {
  const next: State = { ...state, views: { status: 'ready', value: views } };
  if (told !== null) return withNotice(next, told, 'good');
  return state.views.status === 'failed'
    ? withNotice(next, 'The saved views can be read again: V lists them.', 'good')
    : next;
}

/** One notice at first; the whole error, with the file, to who asks for the views again. */
export function viewsFailed(state: State, report: ErrorReport): State {
  const failed: State = { ...state, views: { status: 'failed', report } };
  const hint = 'V shows the error whole.';
  if (state.views.status !== 'failed') return withNotice(failed, `${report.message} ${hint}`, 'bad');
  const [id, next] = takeId(failed);
  const text = reportText(report);
  return pushScreen(next, { type: 'value', id, title: 'Saved views', text, language: 'text', top: 0 });
}
