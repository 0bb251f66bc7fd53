/** A result as a tab: its rows as a screen that the grid can go on with, and what it is called. */
import { groupedDigits } from '../../../output/grouped-digits.ts';
import type { SqlResult } from '../../../queries/sql/sql-request.ts';
import { layoutOf } from '../../layout.ts';
import type { State } from '../../state.ts';
import { plainView } from '../rows/column-view.ts';
import { gridColumns } from '../rows/columns.ts';
import { nothingRead, nothingTyped } from '../rows/nothing-read.ts';
import { gridSpec } from '../rows/relations.ts';
import type { RowsScreen } from '../rows/state.ts';
import { windowFrom } from '../rows/window.ts';
import type { SqlTab } from './state.ts';

/** `id` is the rows' own. */
export function tabOf(state: State, id: number, result: SqlResult): SqlTab {
  const { page, source, title, command, rowCount, notices } = result;
  const durationMs = title === null ? result.durationMs : null;
  if (page === null || source === null) {
    const line = rowCount === null ? command : `${command} ${counted(rowCount)}`;
    return { type: 'done', line, durationMs, top: 0, notices };
  }
  const { innerWidth } = layoutOf(state.size, 'main');
  const { sql, shortSql, paging } = page;
  const rows: RowsScreen = {
    ...nothingRead,
    ...nothingTyped,
    type: 'rows',
    id,
    label: title ?? 'result',
    spec: gridSpec(source),
    columnView: plainView,
    cursor: { row: 0, column: 0 },
    window: windowFrom('start', page),
    columns: gridColumns(page, innerWidth),
    statement: { sql, shortSql, durationMs: page.durationMs, paging },
  };
  const line = `${title ?? command} ${counted(page.rows.length, page.hasAfter ? '+' : '')}`;
  return { type: 'rows', line, durationMs, top: 0, rows, notices };
}

function counted(count: number, sign = ''): string {
  return `${groupedDigits(count)}${sign} ${count === 1 ? 'row' : 'rows'}`;
}
