/** Paints the status line: the latest notice, or where the cursor is and what the rows are made of; time at the right. */
import { problemsOf, problemsText } from '../problems.ts';
import { estimateText } from '../sidebar/items.ts';
import type { RowsScreen } from '../screens/rows/state.ts';
import { scopesText } from '../screens/rows/scopes.ts';
import { currentScreen } from '../state.ts';
import { cellWidth } from '../terminal/fit-cell.ts';
import { theme } from '../theme.ts';
import { lineOn, type Canvas } from './canvas.ts';

const noticeStyles = { plain: theme.plain, good: theme.good, bad: theme.bad } as const;

export function paintStatusLine(canvas: Canvas): readonly string[] {
  const { state } = canvas;
  const screen = currentScreen(state);
  const aside =
    state.running.size > 0 ? 'working …  ^c cancels ' : asideOf(screen.type === 'rows' ? screen : null);
  const problems = problemsText(problemsOf(state));
  const problemsAside = problems === '' ? '' : ` ${problems}: P `;
  const line = lineOn(canvas).skip(1);
  const room = Math.max(0, line.room - cellWidth(aside) - cellWidth(problemsAside) - 1);
  if (state.notice !== null) line.cell(state.notice.text, room, noticeStyles[state.notice.tone]);
  else if (screen.type === 'rows') line.cell(rowsText(canvas, screen), room, theme.muted);
  else line.skip(room);
  line.cell(problemsAside, cellWidth(problemsAside), theme.warning);
  return [line.fill(aside, state.running.size > 0 ? theme.warning : theme.muted, 'right').toString()];
}

function asideOf(screen: RowsScreen | null): string {
  return screen?.statement == null ? '' : `${String(Math.round(screen.statement.durationMs))} ms `;
}

function rowsText(canvas: Canvas, screen: RowsScreen): string {
  const { spec } = screen;
  const parts = [
    `row ${(screen.cursor.row + (screen.total === 0 ? 0 : 1)).toLocaleString('en')}${totalText(canvas, screen)}`,
  ];
  const column = screen.columns[screen.cursor.column];
  if (column !== undefined) parts.push(column.name);
  if (spec.scopes.length > 0 || spec.isUnscoped) parts.push(scopesText(spec));
  if (spec.filter !== '') parts.push(`filter ${spec.filter}`);
  if (spec.softDeleted === 'shown') parts.push('soft-deleted shown');
  return parts.join(' · ');
}

/** The exact number where it is known, otherwise the planner's for a whole table, marked as an estimate. */
function totalText(canvas: Canvas, screen: RowsScreen): string {
  if (screen.count.status === 'counting') return ' of …';
  if (screen.count.status === 'counted') return ` of ${screen.count.count.toLocaleString('en')}`;
  if (screen.total !== null) return ` of ${screen.total.toLocaleString('en')}`;
  const { source, filter, scopes, relatedTo } = screen.spec;
  const { tables } = canvas.state;
  if (filter !== '' || scopes.length > 0 || relatedTo !== null || tables.status !== 'ready') return '';
  const table = tables.value.find((candidate) =>
    source.type === 'model'
      ? candidate.model === source.name
      : candidate.schema === source.schema && candidate.name === source.name,
  );
  const estimate = estimateText(table?.rowEstimate);
  return estimate === '' ? '' : ` of ${estimate}`;
}
