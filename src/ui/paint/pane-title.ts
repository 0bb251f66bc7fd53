/** Paints what stands in a pane's upper border: its title, and the rest of the border. */
import { between, breadcrumb } from '../breadcrumb.ts';
import type { State } from '../state.ts';
import { cellWidth } from '../../text/fit-cell.ts';
import { theme } from '../theme.ts';
import { lineOn, type Canvas } from './canvas.ts';

export type PaneId = 'sidebar' | 'main';

/** What is in the pane: all that its title depends on, with the focus. */
export function paneTitle(state: State, pane: PaneId): string {
  if (pane === 'main') return breadcrumb(state);
  return state.project.status === 'loading' ? 'Loading …' : 'Database';
}

/** Of a long way the first steps are left out: where one is matters more than where one began. */
function fittingTitle(title: string, width: number): string {
  if (cellWidth(title) <= width) return title;
  const [, ...steps] = title.replace(`…${between}`, '').split(between);
  return steps.length === 0 ? title : fittingTitle(`…${between}${steps.join(between)}`, width);
}

export function paintPaneTitle(canvas: Canvas, pane: PaneId): readonly string[] {
  const isFocused = canvas.state.focus === pane;
  const line = lineOn(canvas);
  const title = fittingTitle(paneTitle(canvas.state, pane), line.room - 2);
  line.cell(title, Math.min(cellWidth(title), line.room - 2), isFocused ? theme.strong : theme.plain).skip(1);
  const border = '─'.repeat(line.room);
  return [line.fill(border, isFocused ? { color: 'cyan' } : theme.muted).toString()];
}
