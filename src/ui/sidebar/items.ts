/** The sidebar as a list: models and the files of those that failed, then tables without one, then the places that belong to the whole project. */
import type { ErrorReport } from '../../errors.ts';
import type { JournalKind } from '../../journal/journal.ts';
import { failedFiles, problemsOf } from '../problems.ts';
import { fuzzyMatches } from '../fuzzy-match.ts';
import { keyLabel, keyOf } from '../keymap.ts';
import type { State } from '../state.ts';

export type SidebarItem =
  | { readonly type: 'model'; readonly name: string; readonly aside: string }
  | { readonly type: 'table'; readonly schema: string; readonly name: string; readonly aside: string }
  | { readonly type: 'journal'; readonly kind: JournalKind; readonly name: string; readonly aside: string }
  | { readonly type: 'failed'; readonly name: string; readonly aside: string; readonly report: ErrorReport }
  | { readonly type: SidebarPlace; readonly name: string; readonly aside: string };

/** What belongs to the whole project. */
export type SidebarPlace = 'schema' | 'tour' | 'checks' | 'activity' | 'project' | 'log';

export interface SidebarLine {
  readonly heading: string | null;
  /** Index among the selectable items; null on a heading and a blank line. */
  readonly item: number | null;
}

/** Everything that can be opened, in order, filtered by the search. */
export function sidebarItems(state: State): readonly SidebarItem[] {
  return fuzzyMatches(state.sidebar.search.text, allItems(state), (item) => item.name);
}

/** The lines as painted: headings only while nothing is searched for. */
export function sidebarLines(state: State, items: readonly SidebarItem[]): readonly SidebarLine[] {
  const isSearched = state.sidebar.search.text.trim() !== '';
  const lines: SidebarLine[] = [];
  let section = '';
  items.forEach((item, index) => {
    const heading = sectionOf(item);
    if (!isSearched && heading !== section) {
      if (section !== '') lines.push({ heading: null, item: null });
      if (heading !== '') lines.push({ heading, item: null });
      section = heading;
    }
    lines.push({ heading: null, item: index });
  });
  return lines;
}

function sectionOf(item: SidebarItem): string {
  if (item.type === 'model' || item.type === 'failed') return 'Models';
  return item.type === 'table' ? 'Tables' : 'Project';
}

function allItems(state: State): readonly SidebarItem[] {
  const tables = state.tables.status === 'ready' ? state.tables.value : [];
  const models = state.models.status === 'ready' ? state.models.value.models : [];
  const items: SidebarItem[] = models.map((model) => {
    const table = tables.find((candidate) => candidate.model === model.name);
    const isMissing = state.tables.status === 'ready' && table === undefined;
    return {
      type: 'model',
      name: model.name,
      aside: isMissing ? 'no table' : estimateText(table?.rowEstimate),
    };
  });
  // A model that failed does not hide the others, and is not hidden by them.
  for (const report of failedFiles(state)) {
    items.push({ type: 'failed', name: fileName(report), aside: 'failed', report });
  }
  for (const table of tables) {
    if (table.model !== null) continue;
    const name = table.schema === 'public' ? table.name : `${table.schema}.${table.name}`;
    items.push({ type: 'table', schema: table.schema, name, aside: estimateText(table.rowEstimate) });
  }
  items.push(
    place(state, 'schema', 'Schema'),
    place(state, 'tour', 'Tour'),
    place(state, 'checks', 'Checks'),
    place(state, 'activity', 'Activity'),
    { type: 'journal', kind: 'migrations', name: 'Migrations', aside: journalAside(state, 'migrations') },
    { type: 'journal', kind: 'seeders', name: 'Seeders', aside: journalAside(state, 'seeders') },
    place(state, 'project', 'Project'),
    place(state, 'log', 'Log'),
  );
  return items;
}

/** Its key stands beside it, so that it is found without the sidebar next time. */
function place(state: State, type: SidebarPlace, name: string): SidebarItem {
  const problems = type === 'project' ? problemsAside(state) : '';
  return { type, name, aside: problems === '' ? keyLabel(keyOf(`app.${type}`)) : problems };
}

function fileName({ details }: ErrorReport): string {
  return (details.file ?? '').split(/[/\\]/).at(-1) ?? '';
}

function problemsAside(state: State): string {
  const problems = problemsOf(state);
  if (problems.length === 0) return '';
  const isBroken = problems.some(({ severity }) => severity === 'error');
  return `${isBroken ? '✗' : '!'} ${String(problems.length)}`;
}

/** A planner's estimate, marked as one: `~12k`. */
export function estimateText(estimate: number | null | undefined): string {
  if (estimate === null || estimate === undefined) return '';
  return `~${compactNumber(estimate)}`;
}

/** Three significant digits at most: 950, 5.0k, 12k, 1.2M. */
export function compactNumber(count: number): string {
  const units: readonly (readonly [number, string])[] = [
    [1e9, 'G'],
    [1e6, 'M'],
    [1e3, 'k'],
  ];
  for (const [size, unit] of units) {
    if (count < size) continue;
    const scaled = count / size;
    return `${scaled < 10 ? scaled.toFixed(1) : String(Math.round(scaled))}${unit}`;
  }
  return String(count);
}

function journalAside(state: State, kind: JournalKind): string {
  const journal = state.journals[kind];
  if (journal.status !== 'ready') return '';
  const pending = journal.value.entries.filter((entry) => entry.state === 'pending').length;
  return pending === 0 ? String(journal.value.entries.length) : `${pending} pending`;
}
