/** The mouse in the graph: a click walks to a box or tile, a double click puts it in the middle or opens it, the wheel goes on. */
import type { ActionId } from '../../actions.ts';
import { layoutOf } from '../../layout.ts';
import type { State } from '../../state.ts';
import { replaceScreen, stay, type Step } from '../../step.ts';
import { knownGraph } from '../schema/known-schema.ts';
import type { Act, Place } from '../pane-place.ts';
import { graphHeights, headLines } from './heights.ts';
import { placeAtCell, sideAtCell, tileAtCell } from './pointed.ts';
import { isOverview, type GraphScreen } from './state.ts';
import { tilesOf } from './tile.ts';
import { tileGrid } from './tiles.ts';
import { shownScene } from './update.ts';
import { wentTo } from './walk.ts';

export function clickGraph(
  state: State,
  screen: GraphScreen,
  cell: Place,
  isDouble: boolean,
  act: Act,
): Step {
  const clicked = isOverview(screen) ? atTile(state, screen, cell) : atBox(state, screen, cell);
  if (clicked === null) return stay(state);
  const next = replaceScreen(state, { ...clicked, detailTop: 0 });
  return isDouble ? act(next, 'graph.open') : [next, []];
}

/** A box or a row of tiles a notch, a line over what is said below; over a side that the cursor is not on it goes there first. */
export function scrollGraph(state: State, screen: GraphScreen, cell: Place, notch: 1 | -1, act: Act): Step {
  const along: ActionId = notch === 1 ? 'move.down' : 'move.up';
  const graph = knownGraph(state);
  if (graph === null) return stay(state);
  const { innerHeight } = layoutOf(state.size, state.focus);
  if (cell.y > headLines + graphHeights(innerHeight).boxes)
    return act(state, notch === 1 ? 'graph.detail-down' : 'graph.detail-up');
  if (isOverview(screen)) return act(state, along);
  const scene = shownScene(state, screen, graph);
  const side = scene === null ? null : sideAtCell(scene, cell.x);
  if (side === null || side === screen.cursor.side) return act(state, along);
  const isThere = scene?.around[side].length !== 0;
  if (!isThere) return stay(state);
  const towards: ActionId = side === 'left' ? 'graph.left' : 'graph.right';
  const [middle] = screen.cursor.side === 'centre' ? stay(state) : act(state, towards);
  return act(middle, towards);
}

function atTile(state: State, screen: GraphScreen, { x, y }: Place): GraphScreen | null {
  const graph = knownGraph(state);
  if (graph === null) return null;
  const { innerWidth, innerHeight } = layoutOf(state.size, state.focus);
  const tiles = tilesOf(graph, screen);
  const grid = tileGrid(tiles, innerWidth, graphHeights(innerHeight).boxes, screen.tile);
  const tile = tileAtCell(grid, tiles.length, x, y - headLines);
  return tile === null ? null : { ...screen, tile };
}

function atBox(state: State, screen: GraphScreen, { x, y }: Place): GraphScreen | null {
  const graph = knownGraph(state);
  const scene = graph === null ? null : shownScene(state, screen, graph);
  const place = scene === null ? null : placeAtCell(scene, x, y - headLines);
  return place === null ? null : { ...screen, ...wentTo(screen, place) };
}
