/** Paints the activity screen: the tabs, the whole in a line, the lines of the tab, and what is said of one of them below. */
import type { ActivityView } from '../../../database/activity/activity.ts';
import { shareText } from '../../../output/activity-words.ts';
import { byteText } from '../../../output/byte-text.ts';
import { counted } from '../../../output/measures.ts';
import { lineOn, rule, type Canvas } from '../../paint/canvas.ts';
import { errorLines } from '../../paint/error-lines.ts';
import { filledLines } from '../../paint/line.ts';
import { theme } from '../../theme.ts';
import { wrapText } from '../../wrap-text.ts';
import {
  activityHeights,
  activityLines,
  type ActivityColumn,
  type ActivityLine,
  columnsOf,
  isWideScreen,
} from './lines.ts';
import { activityTabs, type ActivityScreen } from './state.ts';

const tones = { bad: theme.bad, warning: theme.warning, muted: theme.muted, plain: theme.plain } as const;

export function paintActivity(canvas: Canvas, screen: ActivityScreen): readonly string[] {
  const { view, error, tab } = screen;
  if (view === null) {
    const waiting = lineOn(canvas).skip(1).fill('Asking the server …', theme.muted).toString();
    const lines = error === null ? [waiting] : errorLines(canvas, error);
    return filledLines(lines, canvas.width, canvas.height);
  }
  const { list, details } = activityHeights(canvas.height);
  const lines = activityLines(view, tab, isWideScreen(canvas.width));
  const columns = columnsOf(tab, canvas.width);
  const shown = lines
    .slice(screen.top, screen.top + list)
    .map((line, index) => paintedLine(canvas, line, columns, screen.top + index === screen.cursor));
  const nothing = lineOn(canvas).skip(2).fill(nothingText(screen, view), theme.muted).toString();
  return [
    tabLine(canvas, screen, view),
    wholeLine(canvas, screen, view),
    headLine(canvas, columns),
    ...filledLines(lines.length === 0 ? [nothing] : shown, canvas.width, list),
    ...detailLines(canvas, lines[screen.cursor], details + 1),
  ];
}

function tabLine(canvas: Canvas, { tab: chosen }: ActivityScreen, view: ActivityView): string {
  const line = lineOn(canvas).skip(1);
  for (const tab of activityTabs) {
    const count = tab === 'sessions' || tab === 'locks' ? ` ${String(view[tab].length)}` : '';
    const isChosen = tab === chosen;
    line
      .add(isChosen ? `[${tab}${count}]` : ` ${tab}${count} `, isChosen ? theme.strong : theme.muted)
      .skip(1);
  }
  return line.toString();
}

/** What cannot be seen, or the last failure, comes before the figures. */
function wholeLine(canvas: Canvas, { error, isWatched }: ActivityScreen, view: ActivityView): string {
  const line = lineOn(canvas).skip(1);
  if (error !== null) return line.fill(error.message, theme.bad).toString();
  const { byteLength, connections, cacheHit, sessions, vacuums, remarks } = view;
  const waiting = sessions.filter(({ blockedBy }) => blockedBy.length > 0).length;
  const parts = [
    ...(waiting === 0 ? [] : [`${counted(waiting, 'session')} waiting`]),
    ...vacuums.map(({ table, phase, share }) => `vacuum of ${table}: ${phase} ${shareText(share)}`.trim()),
    ...remarks,
    `database ${byteText(byteLength)}`,
    `${String(connections.used)} of ${counted(connections.most, 'connection')}`,
    ...(cacheHit === null ? [] : [`${shareText(cacheHit)} in memory`]),
    ...(isWatched ? [] : ['paused']),
  ];
  return line.fill(parts.join(' · '), waiting > 0 ? theme.warning : theme.muted).toString();
}

function nothingText({ tab }: ActivityScreen, { statements }: ActivityView): string {
  if (tab === 'statements' && statements === null)
    return 'No pg_stat_statements: nobody counts what statements take.';
  return tab === 'locks' ? 'Nobody holds a lock on a table.' : 'There are none.';
}

function headLine(canvas: Canvas, columns: readonly ActivityColumn[]): string {
  const line = lineOn(canvas).skip(2);
  const flexible = flexibleWidth(canvas, columns);
  for (const { title, width, align } of columns)
    line.cell(title, width ?? flexible, theme.muted, align).skip(1);
  return line.toString();
}

function paintedLine(
  canvas: Canvas,
  { cells, tone }: ActivityLine,
  columns: readonly ActivityColumn[],
  isUnderCursor: boolean,
): string {
  const hasKeys = isUnderCursor && canvas.state.focus === 'main';
  const style = hasKeys ? theme.selected : tones[tone];
  const line = lineOn(canvas).cell(isUnderCursor ? '›' : '', 2, theme.mark);
  const flexible = flexibleWidth(canvas, columns);
  columns.forEach(({ width, align }, index) => {
    if (index > 0) line.cell('', 1, style);
    line.cell((cells[index] ?? '').replaceAll(/\s*\n\s*/g, ' '), width ?? flexible, style, align);
  });
  return line.toString();
}

/** What the other columns leave; each has one blank behind it. */
function flexibleWidth({ width }: Canvas, columns: readonly ActivityColumn[]): number {
  const fixed = columns.reduce((sum, column) => sum + (column.width ?? 0) + 1, 2);
  return Math.max(6, width - fixed + 1);
}

function detailLines(canvas: Canvas, line: ActivityLine | undefined, height: number): readonly string[] {
  const said = (line?.details ?? []).flatMap((text, index) =>
    wrapText(text, canvas.width - 3).map((part) =>
      lineOn(canvas)
        .skip(2)
        .fill(part, index === 0 && line?.session != null ? theme.muted : theme.plain)
        .toString(),
    ),
  );
  return filledLines([rule(canvas, titleOf(line), theme.strong), ...said], canvas.width, height);
}

function titleOf(line: ActivityLine | undefined): string {
  if (line === undefined) return '';
  return line.session === null ? (line.cells[0] ?? '') : `pid ${String(line.session.pid)}`;
}
