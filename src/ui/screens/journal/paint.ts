/** Paints the journal screen: what the journal comes to, the timeline, and the tabs of the entry under the cursor. */
import { lineOn, type Canvas } from '../../paint/canvas.ts';
import { errorLines } from '../../paint/error-lines.ts';
import { filledLines, Line } from '../../paint/line.ts';
import { visibleLine } from '../../terminal/line-input.ts';
import { placedAt } from '../../terminal/styled-line.ts';
import { theme } from '../../theme.ts';
import { cellWidth } from '../../../text/fit-cell.ts';
import { groupedDigits } from '../../../output/grouped-digits.ts';
import { countsText } from './counts-text.ts';
import { paintDetail } from './detail/paint.ts';
import { entriesOf } from './entries.ts';
import { journalLayout } from './layout.ts';
import { entryLines } from './list-paint.ts';
import { storageLines } from './recorded.ts';
import type { JournalScreen } from './state.ts';

const findLabel = ' find ';

export function paintJournal(canvas: Canvas, screen: JournalScreen): readonly string[] {
  const journal = canvas.state.journals[screen.kind];
  if (journal.status === 'failed') {
    return filledLines(errorLines(canvas, journal.report), canvas.width, canvas.height);
  }
  if (entriesOf(canvas.state, screen.kind).length === 0) {
    const text =
      journal.status === 'ready'
        ? `No ${screen.kind} in ${journal.value.folder ?? 'this project'}.`
        : 'Reading …';
    return filledLines([mutedLine(canvas, text)], canvas.width, canvas.height);
  }
  const layout = journalLayout(canvas.state, screen);
  const list = filledLines(entryLines(canvas, screen, layout), layout.listWidth, layout.listHeight);
  const detail = paintDetail(canvas, screen);
  const above = [
    summaryLine(canvas, screen),
    ...storageLines(canvas.state, screen.kind).map((text) => mutedLine(canvas, text)),
  ];
  const below = layout.isWide
    ? list.map(
        (line, index) =>
          `${line}${canvas.paint(index === 0 ? '├' : '│', theme.muted)}${placedAt(detail[index] ?? '', layout.listWidth + 1)}`,
      )
    : [...list, ...detail];
  return filledLines([...above, ...below], canvas.width, canvas.height);
}

function mutedLine(canvas: Canvas, text: string): string {
  return lineOn(canvas).skip(1).fill(text, theme.muted).toString();
}

/** The counts, or the text that is looked for while it is typed; the place in the list at the right. */
function summaryLine(canvas: Canvas, screen: JournalScreen): string {
  const entries = entriesOf(canvas.state, screen.kind);
  const place = `${groupedDigits(screen.cursor + 1)} of ${groupedDigits(entries.length)} `;
  const line = new Line(canvas.paint, canvas.width);
  if (screen.finding !== null) {
    const { text } = visibleLine(screen.finding.line, canvas.width - findLabel.length - 1);
    return line.add(findLabel, theme.heading).fill(text).toString();
  }
  line.skip(1).cell(countsText(entries), Math.max(0, line.room - cellWidth(place) - 1), theme.plain);
  return line.fill(place, theme.muted, 'right').toString();
}

/** Where the terminal's cursor stands while a text is looked for, from the pane's corner. */
export function journalCursor(canvas: Canvas, { finding }: JournalScreen): { x: number; y: number } | null {
  if (finding === null) return null;
  const { cursorColumn } = visibleLine(finding.line, canvas.width - findLabel.length - 1);
  return { x: findLabel.length + cursorColumn, y: 0 };
}
