/** Paints the REPL screen: the transcript above, a rule that says how it stands, the text that is typed below. */
import { withCandidates } from '../../editing/candidates-paint.ts';
import { editorCursor, paintEditor } from '../../editing/editor-paint.ts';
import { lineOn, rule, type Canvas } from '../../paint/canvas.ts';
import { highlightedSpans } from '../../paint/highlight.ts';
import { filledLines } from '../../paint/line.ts';
import { theme } from '../../theme.ts';
import { replEditorHeight, type ReplScreen } from './state.ts';
import { transcriptLines, type TranscriptLine } from './transcript.ts';

/** Columns left of the text: a blank, the mark and a blank. */
const indent = 3;

export function paintRepl(canvas: Canvas, screen: ReplScreen): readonly string[] {
  const { width, height, paint } = canvas;
  const room = roomOf(canvas, screen);
  const transcript = shownTranscript(canvas, screen, height - room.height - 1);
  const text = paintEditor(paint, screen.editor, 'typescript', room).map((line, index) => {
    const mark = index === 0 && screen.editor.top === 0 ? '›' : '';
    return lineOn(canvas).skip(1).cell(mark, 2, theme.mark).put(line, room.width).toString();
  });
  const hint = lineOn(canvas)
    .skip(1)
    .cell('›', 2, theme.mark)
    .fill('JavaScript or TypeScript, or .help; Enter evaluates', theme.muted)
    .toString();
  const below = filledLines(screen.editor.text === '' ? [hint] : text, width, room.height);
  const lines = [...transcript, middle(canvas, screen), ...below];
  const cursor = editorCursor(screen.editor, room);
  if (screen.completion === null || cursor === null) return lines;
  const { from, to } = screen.completion;
  return withCandidates(canvas, lines, screen.completion, {
    x: Math.max(2, cursor.x + indent - (to - from)),
    y: transcript.length + 1 + cursor.y,
  });
}

/** The end of it, unless it is scrolled back. */
function shownTranscript(canvas: Canvas, screen: ReplScreen, height: number): readonly string[] {
  const lines = transcriptLines(screen.entries, canvas.width - 2, screen.view);
  const end = Math.max(Math.min(height, lines.length), lines.length - screen.back);
  const shown = lines.slice(Math.max(0, end - height), end).map((line) => paintLine(canvas, line));
  return filledLines(shown, canvas.width, height);
}

function paintLine(canvas: Canvas, line: TranscriptLine): string {
  const painted = lineOn(canvas).skip(1);
  if (line.type === 'shown') {
    for (const { text, style } of line.spans) painted.add(text, style);
    return painted.toString();
  }
  painted.cell(line.isFirst ? '›' : '', 2, theme.mark);
  const [spans = []] = highlightedSpans([line.text], 'typescript');
  for (const { text, style } of spans) painted.add(text, { ...style, bold: true });
  return painted.toString();
}

function middle(canvas: Canvas, { running, back }: ReplScreen): string {
  if (running !== null) return rule(canvas, 'Running …  Esc interrupts', theme.warning);
  const { repl } = canvas.state;
  if (back > 0) return rule(canvas, `${String(back)} lines below: PgDn`, theme.muted);
  return repl.hasSandbox
    ? rule(canvas, 'sandbox: .undo  .review  .commit  .rollback', theme.warning)
    : rule(canvas, '', theme.muted);
}

function roomOf({ width, height }: Canvas, screen: ReplScreen) {
  return { width: width - indent, height: replEditorHeight(screen, height) };
}

/** Where the terminal's cursor stands, from the pane's corner. */
export function replCursor(
  canvas: Canvas,
  screen: ReplScreen,
): { readonly x: number; readonly y: number } | null {
  const room = roomOf(canvas, screen);
  const cursor = editorCursor(screen.editor, room);
  return cursor === null ? null : { x: cursor.x + indent, y: canvas.height - room.height + cursor.y };
}
