/** Paints the detail: the tabs, what else is to be known of the entry, and of the tab the lines in view. */
import { cellWidth } from '../../../../text/fit-cell.ts';
import { filledLines, Line } from '../../../paint/line.ts';
import type { Canvas } from '../../../paint/canvas.ts';
import { highlightedLines } from '../../../paint/highlight.ts';
import type { Painter, TextStyle } from '../../../terminal/style.ts';
import { theme } from '../../../theme.ts';
import { entriesOf } from '../entries.ts';
import { journalLayout } from '../layout.ts';
import type { JournalScreen } from '../state.ts';
import { tabLabels } from '../tabs.ts';
import type { CodeBlock, DetailLine } from './detail-line.ts';
import { detailView } from './view.ts';

const currentTab: TextStyle = { bold: true, underline: true, color: 'cyan' };

/** Lines of a file that are coloured: more take longer than a key may. */
const mostColoured = 3000;

/** Exactly as many lines as the layout gives the detail, that of the tabs first. */
export function paintDetail(canvas: Canvas, screen: JournalScreen): readonly string[] {
  const { state, paint } = canvas;
  const { detailWidth: width, detailHeight: height } = journalLayout(state, screen);
  const { about, lines, top } = detailView(state, screen);
  const shown = [...about, ...lines.slice(top)].slice(0, height);
  return [
    tabLine(canvas, screen, width),
    ...filledLines(
      shown.map((line) => paintedLine(paint, line, width)),
      width,
      height,
    ),
  ];
}

function tabLine(canvas: Canvas, screen: JournalScreen, width: number): string {
  const { state, paint } = canvas;
  const { isWide } = journalLayout(state, screen);
  const entry = entriesOf(state, screen.kind)[screen.cursor];
  const line = new Line(paint, width);
  line.add(isWide ? '─ ' : '── ', theme.muted);
  tabLabels(screen, state.timelines[screen.kind], entry).forEach(({ tab, text, hasContent }, index) => {
    const style = tab === screen.tab ? currentTab : hasContent ? theme.plain : theme.muted;
    line.add(index === 0 ? '' : ' ─ ', theme.muted).add(text, style);
  });
  line.skip(1);
  return line.fill('─'.repeat(Math.max(0, line.room)), theme.muted).toString();
}

function paintedLine(paint: Painter, line: DetailLine, width: number): string {
  const painted = new Line(paint, width);
  if (line.type === 'text') {
    for (const [text, style] of line.pieces) painted.add(text, style);
    return painted.toString();
  }
  let used = 0;
  for (const [text, style] of line.lead) {
    painted.add(text, style);
    used += cellWidth(text);
  }
  painted.skip(line.leadWidth - used);
  const codeWidth = Math.max(1, width - line.leadWidth - 1);
  return painted.put(colouredLines(paint, line.block, codeWidth)[line.index] ?? '', codeWidth).toString();
}

interface Coloured {
  readonly paint: Painter;
  readonly width: number;
  readonly lines: readonly string[];
}

const coloured = new WeakMap<CodeBlock, Coloured>();

function colouredLines(paint: Painter, block: CodeBlock, width: number): readonly string[] {
  const known = coloured.get(block);
  if (known?.paint === paint && known.width === width) return known.lines;
  const language = block.lines.length > mostColoured ? 'text' : block.language;
  const lines = highlightedLines(paint, block.lines, language, width);
  coloured.set(block, { paint, width, lines });
  return lines;
}
