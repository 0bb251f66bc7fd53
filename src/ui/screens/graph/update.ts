/** What the keys of the graph screen do: walk, put a model in the middle, see more or less at once, open what is under the cursor. */
import type { ReadSource } from '../../../queries/query-spec.ts';
import type { SchemaGraph } from '../../../schema/graph/graph.ts';
import type { ActionId } from '../../actions.ts';
import { layoutOf } from '../../layout.ts';
import type { State } from '../../state.ts';
import { pushScreen, replaceScreen, stay, takeId, withNotice, type Step } from '../../step.ts';
import { emptyLine } from '../../terminal/line-input.ts';
import type { Choice } from '../../overlays/state.ts';
import { openPage } from '../page/open.ts';
import { openQueryOn } from '../query/open.ts';
import { openRows } from '../rows/open.ts';
import { knownGraph, needSchema, readSchemaAgain } from '../schema/known-schema.ts';
import { detailsOf, detailsOfTile } from './details.ts';
import { wrappedDetails } from './details-paint.ts';
import { graphHeights } from './heights.ts';
import { nodeNamed } from './neighbours.ts';
import { openGraph } from './open.ts';
import { centrePlace, nodeAt } from './place.ts';
import { sceneOf, type Scene } from './scene.ts';
import { isOverview, zooms, type GraphScreen, type Zoom } from './state.ts';
import { tileOf, tilesOf } from './tile.ts';
import { movedTile, tileGrid } from './tiles.ts';
import { walked } from './walk.ts';

export function updateGraph(state: State, screen: GraphScreen, action: ActionId): Step {
  if (action === 'graph.refresh') return readSchemaAgain(state);
  const graph = knownGraph(state);
  if (graph === null) return needSchema(state);
  switch (action) {
    case 'graph.out':
      return zoom(state, screen, graph, 1);
    case 'graph.in':
      return zoom(state, screen, graph, -1);
    case 'graph.find':
      return chooseNode(state, graph);
    case 'graph.open':
    case 'graph.open-cluster':
      return enter(state, screen, graph);
    case 'graph.page': {
      const node = nodeUnderCursor(graph, screen);
      return node === null ? stay(state) : openPage(state, node);
    }
    case 'graph.rows':
    case 'graph.query':
      return openUnderCursor(state, screen, graph, action);
    case 'graph.detail-down':
    case 'graph.detail-up':
      return scrollDetails(state, screen, graph, action === 'graph.detail-down' ? 1 : -1);
    default:
      return move(state, { ...screen, detailTop: 0 }, graph, action);
  }
}

function scrollDetails(state: State, screen: GraphScreen, graph: SchemaGraph, by: 1 | -1): Step {
  const { innerWidth, innerHeight } = layoutOf(state.size, state.focus);
  const scene = isOverview(screen) ? null : shownScene(state, screen, graph);
  const said =
    scene === null ? detailsOfTile(tilesOf(graph, screen)[screen.tile]) : detailsOf(scene, screen, graph);
  const most = wrappedDetails(said.lines, innerWidth).length - graphHeights(innerHeight).details;
  const detailTop = Math.max(0, Math.min(most, screen.detailTop + by));
  return [replaceScreen(state, { ...screen, detailTop }), []];
}

function move(state: State, screen: GraphScreen, graph: SchemaGraph, action: ActionId): Step {
  const { innerWidth, innerHeight } = layoutOf(state.size, state.focus);
  if (isOverview(screen)) {
    const tiles = tilesOf(graph, screen);
    const grid = tileGrid(tiles, innerWidth, graphHeights(innerHeight).boxes, screen.tile);
    const tile = movedTile(grid, screen.tile, tiles.length, action);
    return tile === null ? stay(state) : [replaceScreen(state, { ...screen, tile }), []];
  }
  const scene = shownScene(state, screen, graph);
  const where = scene === null ? null : walked(scene, screen, action);
  return where === null ? stay(state) : [replaceScreen(state, { ...screen, ...where }), []];
}

