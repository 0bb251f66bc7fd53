/** Paints the rule between the text and the results: the results by name, what runs, what is watched, the transaction. */
import { groupedDigits } from '../../../output/grouped-digits.ts';
import type { TimeZone } from '../../../output/instant-text.ts';
import { cellWidth } from '../../../text/fit-cell.ts';
import { lineOn, rule, type Canvas } from '../../paint/canvas.ts';
import { Line } from '../../paint/line.ts';
import { theme } from '../../theme.ts';
import { clockText } from '../rows/watch-text.ts';
import type { SqlScreen, SqlTab } from './state.ts';

const gap = ' ─ ';

export function paintRule(canvas: Canvas, screen: SqlScreen): string {
  const { tabs, active, requestId, watch } = screen;
  const aside = asideText(screen, canvas.state.timeZone);
  const isRunning = requestId !== null && watch === null;
  if (tabs.length === 0) return rule(canvas, isRunning ? 'Running …' : aside, theme.muted);
  const end = aside === '' ? '' : ` ${aside} `;
  const room = Math.max(0, canvas.width - cellWidth(end));
  const names = tabs.map((tab) => tabText(tab, screen));
  const first = firstShown(names, active, room - cellWidth('── … ─  ─ Running …'));
  const line = new Line(canvas.paint, room).add(first === 0 ? '── ' : '── … ─ ', theme.muted);
  names.slice(first).forEach((name, index) => {
    if (index > 0) line.add(gap, theme.muted);
    line.add(name, first + index === active ? theme.strong : theme.muted);
  });
  if (isRunning) line.add(gap, theme.muted).add('Running …', theme.warning);
  line.add(' ').fill('─'.repeat(line.room), theme.muted);
  return lineOn(canvas).put(line.toString(), room).fill(end, theme.warning).toString();
}

function tabText({ line, durationMs }: SqlTab, { hasTiming }: SqlScreen): string {
  return hasTiming && durationMs !== null ? `${line} ${groupedDigits(Math.round(durationMs))} ms` : line;
}

/** The first name that is shown, so that the active one is in view. */
function firstShown(names: readonly string[], active: number, room: number): number {
  let first = active;
  let width = cellWidth(names[active] ?? '');
  while (first > 0) {
    width += gap.length + cellWidth(names[first - 1] ?? '');
    if (width > room) break;
    first -= 1;
  }
  return first;
}

function asideText({ transaction, watch }: SqlScreen, timeZone: TimeZone): string {
  const parts = watch === null ? [] : [watchText(watch, timeZone)];
  if (transaction === 'open') parts.push('in a transaction');
  if (transaction === 'failed') parts.push('failed transaction: ROLLBACK');
  return parts.join(' · ');
}

/** `every 2 s · 3 times · 12:00:05` */
function watchText({ seconds, count, ranAt }: NonNullable<SqlScreen['watch']>, timeZone: TimeZone): string {
  const times = `${groupedDigits(count)} ${count === 1 ? 'time' : 'times'}`;
  const last = ranAt === null ? [] : [`last ${clockText(ranAt, timeZone)}`];
  return [`every ${seconds.toLocaleString('en')} s`, times, ...last].join(' · ');
}
