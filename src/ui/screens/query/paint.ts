/** Paints the query screen: the line that is typed into, the outline, the forms, and the first rows. */
import type { Canvas } from '../../paint/canvas.ts';
import { lineOn } from '../../paint/canvas.ts';
import { filledLines, Line } from '../../paint/line.ts';
import { visibleLine } from '../../terminal/line-input.ts';
import { placedAt } from '../../terminal/styled-line.ts';
import { theme } from '../../theme.ts';
import { paintCandidates } from '../../editing/candidates-paint.ts';
import { editorCursor } from '../../editing/editor-paint.ts';
import { formBlocks, formTabs } from './forms-paint.ts';
import { editorRoom, queryLayout } from './layout.ts';
import { outlineBlock } from './outline/outline-paint.ts';
import { rowsBlock } from './rows-paint.ts';
import type { CodeEditing, QueryScreen } from './state.ts';
import { typingLabel } from './typing.ts';

export function paintQuery(canvas: Canvas, screen: QueryScreen): readonly string[] {
  const layout = queryLayout(canvas.state, screen);
  const bar = barLines(canvas, screen);
  const outline = outlineBlock(canvas, screen, layout);
  const below = layout.isWide
    ? [
        ...beside(canvas, outline, formBlocks(canvas, screen, layout), layout.outlineWidth),
        ...rowsBlock({ ...canvas, height: layout.rowsHeight }, screen),
      ]
    : [...outline, ...formTabs(canvas, screen, layout)];
  const whole = filledLines([...bar, ...below], canvas.width, canvas.height);
  const { typing } = screen;
  if (typing?.purpose !== 'filter' || typing.completion === null) return whole;
  const indent = typingLabel(typing).length;
  const list = paintCandidates(canvas, typing.completion, indent, canvas.height - bar.length);
  return [...whole.slice(0, bar.length), ...list, ...whole.slice(bar.length + list.length)];
}

function barLines(canvas: Canvas, { typing }: QueryScreen): readonly string[] {
  if (typing === null) return [];
  const label = typingLabel(typing);
  const { text } = visibleLine(typing.line, Math.max(1, canvas.width - label.length - 1));
  return [lineOn(canvas).add(label, theme.heading).fill(text).toString()];
}

/** Two blocks of the same height with a rule between. */
function beside(
  canvas: Canvas,
  left: readonly string[],
  right: readonly string[],
  leftWidth: number,
): readonly string[] {
  const blank = new Line(canvas.paint, leftWidth).toString();
  return right.map((line, index) => {
    const edge = canvas.paint('│', theme.muted);
    return `${left[index] ?? blank}${edge}${placedAt(line, leftWidth + 1)}`;
  });
}

/** Where the terminal's cursor stands while something is typed, from the pane's corner. */
export function queryCursor(canvas: Canvas, screen: QueryScreen): { x: number; y: number } | null {
  const { typing, editing } = screen;
  if (editing !== null) return codeCursor(canvas, screen, editing);
  if (typing === null) return null;
  const label = typingLabel(typing).length;
  return { x: label + visibleLine(typing.line, Math.max(1, canvas.width - label - 1)).cursorColumn, y: 0 };
}

function codeCursor(
  { state }: Canvas,
  screen: QueryScreen,
  { editor }: CodeEditing,
): { x: number; y: number } | null {
  const cursor = editorCursor(editor, editorRoom(state, screen));
  const { isWide, outlineWidth } = queryLayout(state, screen);
  // Below the title, behind the edge.
  return cursor === null ? null : { x: cursor.x + 1 + (isWide ? outlineWidth + 1 : 0), y: cursor.y + 1 };
}
