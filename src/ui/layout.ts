/** Where everything is, from the terminal's size alone: the one place that knows the arithmetic of the frame. */
import type { Size } from './state.ts';

export interface Layout {
  /** Cells of the sidebar's frame, 0 when there is no room for two panes. */
  readonly sidebarWidth: number;
  readonly mainWidth: number;
  /** Lines inside a pane, between its borders. */
  readonly innerHeight: number;
  /** Cells inside the main pane. */
  readonly innerWidth: number;
  readonly isTooSmall: boolean;
}

const smallest: Size = { columns: 40, rows: 10 };
/** Header, two borders, status line and hints. */
const linesAround = 5;

/** Two panes from 60 columns on; below that only the focused one is shown. */
export function layoutOf(size: Size, focus: 'sidebar' | 'main'): Layout {
  const isTooSmall = size.columns < smallest.columns || size.rows < smallest.rows;
  const wanted = Math.min(32, Math.max(20, Math.floor(size.columns * 0.22)));
  const isNarrow = size.columns < 60;
  const narrowSidebar = focus === 'sidebar' ? size.columns : 0;
  const sidebarWidth = isNarrow ? narrowSidebar : wanted;
  const mainWidth = size.columns - sidebarWidth;
  return {
    sidebarWidth,
    mainWidth,
    innerHeight: Math.max(1, size.rows - linesAround),
    innerWidth: Math.max(1, mainWidth - 2),
    isTooSmall,
  };
}

/** Lines of a list screen's upper half; the rest, below a rule, shows the detail. */
export function upperHalf(innerHeight: number, wanted: number): number {
  return Math.max(3, Math.min(wanted, Math.floor(innerHeight * 0.45)));
}
