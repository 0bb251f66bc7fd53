/** Rows one under the other, a column a line, as `\x` of psql has them. Pure. */
import { cellText } from '../../../output/cell.ts';
import { groupedDigits } from '../../../output/grouped-digits.ts';
import type { TimeZone } from '../../../output/instant-text.ts';
import type { Value } from '../../../queries/query-spec.ts';
import { cellWidth } from '../../../text/fit-cell.ts';
import { rememberLast } from '../../paint/remember-last.ts';
import { wrapText } from '../../wrap-text.ts';
import type { RowsScreen } from '../rows/state.ts';

export type ExpandedLine =
  | { readonly type: 'row'; readonly text: string }
  /** `name` is empty where a value goes on. */
  | {
      readonly type: 'column';
      readonly name: string;
      readonly text: string;
      readonly isNothing: boolean;
    };

export interface ExpandedRows {
  readonly lines: readonly ExpandedLine[];
  readonly nameWidth: number;
}

/** A value that needs more lines ends in `…`: the record has it whole. */
const mostLines = 4;
const mostCharacters = 1000;
/** Before the name, between it and the value, and behind that. */
const around = 5;
/** Long names are cut before this many columns of values are: a UUID is seen whole. */
const valueRoom = 36;

/** Of the rows that are here. Made once for what is shown: scrolling costs nothing. */
export const expandedRows = rememberLast(
  (
    window: RowsScreen['window'],
    columns: RowsScreen['columns'],
    width: number,
    timeZone: TimeZone,
  ): ExpandedRows => {
    const page = window?.pages[0];
    const longest = Math.max(1, ...columns.map(({ name }) => cellWidth(name)));
    const nameWidth = Math.min(longest, Math.max(Math.floor(width / 4), width - around - valueRoom));
    const rows = page?.rows ?? [];
    const total = `${groupedDigits(rows.length)}${page?.hasAfter === true ? '+' : ''}`;
    const lines = rows.flatMap((row, index): readonly ExpandedLine[] => [
      { type: 'row', text: `row ${groupedDigits(index + 1)} of ${total}` },
      ...columns.flatMap((column, at) => {
        const value: Value = row[at] ?? null;
        const text = cellText(value, { kind: column.kind, maxLength: mostCharacters, timeZone });
        return columnLines(column.name, text, value === null || value === '', width - nameWidth - around);
      }),
    ]);
    return { lines, nameWidth };
  },
);

function columnLines(name: string, text: string, isNothing: boolean, width: number): readonly ExpandedLine[] {
  const wrapped = wrapText(text, width, mostLines + 1);
  const shown = wrapped.slice(0, mostLines);
  return shown.map((line, index) => {
    const isCut = index === mostLines - 1 && wrapped.length > mostLines;
    const cut = isCut ? `${line.slice(0, Math.max(0, width - 1))}…` : line;
    return { type: 'column', name: index === 0 ? name : '', text: cut, isNothing };
  });
}
