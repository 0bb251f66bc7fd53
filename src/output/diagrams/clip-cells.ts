/** Text of at most so many cells, `…` at its end where something is left out. */
import { cellWidth } from '../../text/fit-cell.ts';

export function clipCells(text: string, cells: number): string {
  if (cellWidth(text) <= cells) return text;
  let clipped = '';
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (cellWidth(clipped + segment) > cells - 1) break;
    clipped += segment;
  }
  return `${clipped}…`;
}
