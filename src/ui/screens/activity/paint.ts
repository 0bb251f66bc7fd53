/** Paints the activity screen: the tabs, the whole in a line, the lines of the tab, and what is said of one of them below. */
import type { ActivityView } from '../../../database/activity/activity.ts';
import { shareText } from '../../../output/activity-words.ts';
import { byteText } from '../../../output/byte-text.ts';
import { counted } from '../../../output/measures.ts';
import { cellWidth } from '../../../text/fit-cell.ts';
import { middleCut } from '../../../text/middle-cut.ts';
import { lineOn, rule, type Canvas } from '../../paint/canvas.ts';
import { errorLines } from '../../paint/error-lines.ts';
import { filledLines } from '../../paint/line.ts';
import { theme } from '../../theme.ts';
import { wrapText } from '../../wrap-text.ts';
import { activityLines, type ActivityLine } from './lines.ts';
import { columnsOf, flexibleWidth, type ActivityColumn } from './columns.ts';
import { activityRoom, isWideScreen } from './layout.ts';
import type { ActivityScreen } from './state.ts';
import { tabLabels } from './tabs.ts';

const tones = { bad: theme.bad, warning: theme.warning, muted: theme.muted, plain: theme.plain } as const;

export function paintActivity(canvas: Canvas, screen: ActivityScreen): readonly string[] {
  const { view, error, tab } = screen;
  if (view === null) {
    const waiting = lineOn(canvas).skip(1).fill('Asking the server …', theme.muted).toString();
    const lines = error === null ? [waiting] : errorLines(canvas, error);
    return filledLines(lines, canvas.width, canvas.height);
  }
  const { list, details } = activityRoom(canvas.height, tab);
  const lines = activityLines(view, tab, isWideScreen(canvas.width));
  const columns = columnsOf(tab, canvas.width, lines);
  const shown = lines
    .slice(screen.top, screen.top + list)
    .map((line, index) => paintedLine(canvas, line, columns, screen.top + index === screen.cursor));
  const nothing = wrapText(nothingText(screen, view), canvas.width - 3).map((part) =>
    lineOn(canvas).skip(2).fill(part, theme.muted).toString(),
  );
  return [
    tabLine(canvas, screen, view),
    wholeLine(canvas, screen, view),
    headLine(canvas, columns),
    ...filledLines(lines.length === 0 ? nothing : shown, canvas.width, list),
    ...(details === 0 ? [] : detailLines(canvas, lines[screen.cursor], details + 1)),
  ];
}

function tabLine(canvas: Canvas, screen: ActivityScreen, view: ActivityView): string {
  const line = lineOn(canvas);
  for (const { tab, text } of tabLabels(screen, view))
    line.skip(1).add(text, tab === screen.tab ? theme.strong : theme.muted);
  return line.toString();
}

/** What cannot be seen, or the last failure, comes before the figures. */
function wholeLine(canvas: Canvas, { error, isWatched }: ActivityScreen, view: ActivityView): string {
  const line = lineOn(canvas).skip(1);
  if (error !== null) return line.fill(error.message, theme.bad).toString();
  const { byteLength, connections, cacheHit, sessions, vacuums, remarks } = view;
  const waiting = sessions.filter(({ blockedBy }) => blockedBy.length > 0).length;
  const parts = [
    ...(isWatched ? [] : ['paused']),
    ...(waiting === 0 ? [] : [`${counted(waiting, 'session')} waiting`]),
    ...vacuums.map(({ table, phase, share }) => `vacuum of ${table}: ${phase} ${shareText(share)}`.trim()),
    ...remarks,
    `database ${byteText(byteLength)}`,
    `${String(connections.used)} of ${counted(connections.most, 'connection')}`,
    ...(cacheHit === null ? [] : [`${shareText(cacheHit)} in memory`]),
  ];
  return line.fill(fittingText(parts, line.room), waiting > 0 ? theme.warning : theme.muted).toString();
}

/** What does not fit is left out, and not cut in a word. */
function fittingText([first = '', ...rest]: readonly string[], room: number): string {
  let text = first;
  for (const part of rest) {
    const longer = `${text} · ${part}`;
    if (cellWidth(longer) <= room) text = longer;
  }
  return text;
}

function nothingText({ tab }: ActivityScreen, { statements }: ActivityView): string {
  if (tab === 'statements' && statements === null)
    return 'No pg_stat_statements: nobody counts what statements take.';
  return tab === 'locks' ? 'Nobody holds a lock on a table.' : 'There are none.';
}

function headLine(canvas: Canvas, columns: readonly ActivityColumn[]): string {
  const line = lineOn(canvas).skip(2);
  const flexible = flexibleWidth(canvas.width, columns);
  for (const { title, width, align } of columns)
    if (width !== 0) line.cell(title, width ?? flexible, theme.muted, align).skip(1);
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
  const flexible = flexibleWidth(canvas.width, columns);
  columns.forEach(({ width: fixed, align, isName }, index) => {
    if (fixed === 0) return;
    if (index > 0) line.cell('', 1, style);
    const width = fixed ?? flexible;
    const text = (cells[index] ?? '').replaceAll(/\s*\n\s*/g, ' ');
    line.cell(isName ? middleCut(text, width) : text, width, style, align);
  });
  return line.toString();
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
