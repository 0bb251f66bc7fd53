/** What the keys of a page do: move, fold, follow an association to the page at its other end, open rows, graph or query. */
import type { SchemaDescription } from '../../../schema/description.ts';
import type { ActionId } from '../../actions.ts';
import { movedCursor, scrolledTo } from '../../scroll.ts';
import type { State } from '../../state.ts';
import { replaceScreen, stay, withNotice, type Step } from '../../step.ts';
import { openGraph } from '../graph/open.ts';
import { sourceOfNode } from '../graph/update.ts';
import { openQueryOn } from '../query/open.ts';
import { openRows } from '../rows/open.ts';
import { graphOf, needSchema, readSchemaAgain } from '../schema/known-schema.ts';
import { openSearch } from '../schema/open.ts';
import { detailLinesOf } from './detail.ts';
import { pageRoomOf } from './layout.ts';
import { openPage } from './open.ts';
import { pageOf, type Page } from './page-lines.ts';
import type { SectionId } from './page-row.ts';
import type { PageScreen } from './state.ts';

export function updatePage(state: State, screen: PageScreen, action: ActionId): Step {
  if (action === 'page.refresh') return readSchemaAgain(state);
  if (action === 'page.search') return openSearch(state);
  if (action === 'page.graph') return openGraph(state, screen.node);
  if (state.schema.status !== 'ready') return needSchema(state);
  const schema = state.schema.value;
  const page = pageOf(schema, screen.node, screen.beside, screen.closed);
  if (page === null) return stay(state);
  const { listHeight } = pageRoomOf(state);
  const cursor = movedCursor(action, screen.cursor, page.lines.length, listHeight);
  if (cursor !== null) return moveTo(state, screen, cursor);
  const line = page.lines[screen.cursor];
  switch (action) {
    case 'page.open':
      return line?.type === 'row' ? follow(state, line.row.target) : toggle(state, screen, page);
    case 'page.fold':
      return fold(state, screen, page, true);
    case 'page.unfold':
      return line?.type === 'row' ? follow(state, line.row.target) : fold(state, screen, page, false);
    case 'page.next-section':
      return moveTo(state, screen, headingFrom(page, screen.cursor, 1));
    case 'page.previous-section':
      return moveTo(state, screen, headingFrom(page, screen.cursor, -1));
    case 'page.rows':
    case 'page.query':
      return openSource(state, schema, screen, action);
    case 'page.detail-down':
      return scrollDetail(state, screen, page, 1);
    case 'page.detail-up':
      return scrollDetail(state, screen, page, -1);
    default:
      return stay(state);
  }
}

/** What is told of a line is seen from its beginning. */
export function moveTo(state: State, screen: PageScreen, cursor: number): Step {
  const top = scrolledTo(cursor, screen.top, pageRoomOf(state).listHeight);
  return [replaceScreen(state, { ...screen, cursor, top, detailTop: 0 }), []];
}

function scrollDetail(state: State, screen: PageScreen, { lines }: Page, by: 1 | -1): Step {
  const { detailWidth, detailHeight } = pageRoomOf(state);
  const most = detailLinesOf(lines[screen.cursor], detailWidth).length - detailHeight;
  const detailTop = Math.max(0, Math.min(most, screen.detailTop + by));
  return [replaceScreen(state, { ...screen, detailTop }), []];
}

function follow(state: State, target: string | null): Step {
  if (target === null) return stay(withNotice(state, 'This leads to no other model or table.'));
  return openPage(state, target);
}

function toggle(state: State, screen: PageScreen, page: Page): Step {
  const line = page.lines[screen.cursor];
  return line?.type === 'heading' ? fold(state, screen, page, line.isOpen) : stay(state);
}

/** From a row its own section, whose heading the cursor goes to. */
function fold(state: State, screen: PageScreen, { lines }: Page, isFolded: boolean): Step {
  const line = lines[screen.cursor];
  if (line === undefined) return stay(state);
  const closed = new Set<SectionId>(screen.closed);
  if (isFolded) closed.add(line.section.id);
  else closed.delete(line.section.id);
  const heading = lines.findIndex(({ section, type }) => type === 'heading' && section === line.section);
  return moveTo(state, { ...screen, closed }, Math.max(0, heading));
}

/** The next heading or the one before; the last or first one where there is none. */
function headingFrom({ lines }: Page, cursor: number, by: 1 | -1): number {
  const headings = lines.flatMap(({ type }, index) => (type === 'heading' ? [index] : []));
  const next = by === 1 ? headings.find((line) => line > cursor) : headings.findLast((line) => line < cursor);
  return next ?? cursor;
}

function openSource(
  state: State,
  schema: SchemaDescription,
  screen: PageScreen,
  action: 'page.rows' | 'page.query',
): Step {
  const source = sourceOfNode(graphOf(schema), screen.node);
  if (source === null) return stay(state);
  return action === 'page.rows' ? openRows(state, source, 'on-top') : openQueryOn(state, source);
}
