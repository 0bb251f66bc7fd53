/** The forms of a query: which one is shown or scrolled, and taking one along. */
import type { ActionId } from '../../actions.ts';
import type { State } from '../../state.ts';
import { replaceScreen, stay, withNotice, type Step } from '../../step.ts';
import { wrapText } from '../../wrap-text.ts';
import { askAll } from './asking.ts';
import { queryLayout } from './layout.ts';
import { clauseLines } from './sql-lines.ts';
import { queryTabs, type FormName, type QueryScreen, type QueryTab } from './state.ts';

export const formTitles: Readonly<Record<QueryTab, string>> = {
  code: 'code',
  sql: 'SQL',
  cli: 'command',
  rows: 'rows',
};

export function showTab(state: State, screen: QueryScreen, action: ActionId): Step {
  const tab = queryTabs.find((candidate) => action === `query.tab-${candidate}`);
  return tab === undefined ? stay(state) : [replaceScreen(state, { ...screen, tab, tabTop: 0 }), []];
}

/** The text of a form; null while it is not known, and where there is none. */
export function formText({ forms }: QueryScreen, form: FormName): string | null {
  const written = forms.value?.[form];
  if (written?.type !== 'text') return null;
  return form === 'sql' ? clauseLines(written.text) : written.text;
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

export function scrollTab(state: State, screen: QueryScreen, by: number): Step {
  const { tab } = screen;
  const { formsWidth, formsHeight } = queryLayout(state, screen);
  const text = tab === 'rows' ? null : formText(screen, tab);
  const count = text === null ? 0 : wrapText(text, formsWidth - 2).length;
  const last = Math.max(0, count - Math.max(1, Math.floor(formsHeight / 3)));
  return [replaceScreen(state, { ...screen, tabTop: Math.max(0, Math.min(last, screen.tabTop + by)) }), []];
}
