/** Paints the SQL screen: the text above, a rule with the results, and what is under the active one. */
import { withCandidates } from '../../editing/candidates-paint.ts';
import { editorCursor, paintEditor } from '../../editing/editor-paint.ts';
import { lineOn, type Canvas } from '../../paint/canvas.ts';
import { filledLines } from '../../paint/line.ts';
import { visibleLine } from '../../terminal/line-input.ts';
import { theme } from '../../theme.ts';
import { paintResult } from './result-paint.ts';
import { paintRule } from './rule-paint.ts';
import { editorHeight, type SqlScreen } from './state.ts';

/** While nothing is typed. */
const emptyHint = 'SQL, ended by ; and Enter, or a command: \\d users, \\?';

export function paintSql(canvas: Canvas, screen: SqlScreen): readonly string[] {
  const { width, height, paint } = canvas;
  const room = { width: width - 2, height: editorHeight(screen, height) };
  const text = paintEditor(paint, screen.editor, 'sql', room).map((line) =>
    lineOn(canvas).skip(1).put(line, room.width).toString(),
  );
  const hint =
    screen.editor.text === '' ? [lineOn(canvas).skip(1).fill(emptyHint, theme.muted).toString()] : text;
  const above = filledLines(hint, width, room.height);
  const rest = height - above.length - 1;
  const lines = filledLines(
    [...above, middle(canvas, screen), ...paintResult({ ...canvas, height: rest }, screen)],
    width,
    height,
  );
  const cursor = editorCursor(screen.editor, room);
  if (screen.completion === null || cursor === null) return lines;
  const { from, to } = screen.completion;
  return withCandidates(canvas, lines, screen.completion, {
    x: Math.max(2, cursor.x + 1 - (to - from)),
    y: cursor.y,
  });
}

/** A parameter that is asked for, or the results by name. */
function middle(canvas: Canvas, screen: SqlScreen): string {
  const { asked } = screen;
  if (asked === null) return paintRule(canvas, screen);
  const label = parameterLabel(asked.names[0]);
  const { text } = visibleLine(asked.line, canvas.width - label.length - 1);
  return lineOn(canvas).add(label, theme.heading).fill(text).toString();
}

function parameterLabel(name: string): string {
  return ` :${name} = `;
}

/** Where the terminal's cursor stands, from the pane's corner. */
export function sqlCursor(
  canvas: Canvas,
  screen: SqlScreen,
): { readonly x: number; readonly y: number } | null {
  const room = { width: canvas.width - 2, height: editorHeight(screen, canvas.height) };
  if (screen.asked !== null) {
    const label = parameterLabel(screen.asked.names[0]).length;
    const { cursorColumn } = visibleLine(screen.asked.line, canvas.width - label - 1);
    return { x: label + cursorColumn, y: room.height };
  }
  const cursor = editorCursor(screen.editor, room);
  return cursor === null ? null : { x: cursor.x + 1, y: cursor.y };
}
