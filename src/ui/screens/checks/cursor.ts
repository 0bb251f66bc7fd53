/** The cursor of the list: in view, and on the finding that it was on when what is listed changes. */
import { scrolledTo } from '../../scroll.ts';
import type { State } from '../../state.ts';
import { checksRoomOf } from './layout.ts';
import { checkList } from './list.ts';
import type { ChecksScreen } from './state.ts';

export function withCursor(state: State, screen: ChecksScreen, cursor: number): ChecksScreen {
  const { lines } = checkList(screen);
  const line = lines.findIndex((one) => one.type === 'item' && one.index === cursor);
  const { listHeight } = checksRoomOf(state);
  // The heading above the first one is seen with it.
  const top = cursor === 0 ? 0 : scrolledTo(Math.max(0, line), screen.top, listHeight);
  const detailTop = cursor === screen.cursor ? screen.detailTop : 0;
  return { ...screen, cursor, top, detailTop };
}

/** `after` lists something else than `before`: where the finding is gone, the first one. */
export function keptCursor(state: State, before: ChecksScreen, after: ChecksScreen): ChecksScreen {
  const item = checkList(before).items[before.cursor];
  const found = checkList(after).items.findIndex(({ id }) => id === item?.id);
  const kept = withCursor(state, after, Math.max(0, found));
  return found === -1 ? { ...kept, detailTop: 0 } : { ...kept, detailTop: before.detailTop };
}