/** What is painted around the one in the middle; null where it is gone, or nothing is in the middle. */
export function shownScene(state: State, screen: GraphScreen, graph: SchemaGraph): Scene | null {
  const { centre, cursor, remembered, zoom: seen } = screen;
  if (centre === null) return null;
  const { innerWidth: width, innerHeight } = layoutOf(state.size, state.focus);
  const height = graphHeights(innerHeight).boxes;
  return sceneOf({ graph, centre, isFar: seen === 'far', cursor, remembered, width, height });
}

/** The node under the cursor; of a cluster the one that it goes by. */
export function nodeUnderCursor(graph: SchemaGraph, screen: GraphScreen): string | null {
  const { centre, cursor } = screen;
  if (isOverview(screen) || centre === null) return tilesOf(graph, screen)[screen.tile]?.id ?? null;
  return nodeAt(cursor, centre);
}

function enter(state: State, screen: GraphScreen, graph: SchemaGraph): Step {
  if (isOverview(screen)) {
    const tile = tilesOf(graph, screen)[screen.tile];
    if (tile === undefined) return stay(state);
    if (tile.cluster === null) return openGraph(state, tile.id);
    const [id, next] = takeId(state);
    return [pushScreen(next, { ...screen, id, cluster: tile.cluster, tile: 0, detailTop: 0 }), []];
  }
  const node = nodeUnderCursor(graph, screen);
  if (node === null || node === screen.centre) {
    return stay(withNotice(state, 'This is the one in the middle: ← and → lead to its neighbours.'));
  }
  return openGraph(state, node);
}

/** Out: one step, two steps, the clusters. In: from the clusters into the one under the cursor, then to its models. */
function zoom(state: State, screen: GraphScreen, graph: SchemaGraph, by: 1 | -1): Step {
  if (isOverview(screen)) {
    if (by === -1) return enter(state, screen, graph);
    if (screen.cluster === null) return stay(withNotice(state, 'This is the whole schema.'));
    return [
      replaceScreen(state, { ...screen, cluster: null, tile: tileOf(graph, screen.cluster), detailTop: 0 }),
      [],
    ];
  }
  const next: Zoom | undefined = zooms[zooms.indexOf(screen.zoom) + by];
  if (next === undefined) return stay(withNotice(state, 'These are the neighbours: nothing is nearer.'));
  const zoomed: GraphScreen = { ...screen, zoom: next, detailTop: 0 };
  if (next !== 'clusters') return [replaceScreen(state, { ...zoomed, cursor: atNear(screen) }), []];
  const tile = tileOf(graph, screen.centre ?? '');
  return [replaceScreen(state, { ...zoomed, cluster: null, tile }), []];
}

/** A box two steps away is not drawn where one step is seen. */
function atNear({ cursor }: GraphScreen): GraphScreen['cursor'] {
  return cursor.side === 'centre' ? centrePlace : { ...cursor, far: null };
}

/** Any node by its name. */
function chooseNode(state: State, graph: SchemaGraph): Step {
  const choices = graph.nodes.map((node): Choice => ({
    type: 'in-graph',
    node: node.id,
    title: node.id,
    aside: node.model === null ? 'table' : 'model',
  }));
  const overlay = { type: 'list', title: 'Put in the middle', line: emptyLine, choices, cursor: 0 } as const;
  return [{ ...state, overlay }, []];
}

function openUnderCursor(
  state: State,
  screen: GraphScreen,
  graph: SchemaGraph,
  action: 'graph.rows' | 'graph.query',
): Step {
  const id = nodeUnderCursor(graph, screen);
  const source = id === null ? null : sourceOfNode(graph, id);
  if (source === null) return stay(state);
  return action === 'graph.rows' ? openRows(state, source, 'on-top') : openQueryOn(state, source);
}

/** What to read the rows of a node by; null for a node that is gone. */
export function sourceOfNode(graph: SchemaGraph, id: string): ReadSource | null {
  const node = nodeNamed(graph, id);
  if (node === null) return null;
  if (node.model !== null) return { type: 'model', name: node.model };
  return { type: 'table', schema: node.schema ?? 'public', name: node.table };
}
