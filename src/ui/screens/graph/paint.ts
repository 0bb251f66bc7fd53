/** Paints the graph screen: heads, boxes and lines, and below them in words what ties the two that the cursor is between. */
import { lineOn, type Canvas } from '../../paint/canvas.ts';
import { errorLines } from '../../paint/error-lines.ts';
import { filledLines } from '../../paint/line.ts';
import { theme } from '../../theme.ts';
import { cellWidth } from '../../../text/fit-cell.ts';
import { knownGraph } from '../schema/known-schema.ts';
import { paintAround } from './around-paint.ts';
import { detailsOf } from './details.ts';
import { paintDetails } from './details-paint.ts';
import { graphHeights } from './heights.ts';
import { sceneOf, type Scene } from './scene.ts';
import type { GraphScreen } from './state.ts';
import { paintTiles } from './tiles-paint.ts';

export function paintGraph(canvas: Canvas, screen: GraphScreen): readonly string[] {
  const { state, width, height } = canvas;
  if (state.schema.status === 'failed') {
    return filledLines(errorLines(canvas, state.schema.report), width, height);
  }
  const graph = knownGraph(state);
  if (graph === null) return said(canvas, 'Reading the schema …');
  if (screen.zoom === 'clusters' || screen.centre === null) return paintTiles(canvas, screen, graph);
  const { boxes, details: detailHeight } = graphHeights(height);
  const { centre, cursor, remembered } = screen;
  const isFar = screen.zoom === 'far';
  const scene = sceneOf({ graph, centre, isFar, cursor, remembered, width, height: boxes });
  if (scene === null) return said(canvas, `The schema has no ${centre} any more.`);
  const details = detailsOf(scene, screen, graph);
  return [
    headLine(canvas, scene),
    ...paintAround(canvas, scene, cursor),
    ...paintDetails(canvas, details, screen.detailTop, detailHeight, isFar ? 'two steps' : 'neighbours'),
  ];
}

function said(canvas: Canvas, text: string): readonly string[] {
  const line = lineOn(canvas).skip(1).fill(text, theme.muted).toString();
  return filledLines([line], canvas.width, canvas.height);
}

/** Over each side what stands there, and how many. */
function headLine(canvas: Canvas, { around, margin, hidden }: Scene): string {
  const line = lineOn(canvas).skip(margin);
  const { left, right } = around;
  const before = left.length === 0 ? '' : `${hidden === 'left' ? '◂ ' : ''}refers to ${String(left.length)}`;
  const after =
    right.length === 0
      ? ''
      : `${String(right.length)} ${right.length === 1 ? 'refers' : 'refer'} to it${hidden === 'right' ? ' ▸' : ''}`;
  line.add(before, theme.muted);
  return line
    .skip(Math.max(0, line.room - cellWidth(after) - margin))
    .fill(after, theme.muted)
    .toString();
}
