/** Narrows the rows by the cell under the cursor, and shows them all again. */
import { cellCondition, joinedFilter } from '../../../session.ts';
import type { State } from '../../state.ts';
import { stay, withNotice, type Step } from '../../step.ts';
import { changeSpec } from './paging.ts';
import { rowAt, type RowsScreen } from './state.ts';
import { windowClips } from './window.ts';

/** Only rows with the cell's value stay, or only those with another. A value that cannot be compared says so. */
export function filterByCell(state: State, screen: RowsScreen, isNegated: boolean): Step {
  const { row, column: index } = screen.cursor;
  const column = screen.columns[index];
  const value = rowAt(screen, row)?.[index];
  if (column === undefined || value === undefined) return stay(state);
  if (column.joinTable !== undefined) {
    const text = `"${column.name}" belongs to the join table: open "${column.joinTable}" to filter by it.`;
    return [withNotice(state, text), []];
  }
  const isClipped = screen.window !== null && windowClips(screen.window, row).has(index);
  const condition = isClipped ? null : cellCondition(column, value, isNegated);
  if (condition === null) {
    const what = isClipped ? 'is not here whole' : 'cannot be compared whole';
    return [withNotice(state, `This value of "${column.name}" ${what}: press F to write a filter.`), []];
  }
  return changeSpec(state, screen, { ...screen.spec, filter: joinedFilter(screen.spec.filter, condition) });
}

/** Takes the filter off. */
export function clearFilter(state: State, screen: RowsScreen): Step {
  if (screen.spec.filter === '') return [withNotice(state, 'There is no filter.'), []];
  return changeSpec(state, screen, { ...screen.spec, filter: '' });
}
