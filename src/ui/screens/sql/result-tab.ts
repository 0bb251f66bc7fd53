/** A result as a tab: its rows as a screen that the grid can go on with, and what it is called. */
import { groupedDigits } from '../../../output/grouped-digits.ts';
import type { SqlResult } from '../../../queries/sql/sql-request.ts';
import type { State } from '../../state.ts';
import { givenRows } from '../rows/given-rows.ts';
import type { SqlTab } from './state.ts';

/** `id` is the rows' own. */
export function tabOf(state: State, id: number, result: SqlResult): SqlTab {
  const { page, source, title, command, rowCount, notices } = result;
  const durationMs = title === null ? result.durationMs : null;
  if (page === null || source === null) {
    const line = rowCount === null ? command : `${command} ${counted(rowCount)}`;
    return { type: 'done', line, durationMs, top: 0, notices };
  }
  const rows = givenRows(state, id, title ?? 'result', { page, source });
  const line = `${title ?? command} ${counted(page.rows.length, page.hasAfter ? '+' : '')}`;
  return { type: 'rows', line, durationMs, top: 0, rows, notices };
}

function counted(count: number, sign = ''): string {
  return `${groupedDigits(count)}${sign} ${count === 1 ? 'row' : 'rows'}`;
}
