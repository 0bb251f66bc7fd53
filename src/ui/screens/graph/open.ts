/** Ways into the graph: a model, whatever is shown, or the whole schema from afar. */
import type { ReadSource } from '../../../queries/query-spec.ts';
import { modelOfTable } from '../rows/model-links.ts';
import { openPage } from '../page/open.ts';
import { openSearch } from '../schema/open.ts';
import { knownGraph, needSchema } from '../schema/known-schema.ts';
import { currentScreen, type State } from '../../state.ts';
import { openFromRoot, pushScreen, takeId, type Step } from '../../step.ts';
import { begun } from './beginning.ts';
import { centrePlace } from './place.ts';
import type { GraphScreen } from './state.ts';

/** A screen that nothing was done in yet. */
export function freshGraph(id: number, centre: string | null, pointedAt: string | null = null): GraphScreen {
  return {
    type: 'graph',
    id,
    centre,
    beginning: centre === null ? { pointedAt } : null,
    zoom: centre === null ? 'clusters' : 'near',
    cursor: centrePlace,
    remembered: { left: null, right: null },
    cluster: null,
    tile: 0,
    detailTop: 0,
  };
}

/** Puts a node in the middle; null opens the overview; a schema of one cluster opens around its hub. */
export function openGraph(state: State, centre: string | null, how: 'from-root' | 'on-top' = 'on-top'): Step {
  return showGraph(state, (id) => freshGraph(id, centre), how);
}

/** The overview; in a schema of one cluster, around `pointedAt`. */
export function openOverview(state: State, pointedAt: string | null, how: 'from-root' | 'on-top'): Step {
  return showGraph(state, (id) => freshGraph(id, null, pointedAt), how);
}

/** Around what is shown, where that is a model or a table; the overview elsewhere. */
export function openGraphHere(state: State): Step {
  return openGraph(state, shownNode(state));
}

function showGraph(state: State, make: (id: number) => GraphScreen, how: 'from-root' | 'on-top'): Step {
  const [id, next] = takeId(state);
  const graph = knownGraph(state);
  const fresh = make(id);
  const screen = graph === null ? fresh : begun(fresh, graph);
  return needSchema(how === 'from-root' ? openFromRoot(next, screen) : pushScreen(next, screen));
}

/** The page of what is shown; the search where that is no model and no table. */
export function openPageHere(state: State): Step {
  const node = shownNode(state);
  return node === null ? openSearch(state) : openPage(state, node);
}

/** The node that the current screen is about; null where it is about none. */
export function shownNode(state: State): string | null {
  const screen = currentScreen(state);
  switch (screen.type) {
    case 'rows':
    case 'query':
      return nodeOfSource(state, screen.spec.source);
    case 'record':
      return nodeOfSource(state, screen.source);
    case 'graph':
      return screen.centre;
    case 'page':
      return screen.node;
    default:
      return null;
  }
}

/** As the graph names it; null for rows that are of no table. */
export function nodeOfSource(state: State, source: ReadSource): string | null {
  if (source.type === 'model') return source.name;
  if (source.type !== 'table') return null;
  const { schema, name } = source;
  return modelOfTable(state, { schema, table: name }) ?? `${schema}.${name}`;
}
