/** Paints a value that came clipped: its beginning, and how large it is. */
import { byteText } from '../../../output/byte-text.ts';
import { cellText } from '../../../output/cell.ts';
import type { Value } from '../../../queries/query-spec.ts';
import { cellWidth } from '../../../text/fit-cell.ts';
import type { Line } from '../../paint/line.ts';
import type { TextStyle } from '../../terminal/style.ts';
import { theme } from '../../theme.ts';
import type { GridColumn } from './state.ts';

/** Cells of the beginning that are worth more than the size. */
const leastBeginning = 8;

/** `byteLength` is null where nobody knows: what a virtual attribute would make of the whole record. */
export function addClippedCell(
  line: Line,
  { width }: GridColumn,
  beginning: Value,
  byteLength: number | null,
  style: TextStyle,
): void {
  const size = byteLength === null ? '' : byteText(byteLength);
  if (beginning === '') {
    line.cell(`… ${size}`.trimEnd(), width, { ...theme.muted, ...style });
    return;
  }
  // A blank where it was cut is no blank at its end.
  const shown = typeof beginning === 'string' ? beginning.trimEnd() : beginning;
  const text = `${cellText(shown, { kind: 'text', maxLength: width * 2 })}…`;
  const sizeWidth = cellWidth(size) + 1;
  if (size === '' || width - sizeWidth < leastBeginning) {
    line.cell(text, width, style);
    return;
  }
  line.cell(text, width - sizeWidth, style).cell(size, sizeWidth, { ...theme.muted, ...style }, 'right');
}
