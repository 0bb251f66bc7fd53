/** The mouse on the query screen: a click puts the cursor on a line or shows a pane, the wheel scrolls what it is over. */
import { cellWidth } from '../../../text/fit-cell.ts';
import type { State } from '../../state.ts';
import { replaceScreen, stay, type Step } from '../../step.ts';
import type { Act, Place } from '../pane-place.ts';
import { moveTo } from './fold.ts';
import { paneRooms, tabPlaces, tabTitles } from './form-rooms.ts';
import { queryLayout } from './layout.ts';
import { outlineOf, outlineTop } from './outline/outline.ts';
import type { QueryScreen, QueryTab } from './state.ts';
import { scrollTab } from './tabs.ts';

const linesPerNotch = 3;

type Target =
  { readonly type: 'line'; readonly index: number } | { readonly type: 'tab'; readonly tab: QueryTab };

/** `act` runs an action as its key would: a double click changes the line, as space does, and runs the rows. */
export function clickQuery(
  state: State,
  screen: QueryScreen,
  place: Place,
  isDouble: boolean,
  act: Act,
): Step {
  const target = targetOf(state, screen, place, 'click');
  if (target === null) return stay(state);
  if (target.type === 'line') {
    const [next, effects] = moveTo(state, screen, target.index);
    if (!isDouble) return [next, effects];
    const [changed, more] = act(next, 'query.change');
    return [changed, [...effects, ...more]];
  }
  if (isDouble && target.tab === 'rows') return act(state, 'query.run');
  return target.tab === screen.tab ? stay(state) : act(state, `query.tab-${target.tab}`);
}

/** `by` notches; what is scrolled becomes the pane that keys scroll. */
export function scrollQuery(state: State, screen: QueryScreen, place: Place, by: 1 | -1): Step | null {
  const target = targetOf(state, screen, place, 'wheel');
  if (target?.type !== 'tab') return null;
  const shown = target.tab === screen.tab ? screen : { ...screen, tab: target.tab, tabTop: 0 };
  return scrollTab(replaceScreen(state, shown), shown, by * linesPerNotch);
}

/** What lies there; null for what the mouse does nothing to. */
function targetOf(state: State, screen: QueryScreen, { x, y }: Place, use: 'click' | 'wheel'): Target | null {
  const layout = queryLayout(state, screen);
  const { isWide, outlineWidth, outlineHeight, aboutHeight, formsHeight } = layout;
  if (y < 0 || x < 0) return null;
  const isBeside = isWide && x > outlineWidth && y < formsHeight;
  if (!isBeside && y < outlineHeight + aboutHeight) {
    const lines = outlineOf(state, screen);
    const index = outlineTop(lines, screen, outlineHeight) + y;
    return y < outlineHeight && index < lines.length ? { type: 'line', index } : null;
  }
  if (isBeside) {
    const room = paneRooms(screen, layout).findLast(({ titleAt }) => titleAt <= y);
    return room === undefined ? null : { type: 'tab', tab: room.pane };
  }
  if (isWide) return { type: 'tab', tab: 'rows' };
  const isTabs = y === outlineHeight + aboutHeight;
  if (!isTabs || use === 'wheel') return { type: 'tab', tab: screen.tab };
  const label = tabPlaces().find(({ tab, left }) => x >= left && x < left + cellWidth(tabTitles[tab]));
  return label === undefined ? null : { type: 'tab', tab: label.tab };
}
