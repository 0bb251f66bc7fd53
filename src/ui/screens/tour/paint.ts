/** Paints the tour: where one is in it, the stop, and beside it the contents where there is room. */
import { cellWidth } from '../../../text/fit-cell.ts';
import { lineOn, type Canvas } from '../../paint/canvas.ts';
import { errorLines } from '../../paint/error-lines.ts';
import { filledLines, Line } from '../../paint/line.ts';
import { theme } from '../../theme.ts';
import { contentsRows } from './contents.ts';
import { tourRoom } from './layout.ts';
import type { TourLine } from './lines.ts';
import type { TourScreen } from './state.ts';
import { stopAt, tourThrough, type Tour } from './stops.ts';
import { linesOf } from './update.ts';

/** Narrower where what is said beside it would be cut. */
const barWidths = { wide: 24, narrow: 10, wideFrom: 80 } as const;

export function paintTour(canvas: Canvas, screen: TourScreen): readonly string[] {
  const { state, width, height, paint } = canvas;
  if (state.schema.status === 'failed')
    return filledLines(errorLines(canvas, state.schema.report), width, height);
  if (state.schema.status !== 'ready') {
    const waiting = lineOn(canvas).skip(1).fill('Reading the schema …', theme.muted).toString();
    return filledLines([waiting], width, height);
  }
  const tour = tourThrough(state.schema.value);
  const room = tourRoom(width, height);
  const side = room.contents === 0 ? 0 : room.contents + 3;
  const own: Canvas = { ...canvas, width: width - side };
  const lines = linesOf(tour, screen, room.text);
  const shown = lines.slice(screen.top, screen.top + room.height).map((line) => stopLine(own, line));
  const below = Math.max(0, lines.length - screen.top - room.height);
  const heads = headLines(own, tour, screen, { above: screen.top, below });
  const stop = filledLines([...heads, ...shown], own.width, height);
  if (side === 0) return stop;
  const contents = contentsLines(canvas, tour, screen, room.contents);
  return stop.map((line, row) =>
    new Line(paint, width)
      .put(contents[row] ?? ' '.repeat(room.contents), room.contents)
      .cell(' │ ', 3, theme.muted)
      .put(line, own.width)
      .toString(),
  );
}

/** `━━━━────  3 of 12`, and what it is about, with how many lines of it are not seen. */
function headLines(
  canvas: Canvas,
  tour: Tour,
  { stop }: TourScreen,
  hidden: { readonly above: number; readonly below: number },
): readonly string[] {
  const total = tour.stops.length;
  const barWidth = canvas.width < barWidths.wideFrom ? barWidths.narrow : barWidths.wide;
  const done = total === 0 ? 0 : Math.round((Math.min(stop, total) / total) * barWidth);
  const placed = stopAt(tour, stop);
  const where = lineOn(canvas).skip(1);
  where.add('━'.repeat(done), theme.number).add('─'.repeat(barWidth - done), theme.muted);
  where.add(`  ${String(Math.min(stop, total))} of ${String(total)}`, theme.strong);
  const chapters = `${String(placed?.chapterNumber ?? 0)} of ${String(tour.tour.chapters.length)}`;
  if (placed !== null) where.add(`  ${placed.chapter.title} (chapter ${chapters})`, theme.muted);
  const title = placed?.stop.node ?? 'The schema';
  const arrows = [
    ...(hidden.above > 0 ? [`↑ ${String(hidden.above)}`] : []),
    ...(hidden.below > 0 ? [`↓ ${String(hidden.below)}`] : []),
  ].join(' ');
  const about = lineOn(canvas).skip(1);
  const aside = arrows === '' ? 0 : cellWidth(arrows) + 2;
  about.cell(title, Math.max(0, about.room - aside), theme.heading);
  return [
    where.toString(),
    about.fill(arrows === '' ? '' : `${arrows} `, theme.muted, 'right').toString(),
    lineOn(canvas).toString(),
  ];
}

function stopLine(canvas: Canvas, { label, indent, text, tone }: TourLine): string {
  const line = lineOn(canvas).skip(1);
  if (indent > 0) line.cell(label, indent - 2, theme.strong).skip(2);
  return line.fill(text, theme[tone]).toString();
}

function contentsLines(canvas: Canvas, tour: Tour, { stop }: TourScreen, width: number): readonly string[] {
  return contentsRows(tour, stop, canvas.height).map(({ text, place }) => {
    const isHere = place === stop;
    const line = new Line(canvas.paint, width).cell(isHere ? '›' : '', 2, theme.mark);
    if (place === null) return line.fill(text, theme.heading).toString();
    const style = isHere ? theme.remembered : place < stop ? theme.muted : theme.plain;
    return line
      .skip(place === 0 ? 0 : 1)
      .fill(text, style)
      .toString();
  });
}
