/** What the keys of the sidebar do, searching included. */
import type { ReadSource } from '../../queries/query-spec.ts';
import type { ActionId } from '../actions.ts';
import { layoutOf } from '../layout.ts';
import { movedCursor, scrolledTo } from '../scroll.ts';
import { nodeOfSource, openGraph, openOverview } from '../screens/graph/open.ts';
import { openActivity } from '../screens/activity/watching.ts';
import { openChecks } from '../screens/checks/open.ts';
import { openJournal } from '../screens/journal/update.ts';
import { openLog } from '../screens/log/update.ts';
import { openProject } from '../screens/project/update.ts';
import { openPage } from '../screens/page/open.ts';
import { openSearch } from '../screens/schema/open.ts';
import { openQuery, openQueryAnywhere } from '../screens/query/open.ts';
import { openRows } from '../screens/rows/open.ts';
import { openTour } from '../screens/tour/open.ts';
import type { State } from '../state.ts';
import { openFromRoot, stay, takeId, withNotice, type Step } from '../step.ts';
import { reportText } from '../report-text.ts';
import { emptyLine, type LineInput } from '../terminal/line-input.ts';
import { sidebarItems, sidebarLines, type SidebarItem } from './items.ts';

export function updateSidebar(state: State, action: ActionId): Step {
  const items = sidebarItems(state);
  const cursor = movedCursor(
    action,
    state.sidebar.cursor,
    items.length,
    layoutOf(state.size, 'sidebar').innerHeight,
  );
  if (cursor !== null) return [placed(state, cursor), []];
  switch (action) {
    case 'sidebar.open': {
      const item = items[state.sidebar.cursor];
      return item === undefined ? stay(state) : openItem(state, item);
    }
    case 'sidebar.query': {
      const item = items[state.sidebar.cursor];
      const source = item === undefined ? null : sourceOfItem(item);
      return source === null ? openQueryAnywhere(state) : openQuery(state, source);
    }
    case 'sidebar.page': {
      const node = nodeUnderCursor(state);
      return node === null ? openSearch(state, 'from-root') : openPage(state, node, null, 'from-root');
    }
    case 'sidebar.graph':
      return openGraph(state, nodeUnderCursor(state), 'from-root');
    case 'sidebar.search':
      return startSearch(state);
    default:
      return stay(state);
  }
}

/** The whole schema; where that is one cluster, around what is under the cursor. */
export function openWholeGraph(state: State): Step {
  return openOverview(state, nodeUnderCursor(state), 'on-top');
}

function nodeUnderCursor(state: State): string | null {
  const item = sidebarItems(state)[state.sidebar.cursor];
  const source = item === undefined ? null : sourceOfItem(item);
  return source === null ? null : nodeOfSource(state, source);
}

export function startSearch(state: State): Step {
  return [placed({ ...state, focus: 'sidebar', sidebar: { ...state.sidebar, isSearching: true } }, 0), []];
}

/** Typing narrows the list and returns to its best match. */
export function searchSidebar(state: State, search: LineInput): State {
  return placed({ ...state, sidebar: { ...state.sidebar, search, isAwaited: false } }, 0);
}

/**
 * Enter opens the best match and ends the search; the whole list is back, the cursor on what was opened. Without a match the
 * search goes on, so that a second Enter opens nothing that was not looked for.
 */
export function acceptSearch(state: State): Step {
  const item = sidebarItems(state)[state.sidebar.cursor];
  const { text } = state.sidebar.search;
  if (item === undefined && isLoading(state)) {
    const awaited: State = { ...state, sidebar: { ...state.sidebar, isAwaited: true } };
    return [withNotice(awaited, `Still loading: "${text}" opens when it is here.`), []];
  }
  if (item === undefined) {
    const settled: State = { ...state, sidebar: { ...state.sidebar, isAwaited: false } };
    return [withNotice(settled, `Nothing here is called "${text}".`), []];
  }
  const ended = endSearch(state);
  const cursor = sidebarItems(ended).findIndex((candidate) => isSame(candidate, item));
  return openItem(placed(ended, Math.max(0, cursor)), item);
}

