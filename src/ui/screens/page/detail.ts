/** What is told of the line under the cursor, in lines: labels under one another, texts wrapped beside them. Pure. */
import { sanitiseLine } from '../../../output/sanitise.ts';
import { cellWidth } from '../../../text/fit-cell.ts';
import { wrapText } from '../../wrap-text.ts';
import type { PageLine } from './page-lines.ts';

export interface PageDetailLine {
  readonly label: string;
  /** Columns of the label and the blanks behind it. */
  readonly indent: number;
  readonly text: string;
}

/** Left and right of the lines. */
const margins = 3;

/** `width` is that of the pane. */
export function detailLinesOf(line: PageLine | undefined, width: number): readonly PageDetailLine[] {
  if (line === undefined) return [];
  const { details: all } = line.type === 'row' ? line.row : line;
  const details = all.filter(({ text }) => text !== '');
  const widest = Math.max(0, ...details.map(({ label }) => cellWidth(label)));
  const indent = widest === 0 ? 0 : widest + 2;
  return details.flatMap(({ label, text }) => {
    // What has no label begins at the edge.
    const own = label === '' ? 0 : indent;
    return wrapText(text, Math.max(10, width - margins - own)).map((part, index) => ({
      label: index === 0 ? label : '',
      indent: own,
      text: sanitiseLine(part),
    }));
  });
}
