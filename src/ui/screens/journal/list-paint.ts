/** Paints the list of entries: mark, name, state, when and how long, and what else is to be known; each column in its place. */
import { cellWidth } from '../../../text/fit-cell.ts';
import type { JournalEntry } from '../../../journal/journal.ts';
import type { Canvas } from '../../paint/canvas.ts';
import { Line } from '../../paint/line.ts';
import { theme } from '../../theme.ts';
import { entriesOf } from './entries.ts';
import { remarkOn, stateMarks, tookText, whenText } from './entry-words.ts';
import { isMatch } from './find.ts';
import { entryWidths, type JournalLayout } from './layout.ts';
import type { JournalScreen } from './state.ts';
import type { Timeline } from './timeline.ts';

const leadWidth = 4;
const stateWidth = 8;
const tookWidth = 8;
/** What remarks need at least, and what most of them need. */
const remarkWidth = 12;
const wholeRemarkWidth = 28;

interface Columns {
  readonly name: number;
  /** 0 where there is no room, or nothing to say. */
  readonly when: 0 | 10 | 16;
  readonly took: number;
  /** Of what is in view: the remarks take what is left. */
  readonly hasRemarks: boolean;
}

export function entryLines(
  canvas: Canvas,
  screen: JournalScreen,
  { listWidth, listHeight }: JournalLayout,
): readonly string[] {
  const { state } = canvas;
  const entries = entriesOf(state, screen.kind);
  const timeline = state.timelines[screen.kind];
  const columns = columnsIn(listWidth, entries, timeline);
  return entries
    .slice(screen.top, screen.top + listHeight)
    .map((entry, index) =>
      entryLine(canvas, screen, entry, screen.top + index === screen.cursor, columns, listWidth),
    );
}

/** Names first, then a remark, the day, all remarks, the hour, the time it took. */
function columnsIn(width: number, entries: readonly JournalEntry[], timeline: Timeline): Columns {
  const { nameWidth, hasHistory, hasFlags } = entryWidths(entries);
  const hasRemarks = hasFlags || isRemarkable(timeline);
  const room = width - leadWidth - stateWidth - 2 - (hasRemarks ? remarkWidth + 2 : 0);
  const name = Math.min(nameWidth, Math.max(16, room));
  const left = hasHistory ? room - name : 0;
  const forRemarks = hasRemarks ? wholeRemarkWidth - remarkWidth : 0;
  const when = left >= 19 + forRemarks ? 16 : left >= 13 ? 10 : 0;
  const took = when === 16 && left >= 19 + forRemarks + tookWidth + 1 ? tookWidth : 0;
  return { name, when, took, hasRemarks };
}

function isRemarkable({ checks, lints, rehearsals, rehearsing }: Timeline): boolean {
  if (rehearsals.size > 0 || rehearsing !== null) return true;
  for (const { flags } of checks.values()) if (flags.length > 0) return true;
  for (const lint of lints.values()) if (lint.type === 'linted' && lint.findings.length > 0) return true;
  return false;
}

function entryLine(
  canvas: Canvas,
  screen: JournalScreen,
  entry: JournalEntry,
  isUnderCursor: boolean,
  columns: Columns,
  width: number,
): string {
  const { state, paint } = canvas;
  const { mark, style } = stateMarks[entry.state];
  const hasKeys = isUnderCursor && state.focus === 'main';
  const isFound = isMatch(screen.found, entry.name);
  const plainStyle = isFound ? theme.found : isUnderCursor ? theme.remembered : theme.plain;
  const line = new Line(paint, width)
    .cell(isUnderCursor ? '›' : '', 2, theme.mark)
    .add(`${mark} `, style)
    .cell(entry.name, columns.name, hasKeys ? theme.selected : plainStyle)
    .skip(2)
    .cell(entry.state, stateWidth, style);
  if (columns.when > 0)
    line.skip(2).cell(whenText(entry, state.timeZone, columns.when === 10), columns.when, theme.muted);
  if (columns.took > 0) line.skip(1).cell(tookText(entry), columns.took, theme.muted, 'right');
  if (columns.hasRemarks) {
    const remark = remarkOn(entry, state.timelines[screen.kind]);
    line.skip(2);
    line.cell(fitted(remark.text, line.room), line.room, remark.style);
  }
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
