/** Paints the value screen: the text wrapped, highlighted where its language is known. */
import type { Canvas } from '../../paint/canvas.ts';
import { highlightedLines } from '../../paint/highlight.ts';
import { filledLines } from '../../paint/line.ts';
import { wrapText } from '../../wrap-text.ts';
import type { ValueScreen } from './state.ts';

export function paintValue(canvas: Canvas, screen: ValueScreen): readonly string[] {
  const width = canvas.width - 2;
  const wrapped = wrapText(screen.text, width);
  // Highlighted from the first line on, so that a comment that began above is still one; long texts are not.
  const isShort = wrapped.length <= 2000;
  const lines = highlightedLines(canvas.paint, wrapped, isShort ? screen.language : 'text', width);
  const shown = lines.slice(screen.top, screen.top + canvas.height).map((line) => ` ${line} `);
  return filledLines(shown, canvas.width, canvas.height);
}
