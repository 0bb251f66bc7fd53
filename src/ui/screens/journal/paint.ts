/** Paints the journal screen: entries above, the file or what ran below. */
import type { EntryState, ExecutedStatement, JournalEntry, StepResult } from '../../../journal/journal.ts';
import { lineOn, rule, type Canvas } from '../../paint/canvas.ts';
import { errorLines } from '../../paint/error-lines.ts';
import { highlightedLines } from '../../paint/highlight.ts';
import { filledLines } from '../../paint/line.ts';
import type { TextStyle } from '../../terminal/style.ts';
import { placedAt } from '../../terminal/styled-line.ts';
import { theme } from '../../theme.ts';
import { wrapText } from '../../wrap-text.ts';
import { cellWidth } from '../../../text/fit-cell.ts';
import { entriesOf } from './entries.ts';
import { recordedText, storageLines } from './recorded.ts';
import { runLines } from './run-lines.ts';
import type { JournalScreen } from './state.ts';
import { listHeight } from './layout.ts';

const marks: Readonly<
  Record<EntryState, { readonly mark: string; readonly word: string; readonly style: TextStyle }>
> = {
  executed: { mark: '●', word: 'executed', style: theme.good },
  pending: { mark: '○', word: 'pending', style: theme.warning },
  orphaned: { mark: '✗', word: 'file is gone', style: theme.bad },
};

/** Cells of the state at the right, the gap before it included. */
const wordWidth = 14;

export function paintJournal(canvas: Canvas, screen: JournalScreen): readonly string[] {
  const journal = canvas.state.journals[screen.kind];
  if (journal.status === 'failed') {
    return filledLines(errorLines(canvas, journal.report), canvas.width, canvas.height);
  }
  const entries = entriesOf(canvas.state, screen.kind);
  if (entries.length === 0) {
    const text =
      journal.status === 'ready'
        ? `No ${screen.kind} in ${journal.value.folder ?? 'this project'}.`
        : 'Reading …';
    return filledLines(
      [lineOn(canvas).skip(1).fill(text, theme.muted).toString()],
      canvas.width,
      canvas.height,
    );
  }
  const height = listHeight(canvas.state, screen);
  const recordedWidth = Math.max(...entries.map((entry) => cellWidth(recordedText(entry))));
  const list = entries
    .slice(screen.top, screen.top + height)
    .map((entry, index) => entryLine(canvas, entry, screen.top + index === screen.cursor, recordedWidth));
  const above = storageLines(canvas.state, screen.kind).map((text) =>
    lineOn(canvas).skip(1).fill(text, theme.muted).toString(),
  );
  const detailHeight = Math.max(0, canvas.height - above.length - height - 1);
  const detail = detailLines(canvas, screen);
  const top = Math.min(screen.detailTop, Math.max(0, detail.length - detailHeight));
  return [
    ...above,
    ...filledLines(list, canvas.width, height),
    rule(canvas, detailTitle(screen, entries[screen.cursor]), theme.strong),
    ...filledLines(detail.slice(top, top + detailHeight), canvas.width, detailHeight),
  ].slice(0, canvas.height);
}

/** `recordedWidth` is what the longest of their recorded names asks for; the name of the file goes first. */
function entryLine(
  canvas: Canvas,
  entry: JournalEntry,
  isUnderCursor: boolean,
  recordedWidth: number,
): string {
  const { mark, word, style } = marks[entry.state];
  const hasKeys = isUnderCursor && canvas.state.focus === 'main';
  const line = lineOn(canvas)
    .cell(isUnderCursor ? '›' : '', 2, theme.mark)
    .add(`${mark} `, style);
  const nameStyle = hasKeys ? theme.selected : isUnderCursor ? theme.remembered : theme.plain;
  const room = line.room - wordWidth;
  const asideWidth = recordedWidth === 0 ? 0 : Math.min(recordedWidth, Math.floor(room * 0.4)) + 1;
  line.cell(entry.name, Math.max(10, room - asideWidth), nameStyle);
  if (asideWidth > 0) line.skip(1).cell(recordedText(entry), asideWidth - 1, theme.muted);
  return line.skip(1).fill(word, style, 'right').toString();
}

function detailTitle(screen: JournalScreen, entry: JournalEntry | undefined): string {
  if (screen.run !== null)
    return screen.run.isWaiting ? 'Waiting for another migrator' : `${screen.run.title} …`;
  if (screen.detail === null) return '';
  if (screen.detail.type === 'run') return 'What ran';
  const recordedAs = entry?.name === screen.detail.name ? entry.recordedAs : undefined;
  return recordedAs === undefined ? screen.detail.name : `${screen.detail.name}, recorded as ${recordedAs}`;
}

function detailLines(canvas: Canvas, screen: JournalScreen): readonly string[] {
  if (screen.run !== null) {
    return [
      ...runLines(screen.run, canvas.width - 2).map(({ text, style }) =>
        lineOn(canvas).skip(1).fill(text, style).toString(),
      ),
      ...[...screen.run.statements].reverse().flatMap((statement) => statementLines(canvas, statement)),
    ];
  }
  if (screen.detail === null) return [];
  switch (screen.detail.type) {
    case 'missing-file':
      return wrapText(screen.detail.why, canvas.width - 2).map((text) =>
        lineOn(canvas).skip(1).fill(text, theme.bad).toString(),
      );
    case 'file': {
      const lines = screen.detail.text.replace(/\n$/, '').split('\n').map(expandTabs);
      const numberWidth = String(lines.length).length;
      const painted = highlightedLines(canvas.paint, lines, 'javascript', canvas.width - numberWidth - 2);
      return painted.map(
        (line, index) =>
          `${canvas.paint(String(index + 1).padStart(numberWidth + 1), theme.muted)} ${placedAt(line, numberWidth + 2)}`,
      );
    }
    case 'run':
      return screen.detail.results.flatMap((result) => resultLines(canvas, result));
  }
}

function expandTabs(line: string): string {
  return line.replaceAll('\t', '  ');
}

function resultLines(canvas: Canvas, result: StepResult): readonly string[] {
  const isDone = result.status === 'done';
  const time = `${(result.durationMs / 1000).toFixed(3)} s`;
  const kept = result.wasAtomic ? 'nothing was kept' : 'what ran before it was kept';
  const title = lineOn(canvas)
    .skip(1)
    .add(isDone ? '✓ ' : '✗ ', isDone ? theme.good : theme.bad)
    .add(`${result.direction === 'up' ? 'up' : 'down'}  ${result.name}`, theme.strong)
    .add(`  ${time}`, theme.muted)
    .add(
      isDone ? (result.wasAtomic ? '' : '  not atomic') : `  failed, ${kept}`,
      isDone ? theme.warning : theme.bad,
    );
  return [
    title.toString(),
    ...(result.error === null ? [] : errorLines(canvas, result.error)),
    ...result.statements.flatMap((statement) => statementLines(canvas, statement)),
    lineOn(canvas).toString(),
  ];
}

function statementLines(canvas: Canvas, statement: ExecutedStatement): readonly string[] {
  const timeWidth = 9;
  const width = Math.max(10, canvas.width - timeWidth - 2);
  const time = statement.durationMs === null ? '' : `${String(Math.round(statement.durationMs))} ms`;
  return highlightedLines(canvas.paint, wrapText(statement.sql, width), 'sql', width).map(
    (line, index) =>
      `${canvas.paint((index === 0 ? time : '').padStart(timeWidth), theme.muted)} ${placedAt(line, timeWidth + 1)} `,
  );
}
