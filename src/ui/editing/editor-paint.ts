/** Paints a text under edit: the lines in view, coloured, with what is selected, each as wide as the room it has. */
import { graphemes, graphemeWidth } from '../../text/char-width.ts';
import { neutralise } from '../../text/fit-cell.ts';
import { highlightedSpans, type Language, type StyledSpan } from '../paint/highlight.ts';
import { Line } from '../paint/line.ts';
import { rememberLast } from '../paint/remember-last.ts';
import type { Painter } from '../terminal/style.ts';
import { theme } from '../theme.ts';
import type { EditorRoom } from './scrolled-editor.ts';
import { selectionOf, type TextEditor } from './text-editor.ts';
import { placeOf } from './text-lines.ts';

/** A text longer than this is not coloured: tokens are made anew with every key. */
const mostColoured = 100_000;

const spansOf = rememberLast((text: string, language: Language) => {
  return highlightedSpans(text.split('\n'), text.length > mostColoured ? 'text' : language);
});

/** Where the cursor stands in the room, from its corner; null when it is out of view. */
export function editorCursor(
  editor: TextEditor,
  { width, height }: EditorRoom,
): { readonly x: number; readonly y: number } | null {
  const { line, column } = placeOf(editor.text, editor.cursor);
  const [x, y] = [column - editor.left, line - editor.top];
  return x < 0 || y < 0 || x >= width || y >= height ? null : { x, y };
}

/** The lines from `editor.top` on, at most `room.height` of them: fewer where the text ends. */
export function paintEditor(
  paint: Painter,
  editor: TextEditor,
  language: Language,
  { width, height }: EditorRoom,
): readonly string[] {
  const selection = selectionOf(editor);
  const lines = editor.text.split('\n');
  const spans = spansOf(editor.text, language);
  let offset = 0;
  return lines.flatMap((text, index) => {
    const start = offset;
    offset += text.length + 1;
    if (index < editor.top || index >= editor.top + height) return [];
    const line = new Line(paint, width);
    const from = selection === null ? 0 : Math.max(0, selection.from - start);
    const to = selection === null ? 0 : selection.to - start;
    // The line break is shown as one blank when it is selected.
    const shown =
      to > text.length && from <= text.length ? [...(spans[index] ?? []), blank] : (spans[index] ?? []);
    for (const span of withoutLeft(withSelection(shown, from, to), editor.left))
      line.add(span.text, span.style);
    return [line.toString()];
  });
}

const blank: StyledSpan = { text: ' ', style: {} };

/** The pieces with `from` to `to`, code units of the line, in the style of what is selected. */
function withSelection(spans: readonly StyledSpan[], from: number, to: number): readonly StyledSpan[] {
  if (to <= from) return spans;
  let offset = 0;
  return spans.flatMap(({ text, style }) => {
    const [first, last] = [Math.max(0, from - offset), Math.max(0, to - offset)];
    offset += text.length;
    return [
      { text: text.slice(0, first), style },
      { text: text.slice(first, last), style: theme.selected },
      { text: text.slice(Math.max(first, last)), style },
    ].filter((span) => span.text !== '');
  });
}

/** The pieces from column `left` on; what remains of a wide character is blank. */
function withoutLeft(spans: readonly StyledSpan[], left: number): readonly StyledSpan[] {
  let hidden = left;
  return spans.flatMap(({ text, style }) => {
    if (hidden <= 0) return [{ text, style }];
    let shown = '';
    for (const grapheme of graphemes(text)) {
      const width = graphemeWidth(neutralise(grapheme));
      if (hidden <= 0) shown += grapheme;
      else if (width > hidden) shown += ' '.repeat(width - hidden);
      hidden -= width;
    }
    return shown === '' ? [] : [{ text: shown, style }];
  });
}
