/** Paints what is said below boxes and tiles. */
import { lineOn, type Canvas } from '../../paint/canvas.ts';
import { filledLines } from '../../paint/line.ts';
import { theme } from '../../theme.ts';
import { wrapText } from '../../wrap-text.ts';
import { cellWidth } from '../../../text/fit-cell.ts';
import { middleCut } from '../../../text/middle-cut.ts';
import type { DetailLine, Details } from './details.ts';

/** A rule with a title, and how much is seen at its end. */
export function detailRule(
  canvas: Canvas,
  { title: whole, shortTitle }: Omit<Details, 'lines'>,
  zoom: string,
): string {
  const end = ` ${zoom} `;
  const line = lineOn(canvas).add('── ', theme.muted);
  const room = Math.max(0, line.room - end.length - 4);
  const title = cellWidth(whole) <= room ? whole : middleCut(shortTitle, room);
  line.cell(title, Math.min(cellWidth(title), room), theme.strong).skip(1);
  line.cell(
    '─'.repeat(Math.max(0, line.room - end.length - 2)),
    Math.max(0, line.room - end.length - 2),
    theme.muted,
  );
  return line.add(end, theme.muted).fill('──', theme.muted).toString();
}

export function detailLines(canvas: Canvas, lines: readonly DetailLine[], height: number): readonly string[] {
  const painted = lines.flatMap(({ text, tone }) =>
    wrapText(text, canvas.width - 2, height).map((part) =>
      lineOn(canvas).skip(1).fill(part, theme[tone]).toString(),
    ),
  );
  return filledLines(painted.slice(0, height), canvas.width, height);
}
