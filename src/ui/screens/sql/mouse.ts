/** The mouse in the SQL screen: a click puts the cursor into the text, the wheel scrolls what it is over. */
import { moveTo } from '../../editing/text-editor.ts';
import { offsetAt } from '../../editing/text-lines.ts';
import { layoutOf } from '../../layout.ts';
import type { State } from '../../state.ts';
import { stay, type Step } from '../../step.ts';
import type { MouseInput } from '../../terminal/key.ts';
import type { Place } from '../pane-place.ts';
import { withEditor, withSql } from './keeping.ts';
import { scrollResult, scrollSideways } from './scrolling.ts';
import { editorHeight, type SqlScreen } from './state.ts';

const linesPerNotch = 3;
/** Left of the text. */
const margin = 1;

/** `x` and `y` from the pane's inner corner. Shift selects up to where it is clicked. */
export function useSqlMouse(state: State, screen: SqlScreen, input: MouseInput, { x, y }: Place): Step {
  const { editor } = screen;
  const { innerHeight } = layoutOf(state.size, 'main');
  const height = editorHeight(screen, innerHeight);
  const { action, button, shift } = input;
  if (action === 'press' && button === 'left') {
    if (screen.asked !== null || y < 0 || y >= height) return stay(state);
    const place = { line: y + editor.top, column: Math.max(0, x - margin + editor.left) };
    const moved = moveTo(editor, offsetAt(editor.text, place), shift);
    return stay(withSql(state, withEditor(state, { ...screen, completion: null }, moved)));
  }
  const isForward = action === 'wheel-down' || action === 'wheel-right';
  if (!isForward && action !== 'wheel-up' && action !== 'wheel-left') return stay(state);
  if (shift || action === 'wheel-left' || action === 'wheel-right') {
    return scrollSideways(state, screen, isForward ? 1 : -1);
  }
  const step = isForward ? linesPerNotch : -linesPerNotch;
  if (y > height) return scrollResult(state, screen, step, 'line');
  const last = Math.max(0, editor.text.split('\n').length - height);
  const top = Math.max(0, Math.min(editor.top + step, last));
  return stay(withSql(state, { ...screen, editor: { ...editor, top } }));
}