/** Opens what Enter was pressed for before it was loaded, now that more is. */
export function openAwaited(state: State): Step {
  return state.sidebar.isAwaited ? acceptSearch(state) : stay(state);
}

/** Whether the list will have more lines. */
export function isLoading({ models, tables, database }: State): boolean {
  if (models.status === 'loading' || database.status === 'loading') return true;
  return database.status === 'ready' && (tables.status === 'idle' || tables.status === 'loading');
}

export function endSearch(state: State): State {
  return placed(
    { ...state, sidebar: { ...state.sidebar, search: emptyLine, isSearching: false, isAwaited: false } },
    0,
  );
}

export function moveInSearch(state: State, by: number): State {
  const last = Math.max(0, sidebarItems(state).length - 1);
  return placed(state, Math.max(0, Math.min(last, state.sidebar.cursor + by)));
}

function placed(state: State, cursor: number): State {
  const lines = sidebarLines(state, sidebarItems(state));
  const line = Math.max(
    0,
    lines.findIndex((candidate) => candidate.item === cursor),
  );
  const height = Math.max(1, layoutOf(state.size, 'sidebar').innerHeight - 1);
  const top = cursor === 0 ? 0 : scrolledTo(line, state.sidebar.top, height);
  return { ...state, sidebar: { ...state.sidebar, cursor, top } };
}

/**
 * What became known changed the list: the cursor stays on what it was on, so that a key pressed meanwhile opens what was
 * shown. At the very top it stays at the top.
 */
export function keepCursor(before: State, after: State): State {
  const { cursor } = before.sidebar;
  const item = sidebarItems(before)[cursor];
  if (item === undefined || cursor === 0) return placed(after, 0);
  const found = sidebarItems(after).findIndex((candidate) => isSame(candidate, item));
  return placed(after, Math.max(0, found));
}

function isSame(a: SidebarItem, b: SidebarItem): boolean {
  return a.type === b.type && a.name === b.name;
}

function openItem(state: State, item: SidebarItem): Step {
  switch (item.type) {
    case 'model':
    case 'table':
      return openRows(state, sourceOfItem(item));
    case 'failed':
      return openFailure(state, item);
    case 'schema':
      return openSearch(state, 'from-root');
    case 'tour':
      return openTour(state, 'from-root');
    case 'checks':
      return openChecks(state, 'from-root');
    case 'activity':
      return openActivity(state, 'from-root');
    case 'project':
      return openProject(state, 'from-root');
    case 'journal':
      return openJournal(state, item.kind, 'from-root');
    case 'log':
      return openLog(state, 'from-root');
  }
}

/** Null for what has no rows. */
function sourceOfItem(item: SidebarItem & { readonly type: 'model' | 'table' }): ReadSource;
function sourceOfItem(item: SidebarItem): ReadSource | null;
function sourceOfItem(item: SidebarItem): ReadSource | null {
  if (item.type === 'model') return { type: 'model', name: item.name };
  if (item.type !== 'table') return null;
  const { schema, name } = item;
  const ownName = name.startsWith(`${schema}.`) ? name.slice(schema.length + 1) : name;
  return { type: 'table', schema, name: ownName };
}

/** Puts the cursor on the item of a painted line; a double click opens it. */
export function clickSidebar(state: State, line: number, isDouble: boolean): Step {
  const items = sidebarItems(state);
  const index = sidebarLines(state, items)[state.sidebar.top + line]?.item ?? null;
  const item = index === null ? undefined : items[index];
  if (index === null || item === undefined || line < 0) return stay(state);
  const clicked = placed(state, index);
  return isDouble ? openItem(clicked, item) : [clicked, []];
}

/** The whole error, scrolled and copied as any text. */
function openFailure(state: State, { name, report }: SidebarItem & { readonly type: 'failed' }): Step {
  const [id, next] = takeId(state);
  const text = reportText(report);
  return [openFromRoot(next, { type: 'value', id, title: name, text, language: 'text', top: 0 }), []];
}
