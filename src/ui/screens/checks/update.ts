/** What the keys of the checks screen do: move, group, compare, copy the fix, go to what it is about. */
import type { ActionId } from '../../actions.ts';
import { layoutOf } from '../../layout.ts';
import { movedCursor, scrolledTo } from '../../scroll.ts';
import type { State } from '../../state.ts';
import { replaceScreen, stay, withNotice, type Step } from '../../step.ts';
import { openGraph } from '../graph/open.ts';
import { nodeNamed } from '../graph/neighbours.ts';
import { openPage } from '../page/open.ts';
import { knownGraph } from '../schema/known-schema.ts';
import { detailOf } from './detail.ts';
import { checkList, type CheckItem } from './items.ts';
import { checkHeights } from './layout.ts';
import { askDoctor, askDrift } from './open.ts';
import type { ChecksScreen } from './state.ts';

export function updateChecks(state: State, screen: ChecksScreen, action: ActionId): Step {
  const { items } = checkList(screen);
  const { innerHeight } = layoutOf(state.size, state.focus);
  const cursor = movedCursor(action, screen.cursor, items.length, checkHeights(innerHeight).list);
  if (cursor !== null) return moveTo(state, { ...screen, detailTop: 0 }, cursor);
  const item = items[screen.cursor];
  switch (action) {
    case 'checks.refresh':
      return examineAgain(state, screen);
    case 'checks.compare':
      return askDrift(state, screen);
    case 'checks.group':
      return regroup(state, screen, item);
    case 'checks.copy':
      if (item?.fix == null || item.fix.code === '')
        return stay(withNotice(state, 'There is no fix to copy: somebody has to choose.'));
      return [state, [{ type: 'copy-text', text: item.fix.code }]];
    case 'checks.open':
    case 'checks.graph': {
      const node = item === undefined ? null : nodeOf(state, item);
      if (node === null) return stay(withNotice(state, 'This is about no model or table that is there.'));
      return action === 'checks.open' ? openPage(state, node) : openGraph(state, node);
    }
    case 'checks.detail-down':
      return scrollDetail(state, screen, item, 1);
    case 'checks.detail-up':
      return scrollDetail(state, screen, item, -1);
    default:
      return stay(state);
  }
}

/** What was compared before is compared again, too. */
function examineAgain(state: State, screen: ChecksScreen): Step {
  const [asked, effects] = askDoctor(state, screen);
  const next = asked.screens.find(({ id }) => id === screen.id);
  if (screen.drift.report === null || next?.type !== 'checks') return [asked, effects];
  const [compared, comparing] = askDrift(asked, next);
  return [compared, [...effects, ...comparing]];
}

function moveTo(state: State, screen: ChecksScreen, cursor: number): Step {
  const { lines } = checkList(screen);
  const line = lines.findIndex((one) => one.type === 'item' && one.index === cursor);
  const { list } = checkHeights(layoutOf(state.size, state.focus).innerHeight);
  // The heading above the first one is seen with it.
  const top = cursor === 0 ? 0 : scrolledTo(Math.max(0, line), screen.top, list);
  return [replaceScreen(state, { ...screen, cursor, top }), []];
}

function regroup(state: State, screen: ChecksScreen, item: CheckItem | undefined): Step {
  const grouped: ChecksScreen = { ...screen, groups: screen.groups === 'level' ? 'table' : 'level' };
  const cursor = checkList(grouped).items.findIndex(({ id }) => id === item?.id);
  return moveTo(state, grouped, Math.max(0, cursor));
}

function scrollDetail(state: State, screen: ChecksScreen, item: CheckItem | undefined, by: 1 | -1): Step {
  if (item === undefined) return stay(state);
  const { innerWidth, innerHeight } = layoutOf(state.size, state.focus);
  const most = detailOf(item, innerWidth - 2).length - checkHeights(innerHeight).detail;
  const detailTop = Math.max(0, Math.min(most, screen.detailTop + by));
  return [replaceScreen(state, { ...screen, detailTop }), []];
}

function nodeOf(state: State, { schema, table, model }: CheckItem): string | null {
  const graph = knownGraph(state);
  if (graph === null) return null;
  if (model !== null && nodeNamed(graph, model) !== null) return model;
  const found = graph.nodes.find(
    (node) => node.table === table && (node.schema ?? 'public') === (schema ?? 'public'),
  );
  return found?.id ?? null;
}
