/** Paints the outline: marks, labels, what each part is set to, and below it what the line under the cursor is about. */
import { cellWidth } from '../../../../text/fit-cell.ts';
import type { Canvas } from '../../../paint/canvas.ts';
import { filledLines, Line } from '../../../paint/line.ts';
import type { TextStyle } from '../../../terminal/style.ts';
import { theme } from '../../../theme.ts';
import { wrapText } from '../../../wrap-text.ts';
import type { QueryLayout } from '../layout.ts';
import type { QueryScreen } from '../state.ts';
import { cursorIndex, outlineOf, outlineTop } from './outline.ts';
import type { OutlineLine } from './outline-line.ts';

/** Of the labels of parts, so that what they are set to stands in one column; and the most for what is below them. */
const partLabelWidth = 11;
const mostLabelWidth = 20;

const labelStyles: Readonly<Record<OutlineLine['tone'], TextStyle>> = {
  part: theme.strong,
  set: theme.plain,
  quiet: theme.muted,
  warning: theme.warning,
};

/** As many lines as the outline and what is below it have. */
export function outlineBlock(
  canvas: Canvas,
  screen: QueryScreen,
  { outlineWidth: width, outlineHeight: height, aboutHeight }: QueryLayout,
): readonly string[] {
  const lines = outlineOf(canvas.state, screen);
  const index = cursorIndex(lines, screen);
  const top = outlineTop(lines, screen, height);
  const labelWidths = labelWidthsOf(lines);
  const painted = lines
    .slice(top, top + height)
    .map((line, place) =>
      paintedLine(canvas, line, width, labelWidths[line.depth] ?? 0, top + place === index),
    );
  return [...filledLines(painted, width, height), ...aboutLines(canvas, lines[index], width, aboutHeight)];
}

/** By depth; what goes beyond stands alone. */
function labelWidthsOf(lines: readonly OutlineLine[]): readonly number[] {
  const widths = [partLabelWidth];
  for (const { depth, label, text } of lines) {
    const width = cellWidth(label) + 1;
    if (depth > 0 && text !== '' && width <= mostLabelWidth)
      widths[depth] = Math.max(widths[depth] ?? 0, width);
  }
  return widths;
}

function paintedLine(
  canvas: Canvas,
  line: OutlineLine,
  width: number,
  labelWidth: number,
  isUnderCursor: boolean,
): string {
  const { depth, fold, isChecked, label, text, aside, tone } = line;
  const hasKeys = isUnderCursor && canvas.state.focus === 'main';
  const painted = new Line(canvas.paint, width).cell(isUnderCursor ? '›' : '', 2, theme.mark);
  painted.skip(depth * 2);
  painted.add(fold === null ? '  ' : fold === 'open' ? '▾ ' : '▸ ', theme.muted);
  if (isChecked !== null) painted.add(isChecked ? '[x] ' : '[ ] ', isChecked ? theme.good : theme.muted);
  const style = hasKeys ? theme.selected : isUnderCursor ? theme.remembered : labelStyles[tone];
  const asideWidth = aside === '' ? 0 : cellWidth(aside) + 1;
  painted.cell(label, Math.min(cellWidth(label), Math.max(1, painted.room - 1)), style);
  painted.skip(Math.max(1, labelWidth - cellWidth(label)));
  const room = painted.room - asideWidth;
  if (text !== '' && room > 1) painted.cell(text, room, textStyle(line));
  return painted.fill(aside, theme.muted, 'right').toString();
}

function textStyle({ tone, depth }: OutlineLine): TextStyle {
  if (tone === 'warning') return theme.warning;
  return tone === 'quiet' || (depth > 0 && tone !== 'set') ? theme.muted : theme.plain;
}

/** What space does here, and all that did not fit in the line. */
function aboutLines(
  canvas: Canvas,
  line: OutlineLine | undefined,
  width: number,
  height: number,
): readonly string[] {
  if (line === undefined) return filledLines([], width, height);
  const verb = new Line(canvas.paint, width).skip(2).add('space ', theme.mark).fill(line.verb, theme.muted);
  const rest = wrapText(line.about ?? line.text, Math.max(1, width - 3), height - 1).map((text) =>
    new Line(canvas.paint, width).skip(2).fill(text, theme.muted).toString(),
  );
  return filledLines(height > 1 ? [verb.toString(), ...rest] : [verb.toString()], width, height);
}
