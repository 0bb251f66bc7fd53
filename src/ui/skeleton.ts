/**
 * The first frame, in raw escapes, written before Ink and React are loaded: the empty panes where the console's will stand.
 * Imports no package, so that it is on screen in the time of a bare Node.
 */
import { layoutOf } from './layout.ts';
import type { Size } from './state.ts';
import { enterScreen, moveTo } from './terminal/ansi.ts';

/** Takes the terminal and draws the frame; hand `isEntered` to the terminal session that follows. */
export function skeletonFrame(size: Size): string {
  const { sidebarWidth, mainWidth, isTooSmall } = layoutOf(size, 'sidebar');
  if (isTooSmall) return enterScreen;
  const bottom = size.rows - 3;
  const pane = (x: number, width: number): string => {
    if (width < 2) return '';
    const line = '─'.repeat(width - 2);
    const sides = Array.from(
      { length: Math.max(0, bottom - 2) },
      (_, index) => `${moveTo(x, index + 2)}│${moveTo(x + width - 1, index + 2)}│`,
    );
    return `${moveTo(x, 1)}╭${line}╮${sides.join('')}${moveTo(x, bottom)}╰${line}╯`;
  };
  return `${enterScreen}${moveTo(1, 0)}seqscope\u001B[2m${pane(0, sidebarWidth)}${pane(sidebarWidth, mainWidth)}\u001B[22m`;
}
