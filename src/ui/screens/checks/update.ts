/** What the keys of the checks screen do: move, choose what is listed, compare, copy the fix, go to what it is about. */
import type { ActionId } from '../../actions.ts';
import { movedCursor } from '../../scroll.ts';
import type { State } from '../../state.ts';
import { replaceScreen, stay, withNotice, type Step } from '../../step.ts';
import { openGraph } from '../graph/open.ts';
import { nodeNamed } from '../graph/neighbours.ts';
import { openPage } from '../page/open.ts';
import { subjectOf } from '../page/page-model.ts';
import { fieldId } from '../page/sections/attributes.ts';
import { knownGraph } from '../schema/known-schema.ts';
import { keptCursor, withCursor } from './cursor.ts';
import { detailOf } from './detail.ts';
import { startFilter } from './filter.ts';
import type { CheckItem } from './items.ts';
import { checksRoomOf } from './layout.ts';
import { checkCounts, checkList } from './list.ts';
import { askDoctor, askDrift } from './open.ts';
import type { ChecksScreen, ChecksTab } from './state.ts';
import { checksTabs } from './tabs.ts';

export function updateChecks(state: State, screen: ChecksScreen, action: ActionId): Step {
  const { items } = checkList(screen);
  const { listHeight } = checksRoomOf(state);
  const cursor = movedCursor(action, screen.cursor, items.length, listHeight);
  if (cursor !== null) return stay(replaceScreen(state, withCursor(state, screen, cursor)));
  const item = items[screen.cursor];
  switch (action) {
    case 'checks.refresh':
      return examineAgain(state, screen);
    case 'checks.compare':
      return compare(state, screen);
    case 'checks.next-tab':
      return showTab(state, screen, tabBeside(screen, 1));
    case 'checks.previous-tab':
      return showTab(state, screen, tabBeside(screen, -1));
    case 'checks.group':
      return list(state, screen, { groups: screen.groups === 'level' ? 'table' : 'level' });
    case 'checks.known':
      return toggleKnown(state, screen);
    case 'checks.filter':
      return startFilter(state, screen);
    case 'checks.copy':
      if (item?.fix == null || item.fix.code === '')
        return stay(withNotice(state, 'There is no fix to copy: somebody has to choose.'));
      return [state, [{ type: 'copy-text', text: item.fix.code }]];
    case 'checks.open':
    case 'checks.graph': {
      const node = item === undefined ? null : nodeOf(state, item);
      if (item === undefined || node === null)
        return stay(withNotice(state, 'This is about no model or table that is there.'));
      return action === 'checks.open'
        ? openPage(state, node, rowOf(state, node, item))
        : openGraph(state, node);
    }
    case 'checks.detail-down':
      return scrollDetail(state, screen, item, 1);
    case 'checks.detail-up':
      return scrollDetail(state, screen, item, -1);
    default:
      return stay(state);
  }
}

/** The cursor stays on its finding where the tab lists it, too. */
export function showTab(state: State, screen: ChecksScreen, tab: ChecksTab): Step {
  return list(state, screen, { tab });
}

function list(
  state: State,
  screen: ChecksScreen,
  change: Partial<Pick<ChecksScreen, 'tab' | 'groups' | 'showsKnown'>>,
): Step {
  return stay(replaceScreen(state, keptCursor(state, screen, { ...screen, ...change })));
}

function tabBeside({ tab }: ChecksScreen, by: 1 | -1): ChecksTab {
  const index = checksTabs.findIndex((one) => one === tab);
  return checksTabs[(index + by + checksTabs.length) % checksTabs.length] ?? 'all';
}

function toggleKnown(state: State, screen: ChecksScreen): Step {
  if (checkCounts(screen).known > 0) return list(state, screen, { showsKnown: !screen.showsKnown });
  const text = 'All of it is new: seqscope doctor --write-baseline agrees to what there is.';
  return stay(withNotice(state, text));
}

/** Shows where the differences will stand. */
function compare(state: State, screen: ChecksScreen): Step {
  const shown = keptCursor(state, screen, { ...screen, tab: 'drift' });
  return askDrift(replaceScreen(state, shown), shown);
}

/** What was compared before is compared again, too. */
function examineAgain(state: State, screen: ChecksScreen): Step {
  const [asked, effects] = askDoctor(state, screen);
  const next = asked.screens.find(({ id }) => id === screen.id);
  if (screen.drift.report === null || next?.type !== 'checks') return [asked, effects];
  const [compared, comparing] = askDrift(asked, next);
  return [compared, [...effects, ...comparing]];
}

function scrollDetail(state: State, screen: ChecksScreen, item: CheckItem | undefined, by: 1 | -1): Step {
  if (item === undefined) return stay(state);
  const { detailWidth, detailHeight } = checksRoomOf(state);
  const most = detailOf(item, screen.summaries, detailWidth - 2).length - detailHeight;
  const detailTop = Math.max(0, Math.min(most, screen.detailTop + by));
  return stay(replaceScreen(state, { ...screen, detailTop }));
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

/** The row of the page that the finding is about; null for none. */
function rowOf({ schema }: State, node: string, { field }: CheckItem): string | null {
  if (field === null || schema.status !== 'ready') return null;
  const fields = subjectOf(schema.value, node)?.fields ?? [];
  const found = fields.find(({ attribute }) => attribute === field);
  const own = found ?? fields.find(({ column }) => column === field);
  return own === undefined ? null : fieldId(own);
}
