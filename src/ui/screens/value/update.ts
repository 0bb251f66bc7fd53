/** What the keys of the value screen do: scroll, and copy the whole text. */
import type { ActionId } from '../../actions.ts';
import { layoutOf } from '../../layout.ts';
import { movedCursor } from '../../scroll.ts';
import type { State } from '../../state.ts';
import { replaceScreen, stay, type Step } from '../../step.ts';
import { wrapText } from '../../wrap-text.ts';
import type { ValueScreen } from './state.ts';

export function updateValue(state: State, screen: ValueScreen, action: ActionId): Step {
  if (action === 'value.copy') return [state, [{ type: 'copy-text', text: screen.text }]];
  const { innerHeight, innerWidth } = layoutOf(state.size, state.focus);
  const tops = Math.max(1, wrapText(screen.text, innerWidth - 2).length - innerHeight + 1);
  const top = movedCursor(action, screen.top, tops, innerHeight);
  return top === null ? stay(state) : [replaceScreen(state, { ...screen, top }), []];
}
