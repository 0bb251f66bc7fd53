/** Paints the sidebar: search line when searching, then sections with names and what is known beside them. */
import { lineOn, type Canvas } from '../paint/canvas.ts';
import { filledLines } from '../paint/line.ts';
import { visibleLine } from '../terminal/line-input.ts';
import type { TextStyle } from '../terminal/style.ts';
import { theme } from '../theme.ts';
import { isLoading } from './update.ts';
import { sidebarItems, sidebarLines, type SidebarItem } from './items.ts';

const searchLabel = ' / ';

export function paintSidebar(canvas: Canvas): readonly string[] {
  const { sidebar } = canvas.state;
  const items = sidebarItems(canvas.state);
  const lines: string[] = [];
  if (sidebar.isSearching) {
    const { text } = visibleLine(sidebar.search, canvas.width - searchLabel.length);
    lines.push(lineOn(canvas).add(searchLabel, theme.heading).fill(text).toString());
  }
  const height = canvas.height - lines.length;
  for (const line of sidebarLines(canvas.state, items).slice(sidebar.top, sidebar.top + height)) {
    const item = line.item === null ? undefined : items[line.item];
    lines.push(
      item === undefined
        ? lineOn(canvas)
            .skip(1)
            .fill(line.heading ?? '', theme.heading)
            .toString()
        : itemLine(canvas, item, line.item === sidebar.cursor),
    );
  }
  if (items.length === 0) {
    const text = isLoading(canvas.state) ? 'Loading …' : 'Nothing matches.';
    lines.push(lineOn(canvas).skip(1).fill(text, theme.muted).toString());
  }
  return filledLines(lines, canvas.width, canvas.height);
}

function itemLine(canvas: Canvas, item: SidebarItem, isUnderCursor: boolean): string {
  const hasKeys = isUnderCursor && canvas.state.focus === 'sidebar';
  const line = lineOn(canvas).cell(isUnderCursor ? '›' : '', 2, theme.mark);
  const asideWidth = item.aside.length + 1;
  const style = hasKeys ? theme.selected : isUnderCursor ? theme.remembered : theme.plain;
  line.cell(item.name, Math.max(4, line.room - asideWidth), style);
  return line.fill(item.aside, asideStyle(item), 'right').toString();
}

function asideStyle({ type, aside }: SidebarItem): TextStyle {
  if (type === 'failed' || aside.startsWith('✗')) return theme.bad;
  const isWarning = aside === 'no table' || aside.endsWith('pending') || aside.startsWith('!');
  return isWarning ? theme.warning : theme.muted;
}

/** Where the terminal's cursor stands while searching, from the pane's corner. */
export function sidebarCursor(canvas: Canvas): { x: number; y: number } | null {
  if (!canvas.state.sidebar.isSearching) return null;
  const { cursorColumn } = visibleLine(canvas.state.sidebar.search, canvas.width - searchLabel.length);
  return { x: searchLabel.length + cursorColumn, y: 0 };
}
