/**
 * Where a graph begins that was asked for around nothing: at the clusters of the whole schema. Where there is no more than one of them
 * it begins around what was pointed at, or around its hub, where the tour begins too.
 */
import type { SchemaGraph } from '../../../schema/graph/graph.ts';
import type { ScreenState, State } from '../../state.ts';
import { knownGraph } from '../schema/known-schema.ts';
import { wholeSchema } from './clusters.ts';
import { nodeNamed } from './neighbours.ts';
import type { GraphScreen } from './state.ts';

/** As it is where it has begun already. */
export function begun(screen: GraphScreen, graph: SchemaGraph): GraphScreen {
  if (screen.beginning === null) return screen;
  const { pointedAt } = screen.beginning;
  const whole = wholeSchema(graph);
  if (whole === null || whole.isUnrelated) return { ...screen, beginning: null };
  const isThere = pointedAt !== null && nodeNamed(graph, pointedAt) !== null;
  return { ...screen, beginning: null, centre: isThere ? pointedAt : whole.hub, zoom: 'near' };
}

/** Graphs that waited for the schema. */
export function receiveSchemaOnGraphs(state: State): State {
  const graph = knownGraph(state);
  if (graph === null) return state;
  const received = (screen: ScreenState): ScreenState =>
    screen.type === 'graph' ? begun(screen, graph) : screen;
  const [first, ...rest] = state.screens;
  return { ...state, screens: [first, ...rest.map(received)], forward: state.forward.map(received) };
}
