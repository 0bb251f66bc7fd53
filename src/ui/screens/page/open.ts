/** Ways into the page of a model or table, and what is asked for beside what the schema says. */
import type { Effect } from '../../effects.ts';
import type { State } from '../../state.ts';
import { openFromRoot, pushScreen, replaceScreen, takeId, type Step } from '../../step.ts';
import { nodeNamed } from '../graph/neighbours.ts';
import { knownGraph, needSchema } from '../schema/known-schema.ts';
import { pageRoomOf } from './layout.ts';
import { pageOf, lineLike, lineOfRow } from './page-lines.ts';
import { nothingBeside, type Beside } from './beside.ts';
import type { PageScreen } from './state.ts';

/** `row` is where the cursor is to stand, as the page names it. */
export function openPage(
  state: State,
  node: string,
  row: string | null = null,
  how: 'from-root' | 'on-top' = 'on-top',
): Step {
  const [id, next] = takeId(state);
  const screen: PageScreen = {
    type: 'page',
    id,
    node,
    beside: nothingBeside,
    closed: new Set(),
    cursor: 0,
    top: 0,
    detailTop: 0,
    wanted: row,
  };
  const opened = how === 'from-root' ? openFromRoot(next, screen) : pushScreen(next, screen);
  const [known, asking] = needSchema(opened);
  return [withWantedRow(known, screen), [...asking, ...besideEffects(known, screen)]];
}

/** What is known once the schema is here; nothing before. */
export function besideEffects(state: State, screen: PageScreen): readonly Effect[] {
  const graph = knownGraph(state);
  const node = graph === null ? null : nodeNamed(graph, screen.node);
  if (node === null) return [];
  const { model, kind, schema, table } = node;
  const place = kind === null ? null : { schema: schema ?? 'public', table };
  return [{ type: 'read-beside', screenId: screen.id, model, place }];
}

/** What arrives adds rows: the cursor stays on the one it was on, at the height where it was. */
export function receiveBeside(state: State, screenId: number, beside: Beside): State {
  const screen = state.screens.find(({ id }) => id === screenId);
  if (screen?.type !== 'page') return state;
  const next: PageScreen = { ...screen, beside };
  if (state.schema.status !== 'ready') return replaceScreen(state, next);
  const schema = state.schema.value;
  const line = pageOf(schema, screen.node, screen.beside, screen.closed)?.lines[screen.cursor];
  const page = pageOf(schema, screen.node, beside, screen.closed);
  const found = line === undefined || page === null ? -1 : lineLike(page, line);
  const by = found === -1 ? 0 : found - screen.cursor;
  const top = screen.top === 0 && found < pageRoomOf(state).listHeight ? 0 : screen.top + by;
  return replaceScreen(state, { ...next, cursor: screen.cursor + by, top: Math.max(0, top) });
}

/** Pages that waited for the schema, or are made of an older one. */
export function receiveSchemaOnPages(state: State): Step {
  const pages = state.screens.filter((screen) => screen.type === 'page');
  const placed = pages.reduce((next, screen) => withWantedRow(next, screen), state);
  return [placed, pages.flatMap((screen) => besideEffects(placed, screen))];
}

/** Puts the cursor on the row that the page was opened for. */
function withWantedRow(state: State, screen: PageScreen): State {
  if (screen.wanted === null || state.schema.status !== 'ready') return state;
  const page = pageOf(state.schema.value, screen.node, screen.beside, screen.closed);
  if (page === null) return state;
  const line = lineOfRow(page, screen.wanted);
  const { listHeight } = pageRoomOf(state);
  const cursor = Math.max(0, line);
  const top = Math.max(0, Math.min(page.lines.length - listHeight, cursor - Math.floor(listHeight / 2)));
  return replaceScreen(state, { ...screen, cursor, top, wanted: null });
}
