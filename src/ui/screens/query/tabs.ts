/** The forms of a query: which one is shown or scrolled, and taking one along. */
import type { ActionId } from '../../actions.ts';
import type { State } from '../../state.ts';
import { replaceScreen, stay, withNotice, type Step } from '../../step.ts';
import { askAll } from './asking.ts';
import { formText } from './form-lines.ts';
import { paneRooms } from './form-rooms.ts';
import { queryLayout } from './layout.ts';
import { queryTabs, type QueryScreen } from './state.ts';

export function showTab(state: State, screen: QueryScreen, action: ActionId): Step {
  const tab = queryTabs.find((candidate) => action === `query.tab-${candidate}`);
  return tab === undefined ? stay(state) : [replaceScreen(state, { ...screen, tab, tabTop: 0 }), []];
}

/** The code in the other language; to begin with it is in the project's own. */
export function turnLanguage(state: State, screen: QueryScreen): Step {
  const isTypescript = screen.language === null ? isModule(screen) : screen.language === 'typescript';
  return askAll(state, { ...screen, language: isTypescript ? 'javascript' : 'typescript' });
}

function isModule(screen: QueryScreen): boolean {
  return /^import /m.test(formText(screen, 'code') ?? '');
}

export function copyForm(state: State, screen: QueryScreen, action: ActionId): Step {
  const form = (['code', 'sql', 'cli'] as const).find((name) => action === `query.copy-${name}`);
  const text = form === undefined ? null : formText(screen, form);
  const written = form === undefined ? undefined : screen.forms.value?.[form];
  if (written?.type === 'failed') return [withNotice(state, written.report.message, 'bad'), []];
  if (text === null || screen.forms.isStale) {
    return [withNotice(state, 'It is not written yet.', 'bad'), []];
  }
  return [state, [{ type: 'copy-text', text: `${text}\n` }]];
}

/** By lines, or by as many as are in view but one. */
export function scrollTab(state: State, screen: QueryScreen, by: number | 'page-up' | 'page-down'): Step {
  const { height, last, top } = tabRoom(state, screen);
  const page = Math.max(1, height - 1);
  const lines = typeof by === 'number' ? by : by === 'page-down' ? page : -page;
  return [replaceScreen(state, { ...screen, tabTop: Math.max(0, Math.min(last, top + lines)) }), []];
}

/** What of the shown tab is in view. */
function tabRoom(state: State, screen: QueryScreen): { height: number; last: number; top: number } {
  const layout = queryLayout(state, screen);
  const room = paneRooms(screen, layout).find(({ pane }) => pane === screen.tab);
  if (room !== undefined) return room;
  // Below the title and the names of the columns.
  const height = Math.max(1, (layout.isWide ? layout.rowsHeight : layout.formsHeight) - 2);
  const last = Math.max(0, (screen.preview.value?.rows.length ?? 0) - height);
  return { height, last, top: Math.min(screen.tabTop, last) };
}
