/** Paints the list of candidates: below what they would follow, a rule to close it, over whatever stands there. */
import { cellWidth } from '../../text/fit-cell.ts';
import { lineOn, rule, type Canvas } from '../paint/canvas.ts';
import { scrolledTo } from '../scroll.ts';
import { theme } from '../theme.ts';
import type { CandidateList } from './candidates.ts';

const mostShown = 8;
/** Columns of what is said beside that the list moves left for. */
const mostAside = 24;

/** `indent`: the columns left of the text that is completed. At most `room` lines. */
export function paintCandidates(
  canvas: Canvas,
  list: CandidateList,
  indent: number,
  room: number,
): readonly string[] {
  const { candidates, chosen } = list;
  const height = Math.min(mostShown, candidates.length, room - 1);
  if (height < 1) return [];
  const top = scrolledTo(chosen, 0, height);
  const width = Math.min(
    Math.max(...candidates.map(({ text }) => cellWidth(text))),
    Math.floor((canvas.width - indent) * 0.6),
  );
  const lines = candidates.slice(top, top + height).map(({ text, aside }, index) => {
    const isChosen = top + index === chosen;
    return lineOn(canvas)
      .skip(Math.max(0, indent - 2))
      .cell(isChosen ? '›' : '', Math.min(2, indent), theme.mark)
      .cell(text, width, isChosen ? theme.selected : theme.plain)
      .skip(2)
      .fill(aside, theme.muted)
      .toString();
  });
  const place = candidates.length > height ? `${chosen + 1} of ${candidates.length}` : '';
  return [...lines, rule(canvas, place, theme.muted)];
}

/**
 * The lines of a screen with the list over them: below line `y`, or above it where there is more room; further left than `x`
 * where it would be cut. What is covered stands still.
 */
export function withCandidates(
  canvas: Canvas,
  lines: readonly string[],
  list: CandidateList | null,
  { x, y }: { readonly x: number; readonly y: number },
): readonly string[] {
  if (list === null) return lines;
  const widest = (of: 'text' | 'aside'): number =>
    Math.max(...list.candidates.map((candidate) => cellWidth(candidate[of])));
  const needed = widest('text') + 2 + Math.min(mostAside, widest('aside'));
  const indent = Math.max(2, Math.min(x, canvas.width - Math.ceil(Math.max(needed, widest('text') / 0.6))));
  const below = lines.length - y - 1;
  const wanted = Math.min(mostShown, list.candidates.length) + 1;
  const isAbove = below < wanted && y > below;
  const shown = paintCandidates(canvas, list, indent, isAbove ? y : below);
  const start = isAbove ? y - shown.length : y + 1;
  return [...lines.slice(0, start), ...shown, ...lines.slice(start + shown.length)];
}
