/** Paints the SQL screen: the text above, a rule with the results, and what is under the active one. */
import { withCandidates } from '../../editing/candidates-paint.ts';
import { editorCursor, paintEditor } from '../../editing/editor-paint.ts';
import { Line } from '../../paint/line.ts';
import { lineOn, rule, type Canvas } from '../../paint/canvas.ts';
import { errorLines } from '../../paint/error-lines.ts';
import { filledLines } from '../../paint/line.ts';
import { visibleLine } from '../../terminal/line-input.ts';
import { theme } from '../../theme.ts';
import { paintRows } from '../rows/paint.ts';
import { editorHeight, type SqlScreen } from './state.ts';

export function paintSql(canvas: Canvas, screen: SqlScreen): readonly string[] {
  const { width, height, paint } = canvas;
  const room = { width: width - 2, height: editorHeight(screen, height) };
  const text = paintEditor(paint, screen.editor, 'sql', room).map((line) =>
    lineOn(canvas).skip(1).put(line, room.width).toString(),
  );
  const hint =
    screen.editor.text === ''
      ? [lineOn(canvas).skip(1).fill('SQL, or a command as \\d users; F5 runs', theme.muted).toString()]
      : text;
  const above = filledLines(hint, width, room.height);
  const rest = height - above.length - 1;
  const lines = filledLines(
    [...above, middle(canvas, screen), ...below({ ...canvas, height: rest }, screen)],
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

/** A parameter that is asked for, or the tabs. */
function middle(canvas: Canvas, { asked, tabs, active, transaction, requestId }: SqlScreen): string {
  if (asked !== null) {
    const label = parameterLabel(asked.names[0]);
    const { text } = visibleLine(asked.line, canvas.width - label.length - 1);
    return lineOn(canvas).add(label, theme.heading).fill(text).toString();
  }
  const state =
    transaction === 'none'
      ? ''
      : transaction === 'open'
        ? ' in a transaction '
        : ' failed transaction: ROLLBACK ';
  if (tabs.length === 0) return rule(canvas, requestId === null ? state.trim() : 'Running …', theme.muted);
  const line = lineOn(canvas);
  const left = new Line(canvas.paint, Math.max(0, line.room - state.length));
  tabs.forEach((tab, index) => {
    const isActive = index === active;
    left.add(index === 0 ? '── ' : ' ─ ', theme.muted).add(tab.line, isActive ? theme.strong : theme.muted);
  });
  if (requestId !== null) left.add(' ─ Running …', theme.warning);
  left.add(' ').fill('─'.repeat(left.room), theme.muted);
  return line
    .put(left.toString(), Math.max(0, canvas.width - state.length))
    .fill(state, theme.warning)
    .toString();
}

function below(canvas: Canvas, { tabs, active, requestId }: SqlScreen): readonly string[] {
  const tab = tabs[active];
  const plain = (text: string): string => lineOn(canvas).skip(1).fill(text, theme.plain).toString();
  if (tab === undefined) {
    return requestId === null
      ? []
      : [lineOn(canvas).skip(1).fill('Running …  Esc cancels', theme.muted).toString()];
  }
  switch (tab.type) {
    case 'failed':
      return errorLines(canvas, tab.report);
    case 'done':
      return tab.notices.map(plain);
    case 'rows': {
      const notices = tab.notices.map(plain);
      // The keys are the text's: no cell is marked.
      const aside: Canvas = { ...canvas, state: { ...canvas.state, focus: 'sidebar' } };
      const count = tab.rows.window?.pages[0]?.rows.length ?? 0;
      const shown = notices.length === 0 ? canvas.height : Math.min(canvas.height, count + 3);
      return [...paintRows({ ...aside, height: shown }, tab.rows), ...notices];
    }
  }
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
