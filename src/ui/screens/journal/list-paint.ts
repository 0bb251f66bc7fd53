/** Paints the list of entries: mark, name, state, when and how long, and what else is to be known; each column in its place. */
import { cellWidth } from '../../../text/fit-cell.ts';
import type { JournalEntry } from '../../../journal/journal.ts';
import type { Canvas } from '../../paint/canvas.ts';
import { Line } from '../../paint/line.ts';
import { theme } from '../../theme.ts';
import { entriesOf } from './entries.ts';
import { remarkOn, stateMarks, tookText, whenText } from './entry-words.ts';
import { isMatch } from './find.ts';
import type { JournalLayout } from './layout.ts';
import { listColumns, shownName, stateWidth, type ListColumns } from './list-columns.ts';
import type { JournalScreen } from './state.ts';

export function entryLines(
  canvas: Canvas,
  screen: JournalScreen,
  { listWidth, listHeight }: JournalLayout,
): readonly string[] {
  const { state } = canvas;
  const entries = entriesOf(state, screen.kind);
  const columns = listColumns(state, screen);
  return entries
    .slice(screen.top, screen.top + listHeight)
    .map((entry, index) =>
      entryLine(canvas, screen, entry, screen.top + index === screen.cursor, columns, listWidth),
    );
}

function entryLine(
  canvas: Canvas,
  screen: JournalScreen,
  entry: JournalEntry,
  isUnderCursor: boolean,
  columns: ListColumns,
  width: number,
): string {
  const { state, paint } = canvas;
  const { mark, style } = stateMarks[entry.state];
  const hasKeys = isUnderCursor && state.focus === 'main';
  const isFound = isMatch(screen.found, entry.name);
  const plainStyle = isFound ? theme.found : isUnderCursor ? theme.remembered : theme.plain;
  const line = new Line(paint, width)
    .cell(isUnderCursor ? '›' : '', 2, theme.mark)
    .add(mark, style)
    .add(' ')
    .cell(shownName(entry.name, columns.stamp), columns.name, hasKeys ? theme.selected : plainStyle)
    .skip(2)
    .cell(entry.state, stateWidth, style);
  if (columns.when > 0)
    line.skip(2).cell(whenText(entry, state.timeZone, columns.when === 10), columns.when, theme.muted);
  if (columns.took > 0) line.skip(1).cell(tookText(entry), columns.took, theme.muted, 'right');
  const remark = remarkOn(entry, state.timelines[screen.kind]);
  line.skip(2);
  line.cell(fitted(remark.text, line.room), line.room, remark.style);
  return line.toString();
}

/** Whole words where there is no room for all. */
function fitted(text: string, room: number): string {
  const words = text.split(', ');
  for (let count = words.length; count > 1; count -= 1) {
    const said = words.slice(0, count).join(', ') + (count < words.length ? ' …' : '');
    if (cellWidth(said) <= room) return said;
  }
  return words[0] ?? '';
}
