/** Paints a peeked record into its box. */
import type { Peek } from '../../overlays/state.ts';
import { lineOn, type Canvas } from '../../paint/canvas.ts';
import { theme } from '../../theme.ts';
import { peekGap, peekLines, peekWidths } from './peek-lines.ts';

export function peekBody(canvas: Canvas, peek: Peek): readonly string[] {
  if (peek.record === null) return [lineOn(canvas).fill(peek.note, theme.muted).toString()];
  const { size } = canvas.state;
  const { name, value } = peekWidths(peek, size);
  return peekLines(peek, size)
    .slice(peek.top, peek.top + canvas.height)
    .map((cells) => {
      const line = lineOn(canvas);
      cells.forEach((cell, index) => {
        if (index > 0) line.skip(peekGap);
        line.cell(cell.name, name, theme.strong).skip(peekGap);
        line.cell(cell.text, value, cell.isNull ? theme.null : theme.plain);
      });
      return line.toString();
    });
}
