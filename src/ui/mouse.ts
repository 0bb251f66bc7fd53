/**
 * What the mouse does, where it is switched on: a click puts the cursor where it points, a double click opens, the wheel
 * scrolls. It does nothing that a key would not do, and nothing while a text is typed.
 */
import type { ActionId } from './actions.ts';
import { textFocus } from './contexts.ts';
import { layoutOf } from './layout.ts';
import { overlayRect } from './overlays/paint.ts';
import type { Overlay } from './overlays/state.ts';
import { matchingChoices } from './overlays/update.ts';
import type { MouseUse } from './mouse-use.ts';
import type { Act } from './screens/pane-place.ts';
import { actForNotch, clickScreen, scrollScreen } from './screens/screen-mouse.ts';
import { useSqlMouse } from './screens/sql/mouse.ts';
import { clickSidebar } from './sidebar/update.ts';
import { currentScreen, type State } from './state.ts';
import { stay, withNotice, type Step } from './step.ts';
import type { MouseInput } from './terminal/key.ts';

/** The header and the upper border of the panes. */
const linesAbovePanes = 2;

/** Switches it on or off: while it is on the terminal does not select text by itself. */
export function toggleMouse(state: State): Step {
  const hasMouse = !state.hasMouse;
  const text = hasMouse
    ? 'The mouse is on: most terminals still select text with shift held. m switches it off.'
    : 'The mouse is off.';
  return [withNotice({ ...state, hasMouse }, text), [{ type: 'set-mouse', isEnabled: hasMouse }]];
}

/** `act` runs an action as its key would. */
export function useMouse(state: State, { input, isDouble }: MouseUse, act: Act): Step {
  const isPress = input.action === 'press' && input.button === 'left';
  const notch = input.action === 'wheel-down' ? 1 : input.action === 'wheel-up' ? -1 : 0;
  if (state.overlay !== null) {
    if (isPress) return clickOverlay(state, state.overlay, input, act);
    const isList = state.overlay.type === 'list';
    if (notch === 0) return stay(state);
    const down: ActionId = isList ? 'list.down' : 'move.down';
    return actForNotch(state, notch === 1 ? down : isList ? 'list.up' : 'move.up', act);
  }
  const typing = textFocus(state);
  // What is typed there only narrows a list, which can be pointed at meanwhile.
  const isNarrowing = typing === 'schema' || typing === 'checks';
  if (typing !== null && typing !== 'sql' && !isNarrowing) return stay(state);
  const { sidebarWidth } = layoutOf(state.size, state.focus);
  const focus = input.x < sidebarWidth ? 'sidebar' : 'main';
  const screen = currentScreen(state);
  const place = { x: input.x - sidebarWidth - 1, y: input.y - linesAbovePanes };
  if (focus === 'main' && screen.type === 'sql') {
    return useSqlMouse({ ...state, focus: isPress ? focus : state.focus }, screen, input, place);
  }
  if (isPress) {
    const focused: State = { ...state, focus, notice: null };
    if (focus === 'sidebar') return clickSidebar(focused, place.y, isDouble);
    return clickScreen(focused, place, isDouble, act);
  }
  const scrolled = focus === 'main' ? scrollScreen({ ...state, focus }, place, input, notch, act) : null;
  if (scrolled !== null || notch === 0) return scrolled ?? stay(state);
  return actForNotch({ ...state, focus }, notch === 1 ? 'move.down' : 'move.up', act);
}

/** Chooses what is clicked in a list; a click beside what floats closes it, but for a question, which wants an answer. */
function clickOverlay(state: State, overlay: Overlay, { x, y }: MouseInput, act: Act): Step {
  const rect = overlayRect(state, overlay);
  const isInside = x >= rect.x && x < rect.x + rect.width && y >= rect.y && y < rect.y + rect.height;
  if (!isInside) {
    if (overlay.type === 'peek') return act(state, 'peek.close');
    return overlay.type === 'confirm' ? stay(state) : [{ ...state, overlay: null }, []];
  }
  if (overlay.type !== 'list') return stay(state);
  // As painted: a border, the typed line and a blank one above the choices, a border below.
  const height = Math.max(1, rect.height - 4);
  const line = y - rect.y - 3;
  const cursor = Math.max(0, overlay.cursor - height + 1) + line;
  if (line < 0 || line >= height || cursor >= matchingChoices(overlay).length) return stay(state);
  return act({ ...state, overlay: { ...overlay, cursor } }, 'list.choose');
}
