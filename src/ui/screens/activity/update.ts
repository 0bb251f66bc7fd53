/** What the keys of the activity screen do. */
import type { ActionId } from '../../actions.ts';
import { movedCursor } from '../../scroll.ts';
import type { State } from '../../state.ts';
import { pushScreen, replaceScreen, stay, takeId, withNotice, type Step } from '../../step.ts';
import { nodeOfSource } from '../graph/open.ts';
import { openPage } from '../page/open.ts';
import { askToEnd } from './ending.ts';
import { activityRoomOf } from './layout.ts';
import type { ActivityLine } from './lines.ts';
import { activityTabs, type ActivityScreen, type ActivityTab } from './state.ts';
import { lookAgain, movedTo, readActivity, shownLines } from './watching.ts';

export function updateActivity(state: State, screen: ActivityScreen, action: ActionId): Step {
  switch (action) {
    case 'activity.refresh':
      return readActivity(state, { ...screen, error: null });
    case 'activity.watch':
      return toggleWatch(state, screen);
    case 'activity.next-tab':
      return showTab(state, screen, tabBeside(screen, 1));
    case 'activity.previous-tab':
      return showTab(state, screen, tabBeside(screen, -1));
    default:
      return updateLines(state, screen, action);
  }
}

function toggleWatch(state: State, screen: ActivityScreen): Step {
  const turned = { ...screen, isWatched: !screen.isWatched };
  const next = replaceScreen(state, turned);
  return turned.isWatched ? lookAgain(next, turned) : [next, [{ type: 'unwatch' }]];
}

function tabBeside({ tab }: ActivityScreen, by: 1 | -1): ActivityTab {
  const count = activityTabs.length;
  return activityTabs[(activityTabs.indexOf(tab) + by + count) % count] ?? 'sessions';
}

export function showTab(state: State, screen: ActivityScreen, tab: ActivityTab): Step {
  return stay(replaceScreen(state, { ...screen, tab, cursor: 0, top: 0 }));
}

function updateLines(state: State, screen: ActivityScreen, action: ActionId): Step {
  const lines = shownLines(state, screen);
  const moved = movedCursor(action, screen.cursor, lines.length, activityRoomOf(state, screen).list);
  if (moved !== null) return stay(replaceScreen(state, movedTo(state, screen, moved)));
  const line = lines[screen.cursor];
  if (line === undefined) return stay(state);
  switch (action) {
    case 'activity.cancel':
      return end(state, line, 'cancel');
    case 'activity.terminate':
      return end(state, line, 'terminate');
    case 'activity.open':
      return line.table === null ? showStatement(state, line) : openTable(state, line.table);
    case 'activity.copy':
      return line.statement === null
        ? stay(withNotice(state, 'There is no statement to copy.'))
        : [state, [{ type: 'copy-text', text: line.statement }]];
    default:
      return stay(state);
  }
}

function end(state: State, { session }: ActivityLine, way: 'cancel' | 'terminate'): Step {
  return session === null
    ? stay(withNotice(state, 'Choose a session, or one of its locks.'))
    : askToEnd(state, session, way);
}

/** Its page, once the schema is here. */
function openTable(state: State, { schema, name }: { readonly schema: string; readonly name: string }): Step {
  const node = nodeOfSource(state, { type: 'table', schema, name });
  return node === null ? stay(state) : openPage(state, node);
}

function showStatement(state: State, { statement }: ActivityLine): Step {
  if (statement === null) return stay(withNotice(state, 'There is no statement to show.'));
  const [id, next] = takeId(state);
  return stay(
    pushScreen(next, { type: 'value', id, title: 'SQL', text: statement, language: 'sql', top: 0 }),
  );
}
