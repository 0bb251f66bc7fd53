/** Cuts names in their middle: those of one place begin alike, and are told apart by how they end. */
import { graphemes, graphemeWidth } from './char-width.ts';
import { cellWidth, neutralise } from './fit-cell.ts';

/** Columns from which on there is something to see at both sides of the `…`. */
const leastWidth = 6;

/** The text where it needs no more than `width` columns, else its beginning, `…`, and as much of its end or a little more. Graphemes stay whole. */
export function middleCut(text: string, width: number): string {
  if (width < leastWidth || cellWidth(text) <= width) return text;
  const all = graphemes(neutralise(text));
  const tail = leading([...all].reverse(), Math.ceil((width - 1) / 2)).reverse();
  const tailWidth = cellWidth(tail.join(''));
  return `${leading(all, width - 1 - tailWidth).join('')}…${tail.join('')}`;
}

/** As many of the first as have room. */
function leading(all: readonly string[], width: number): string[] {
  let columns = 0;
  const end = all.findIndex((grapheme) => {
    columns += graphemeWidth(grapheme);
    return columns > width;
  });
  return all.slice(0, end === -1 ? all.length : end);
}
