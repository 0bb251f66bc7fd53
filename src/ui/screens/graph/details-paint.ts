/** Paints what is said below boxes and tiles. */
import { lineOn, type Canvas } from '../../paint/canvas.ts';
import { filledLines } from '../../paint/line.ts';
import { theme } from '../../theme.ts';
import { wrapText } from '../../wrap-text.ts';
import { cellWidth } from '../../../text/fit-cell.ts';
import { middleCut } from '../../../text/middle-cut.ts';
import type { DetailLine, Details } from './details.ts';

/** A rule with a title, how many lines are below those that are seen, and how much of the schema is seen at its end. */
function detailRule(
  canvas: Canvas,
  { title: whole, shortTitle }: Omit<Details, 'lines'>,
  more: number,
  zoom: string,
): string {
  const end = ` ${zoom} `;
  const line = lineOn(canvas).add('── ', theme.muted);
  const below = more > 0 ? `  ⇧↓ ${String(more)}` : '';
  const room = Math.max(0, line.room - end.length - below.length - 4);
  const title = cellWidth(whole) <= room ? whole : middleCut(shortTitle, room);
  line
    .cell(title, Math.min(cellWidth(title), room), theme.strong)
    .add(below, theme.strong)
    .skip(1);
  line.cell(
    '─'.repeat(Math.max(0, line.room - end.length - 2)),
    Math.max(0, line.room - end.length - 2),
    theme.muted,
  );
  return line.add(end, theme.muted).fill('──', theme.muted).toString();
}

/** What is said, from the line `top` on, with the rule above it: `height` lines and that one. */
export function paintDetails(
  canvas: Canvas,
  { lines, ...titles }: Details,
  top: number,
  height: number,
  zoom: string,
): readonly string[] {
  const wrapped = wrappedDetails(lines, canvas.width);
  const painted = wrapped
    .slice(top, top + height)
    .map(({ text, tone }) => lineOn(canvas).skip(1).fill(text, theme[tone]).toString());
  return [
    detailRule(canvas, titles, wrapped.length - top - height, zoom),
    ...filledLines(painted, canvas.width, height),
  ];
}

/** In a pane of `width` columns. */
export function wrappedDetails(lines: readonly DetailLine[], width: number): readonly DetailLine[] {
  return lines.flatMap(({ text, tone }) => wrapText(text, width - 2).map((part) => ({ text: part, tone })));
}
