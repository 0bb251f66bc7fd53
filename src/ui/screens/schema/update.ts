/** What the keys of the search do: type, move among what was found, open the page it is on. */
import type { ActionId } from '../../actions.ts';
import { movedCursor, scrolledTo } from '../../scroll.ts';
import type { State } from '../../state.ts';
import { replaceScreen, stay, withNotice, type Step } from '../../step.ts';
import type { LineInput } from '../../terminal/line-input.ts';
import { openGraph } from '../graph/open.ts';
import { sourceOfNode } from '../graph/update.ts';
import { openPage } from '../page/open.ts';
import { openQueryOn } from '../query/open.ts';
import { openRows } from '../rows/open.ts';
import { foundIn, type Found, type Hit } from './found.ts';
import { knownGraph, readSchemaAgain } from './known-schema.ts';
import { searchRoomOf } from './layout.ts';
import type { SchemaScreen } from './state.ts';

const nothing: Found = { lines: [], hits: [], count: 0 };

export function updateSchema(state: State, screen: SchemaScreen, action: ActionId): Step {
  const found = foundOn(state, screen);
  const cursor = movedCursor(action, screen.cursor, found.hits.length, searchRoomOf(state).listHeight);
  if (cursor !== null) return moveTo(state, screen, found, cursor);
  const hit = found.hits[screen.cursor];
  switch (action) {
    case 'schema.search':
      return [replaceScreen(state, { ...screen, isTyping: true }), []];
    case 'schema.refresh':
      return readSchemaAgain(state);
    case 'schema.open':
      return openHit(state, hit);
    case 'schema.graph':
      return openGraph(state, hit?.entry.node ?? null);
    case 'schema.rows':
    case 'schema.query':
      return openSource(state, hit, action);
    default:
      return stay(state);
  }
}

export function foundOn({ schema }: State, { line }: SchemaScreen): Found {
  return schema.status === 'ready' ? foundIn(schema.value, line.text) : nothing;
}

/** The best of each kind comes first: the cursor goes back to the top. */
export function typeInSchema(state: State, screen: SchemaScreen, line: LineInput): Step {
  return [replaceScreen(state, { ...screen, line, cursor: 0, top: 0 }), []];
}

export function acceptSchema(state: State, screen: SchemaScreen): Step {
  const found = foundOn(state, screen);
  const hit = found.hits[screen.cursor];
  if (hit === undefined) {
    const text =
      state.schema.status === 'ready' ? `Nothing has "${screen.line.text}" in it.` : 'Still reading …';
    return stay(withNotice(state, text));
  }
  return openHit(replaceScreen(state, { ...screen, isTyping: false }), hit);
}

export function leaveSchemaTyping(state: State, screen: SchemaScreen): State {
  return replaceScreen(state, { ...screen, isTyping: false });
}

export function moveInSchema(state: State, screen: SchemaScreen, by: 1 | -1): Step {
  const found = foundOn(state, screen);
  const cursor = Math.max(0, Math.min(found.hits.length - 1, screen.cursor + by));
  return moveTo(state, screen, found, cursor);
}

export function moveTo(state: State, screen: SchemaScreen, { lines }: Found, cursor: number): Step {
  const line = lines.findIndex((one) => one.type === 'hit' && one.index === cursor);
  // The heading above the first hit is seen with it.
  const top = cursor <= 0 ? 0 : scrolledTo(Math.max(0, line), screen.top, searchRoomOf(state).listHeight);
  return [replaceScreen(state, { ...screen, cursor, top }), []];
}

function openHit(state: State, hit: Hit | undefined): Step {
  return hit === undefined ? stay(state) : openPage(state, hit.entry.node, hit.entry.row);
}

function openSource(state: State, hit: Hit | undefined, action: 'schema.rows' | 'schema.query'): Step {
  const graph = knownGraph(state);
  const source = hit === undefined || graph === null ? null : sourceOfNode(graph, hit.entry.node);
  if (source === null) return stay(state);
  return action === 'schema.rows' ? openRows(state, source, 'on-top') : openQueryOn(state, source);
}
