/** Paints the list of completions: the candidates below what they would follow, a rule to close it. */
import { lineOn, rule, type Canvas } from '../../paint/canvas.ts';
import { scrolledTo } from '../../scroll.ts';
import { cellWidth } from '../../../text/fit-cell.ts';
import { theme } from '../../theme.ts';
import type { CompletionList } from './completion-list.ts';

const mostShown = 8;

/** `indent`: the columns left of the text that is completed. At most `room` lines. */
export function paintCompletion(
  canvas: Canvas,
  list: CompletionList,
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
