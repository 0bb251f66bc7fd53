/** Paints the value screen: the text wrapped, highlighted where its language is known. */
import { lineOn, type Canvas } from '../../paint/canvas.ts';
import { highlightedLines } from '../../paint/highlight.ts';
import { filledLines } from '../../paint/line.ts';
import { rememberLast } from '../../paint/remember-last.ts';
import type { Painter } from '../../terminal/style.ts';
import { placedAt } from '../../terminal/styled-line.ts';
import { theme } from '../../theme.ts';
import { wrapText } from '../../wrap-text.ts';
import { whyPartial } from '../record/open-value.ts';
import { paintTree } from './tree-paint.ts';
import { valueText } from './instants.ts';
import type { ValueScreen } from './state.ts';

/** Highlighted from the first line on, so that a comment that began above is still one; long texts are not highlighted. */
const textLines = rememberLast(
  (paint: Painter, text: string, language: ValueScreen['language'], width: number) => {
    const wrapped = wrapText(text, width);
    return highlightedLines(paint, wrapped, wrapped.length <= 2000 ? language : 'text', width);
  },
);

export function paintValue(canvas: Canvas, screen: ValueScreen): readonly string[] {
  if (screen.tree !== undefined) return paintTree(canvas, screen, screen.tree);
  const lines = textLines(
    canvas.paint,
    valueText(screen, canvas.state.timeZone),
    screen.language,
    canvas.width - 2,
  );
  const shown = lines.slice(screen.top, screen.top + canvas.height).map((line) => ` ${placedAt(line, 1)} `);
  const partial = whyPartial(screen.part !== undefined, screen.part?.isAwaited === true);
  if (partial === null) return filledLines(shown, canvas.width, canvas.height);
  const note = lineOn(canvas).skip(1).fill(partial, theme.warning).toString();
  return filledLines([note, ...shown], canvas.width, canvas.height);
}
