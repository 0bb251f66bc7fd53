/** The lines of what stands beside the outline, as wide as there is room: the forms of the query, the statements of its rows. */
import { wrapText } from '../../wrap-text.ts';
import { clauseLines } from './sql-lines.ts';
import type { FormName, FormPane, QueryScreen } from './state.ts';

/** Lines of a list of columns that are shown of a long one. */
const shortListHeight = 2;

/** The text of a form; null while it is not known, and where there is none. */
export function formText({ forms }: QueryScreen, form: FormName): string | null {
  const written = forms.value?.[form];
  if (written?.type !== 'text') return null;
  return form === 'sql' ? clauseLines(written.text) : written.text;
}

export function formLines(screen: QueryScreen, form: FormName, width: number): readonly string[] {
  const text = formText(screen, form);
  if (text === null) return [];
  const lines = wrapText(text, Math.max(1, width));
  const isScrolled = screen.tab === form && screen.tabTop > 0;
  return form === 'sql' && !isScrolled ? withShortList(lines, text, width) : lines;
}

/** Where there are clauses behind it, a long list of columns shows its beginning; scrolled, all of it. */
function withShortList(lines: readonly string[], text: string, width: number): readonly string[] {
  const [list = '', ...clauses] = text.split('\n');
  const listHeight = wrapText(list, Math.max(1, width)).length;
  if (clauses.length === 0 || listHeight <= shortListHeight + 1) return lines;
  const shown = lines.slice(0, shortListHeight);
  const last = shown.pop() ?? '';
  return [...shown, `${last.slice(0, Math.max(0, width - 2))} …`, ...lines.slice(listHeight)];
}

/** What was found among the statements: it stands above them. */
export function repeatLines({ preview }: QueryScreen, width: number): readonly string[] {
  const repeats = preview.isStale ? [] : (preview.value?.sent?.repeats ?? []);
  return repeats.flatMap(({ text }) => wrapText(text, Math.max(1, width)));
}

/** How many lines a pane has to show, and how many when all of it is shown. */
export function lineCount(screen: QueryScreen, pane: FormPane, width: number): { now: number; all: number } {
  if (pane === 'statements') {
    const statements = screen.preview.value?.sent?.statements.length ?? 0;
    const count = statements + repeatLines(screen, width).length;
    return { now: count, all: count };
  }
  const text = formText(screen, pane);
  const all = text === null ? 0 : wrapText(text, Math.max(1, width)).length;
  return { now: formLines(screen, pane, width).length, all };
}
