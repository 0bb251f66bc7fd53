/** What the keys of the value screen do: scroll, fold, copy, hand it to the pager. */
import type { ActionId } from '../../actions.ts';
import { layoutOf } from '../../layout.ts';
import { movedCursor } from '../../scroll.ts';
import type { State } from '../../state.ts';
import { replaceScreen, stay, withNotice, type Step } from '../../step.ts';
import { wrapText } from '../../wrap-text.ts';
import { whyPartial } from '../record/open-value.ts';
import { valueText } from './instants.ts';
import type { ValueScreen } from './state.ts';
import { updateTree } from './tree-update.ts';

export function updateValue(state: State, screen: ValueScreen, action: ActionId): Step {
  const isTaken = ['value.copy', 'value.page', 'tree.copy'].includes(action);
  const partial = whyPartial(screen.part !== undefined, screen.part?.isAwaited === true);
  if (isTaken && partial !== null) return [withNotice(state, partial, 'bad'), []];
  const text = valueText(screen, state.timeZone);
  if (action === 'value.copy') return [state, [{ type: 'copy-text', text }]];
  if (action === 'value.page') return [state, [{ type: 'open-pager', text }]];
  if (screen.tree !== undefined) return updateTree(state, screen, screen.tree, action) ?? stay(state);
  const { innerHeight, innerWidth } = layoutOf(state.size, state.focus);
  const tops = Math.max(1, wrapText(text, innerWidth - 2).length - innerHeight + 1);
  const top = movedCursor(action, screen.top, tops, innerHeight);
  return top === null ? stay(state) : [replaceScreen(state, { ...screen, top }), []];
}
