/** What a painter is given: the state, the room, and the means. Painters are pure: the same canvas gives the same lines. */
import type { State } from '../state.ts';
import type { Painter, TextStyle } from '../terminal/style.ts';
import { Line } from './line.ts';

export interface Canvas {
  readonly state: State;
  readonly width: number;
  readonly height: number;
  readonly paint: Painter;
}

export function lineOn(canvas: Canvas): Line {
  return new Line(canvas.paint, canvas.width);
}

/** A thin rule with a word in it. */
export function rule(canvas: Canvas, text: string, style: TextStyle): string {
  const line = lineOn(canvas);
  if (text !== '') line.add('── ', { dim: true }).add(text, style).add(' ');
  return line.fill('─'.repeat(Math.max(0, line.room)), { dim: true }).toString();
}
