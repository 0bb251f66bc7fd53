/** How far what stands under a tab can be scrolled, and scrolling it. Pure. */
import { layoutOf } from '../../layout.ts';
import { reportLines } from '../../paint/error-lines.ts';
import type { State } from '../../state.ts';
import { stay, type Step } from '../../step.ts';
import { wrapText } from '../../wrap-text.ts';
import { shownColumns } from '../rows/column-view.ts';
import { expandedRows } from './expanded-lines.ts';
import { withSql } from './keeping.ts';
import { resultHeight, type SqlScreen, type SqlTab } from './state.ts';

/** Names and types of the columns, which stay. */
export const headLines = 2;

/** What the server said, or a command, as lines that fit. */
export function saidLines(
  { notices }: { readonly notices: readonly string[] },
  width: number,
): readonly string[] {
  return notices.flatMap((text) => wrapText(text, Math.max(10, width - 2)));
}

/** Lines of a tab that scroll, of a pane `width` columns wide. */
export function tabLength({ timeZone }: State, screen: SqlScreen, tab: SqlTab, width: number): number {
  switch (tab.type) {
    case 'failed':
      return reportLines(tab.report, width).length;
    case 'done':
      return saidLines(tab, width).length;
    case 'rows': {
      const { window, columns } = tab.rows;
      const page = window?.pages[0];
      const rows = screen.isExpanded
        ? expandedRows(window, columns, width, timeZone).lines.length
        : Math.max(1, page?.rows.length ?? 0);
      // What says that there are more.
      return rows + saidLines(tab, width).length + (page?.hasAfter === true ? 1 : 0);
    }
  }
}

/** Lines that scroll and are in view at once. */
function viewHeight(screen: SqlScreen, tab: SqlTab, innerHeight: number): number {
  const hasHead = tab.type === 'rows' && !screen.isExpanded;
  return Math.max(1, resultHeight(screen, innerHeight) - (hasHead ? headLines : 0));
}

/** The top that a tab is painted from: a window that became larger shows no blank lines for it. */
export function topOf(state: State, screen: SqlScreen, tab: SqlTab): number {
  const { innerHeight, innerWidth } = layoutOf(state.size, 'main');
  const length = tabLength(state, screen, tab, innerWidth);
  return Math.max(0, Math.min(tab.top, length - viewHeight(screen, tab, innerHeight)));
}

/** `step` in pages, or in lines. */
export function scrollResult(state: State, screen: SqlScreen, step: number, by: 'page' | 'line'): Step {
  const tab = screen.tabs[screen.active];
  if (tab === undefined) return stay(state);
  const { innerHeight } = layoutOf(state.size, 'main');
  const lines = by === 'line' ? step : step * Math.max(1, viewHeight(screen, tab, innerHeight) - 1);
  const moved = { ...tab, top: Math.max(0, topOf(state, screen, tab) + lines) };
  return [withTabChanged(state, screen, { ...moved, top: topOf(state, screen, moved) }), []];
}

/** By columns; an expanded look has none. */
export function scrollSideways(state: State, screen: SqlScreen, step: 1 | -1): Step {
  const tab = screen.tabs[screen.active];
  if (tab?.type !== 'rows' || screen.isExpanded) return stay(state);
  const last = shownColumns(tab.rows.columns, tab.rows.columnView).length - 1;
  const left = Math.max(0, Math.min(tab.rows.left + step, last));
  return [withTabChanged(state, screen, { ...tab, rows: { ...tab.rows, left } }), []];
}

function withTabChanged(state: State, screen: SqlScreen, tab: SqlTab): State {
  return withSql(state, { ...screen, tabs: screen.tabs.with(screen.active, tab) });
}
