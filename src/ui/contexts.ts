/** Which contexts a key is looked up in, from the innermost out: the overlay alone, or input, panel, screen, movement, global. */
import type { ActionContext } from './actions/action-row.ts';
import { listsSessions } from './screens/activity/state.ts';
import { isOverview, type GraphScreen } from './screens/graph/state.ts';
import { tilesOf } from './screens/graph/tile.ts';
import type { QueryScreen } from './screens/query/state.ts';
import { knownGraph } from './screens/schema/known-schema.ts';
import { currentScreen, hasFailed, type State } from './state.ts';
import { waitingHost } from './waiting-host.ts';

/** What takes typed text; null when keys are commands. */
export type TextFocus =
  | 'search'
  | 'filter'
  | 'find'
  | 'prompt'
  | 'scope-argument'
  | 'list'
  | 'export'
  | 'typed-confirm'
  | 'entries'
  | 'query'
  | 'query-filter'
  | 'query-code'
  | 'sql'
  | 'schema'
  | 'checks'
  | 'repl'
  | null;

/** What is typed into and has keys of its own beside. */
export function isTypedOverlay(focus: TextFocus): focus is 'list' | 'export' | 'typed-confirm' {
  return focus === 'list' || focus === 'export' || focus === 'typed-confirm';
}

export function textFocus(state: State): TextFocus {
  if (state.overlay !== null) {
    const { type } = state.overlay;
    return type === 'list' || type === 'export' || type === 'typed-confirm' ? type : null;
  }
  if (state.focus === 'sidebar') return state.sidebar.isSearching ? 'search' : null;
  const screen = currentScreen(state);
  if (screen.type === 'journal') return screen.finding === null ? null : 'entries';
  if (screen.type === 'query') return queryFocus(screen);
  if (screen.type === 'schema' || screen.type === 'checks') return screen.isTyping ? screen.type : null;
  if (screen.type === 'sql' || screen.type === 'repl') return screen.type;
  if (screen.type !== 'rows') return null;
  if (screen.filterInput !== null) return 'filter';
  if (screen.finding !== null) return 'find';
  if (screen.prompt !== null) return 'prompt';
  return screen.scopesPanel?.argument == null ? null : 'scope-argument';
}

function queryFocus({ typing, editing }: QueryScreen): TextFocus {
  if (editing !== null) return 'query-code';
  if (typing === null) return null;
  return typing.purpose === 'filter' ? 'query-filter' : 'query';
}

function isCompleted(focus: TextFocus): boolean {
  return focus === 'filter' || focus === 'query-filter';
}

/** What keys mean in a line that is typed into, before what they mean in every other. */
function besideInput(focus: TextFocus): readonly ActionContext[] {
  if (focus === 'search' || focus === 'schema') return ['search'];
  return isCompleted(focus) ? ['filter'] : [];
}

/** Enter opens a cluster, and puts a model in the middle. */
function isOnCluster(state: State, screen: GraphScreen): boolean {
  const graph = knownGraph(state);
  return graph !== null && isOverview(screen) && tilesOf(graph, screen)[screen.tile]?.cluster != null;
}

export function contextsOf(state: State): readonly ActionContext[] {
  if (state.overlay !== null) {
    const { type } = state.overlay;
    return type === 'help' || type === 'peek' ? [type, 'move'] : [type];
  }
  const focus = textFocus(state);
  if (focus === 'query-code' || focus === 'sql' || focus === 'repl') return [focus];
  if (focus !== null) return [...besideInput(focus), 'input'];
  const start: readonly ActionContext[] = hasFailed(state) && state.screens.length === 1 ? ['welcome'] : [];
  // Where a host waits to be allowed, its key means that.
  if (state.focus === 'sidebar')
    return waitingHost(state) === null
      ? ['sidebar', ...start, 'move', 'global']
      : [...start, 'sidebar', 'move', 'global'];
  const screen = currentScreen(state);
  if (screen.type === 'rows' && screen.scopesPanel !== null) return ['scopes', 'move', 'global'];
  if (screen.type === 'value' && screen.tree !== undefined) return ['tree', 'value', 'move', 'global'];
  if (screen.type === 'graph' && isOnCluster(state, screen)) return ['clusters', 'graph', 'move', 'global'];
  if (screen.type === 'activity' && listsSessions(screen.tab))
    return ['activity', 'sessions', 'move', 'global'];
  return [screen.type, 'move', 'global'];
}
