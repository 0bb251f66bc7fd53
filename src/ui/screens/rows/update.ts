/** What the keys of the rows screen do to it. */
import { plainText } from '../../../output/cell.ts';
import type { OrderTerm } from '../../../queries/query-spec.ts';
import type { ActionId } from '../../actions.ts';
import { openExportForm } from '../../exporting/update.ts';
import { layoutOf } from '../../layout.ts';
import { movedCursor } from '../../scroll.ts';
import type { State } from '../../state.ts';
import { pushScreen, replaceScreen, stay, takeId, withNotice, type Step } from '../../step.ts';
import { emptyLine } from '../../terminal/line-input.ts';
import { openAssociations } from '../associations/update.ts';
import { openRecord } from '../record/update.ts';
import { clearFilter, filterByCell } from './cell-filter.ts';
import { chooseRelation } from './follow.ts';
import { leftFor } from './columns.ts';
import { copyWhole } from './copy-whole.ts';
import { countRows } from './counting.ts';
import { changeSpec, gridHeight, moveRow, moveToEnd, refresh } from './paging.ts';
import { openPeek } from './peek.ts';
import { modelOf, scopeLines } from './scopes.ts';
import { reachableRows, rowAt, type GridColumn, type RowsScreen } from './state.ts';

export function updateRows(state: State, screen: RowsScreen, action: ActionId): Step {
  if (action === 'move.first') return moveToEnd(state, screen, 'first');
  if (action === 'move.last') return moveToEnd(state, screen, 'last');
  const { start, end } = reachableRows(screen);
  const row = movedCursor(action, screen.cursor.row - start, end - start, gridHeight(state, screen));
  if (row !== null) return moveRow(state, screen, start + row);
  const { column } = screen.cursor;
  switch (action) {
    case 'rows.left':
      return moveColumn(state, screen, column - 1);
    case 'rows.right':
      return moveColumn(state, screen, column + 1);
    case 'rows.first-column':
      return moveColumn(state, screen, 0);
    case 'rows.last-column':
      return moveColumn(state, screen, screen.columns.length - 1);
    case 'rows.open':
      return openRecord(state, screen);
    case 'rows.filter': {
      const text = screen.spec.filter;
      return [replaceScreen(state, { ...screen, filterInput: { text, cursor: text.length } }), []];
    }
    case 'rows.filter-equal':
    case 'rows.filter-other':
      return filterByCell(state, screen, action === 'rows.filter-other');
    case 'rows.filter-clear':
      return clearFilter(state, screen);
    case 'rows.scopes':
      return openScopes(state, screen);
    case 'rows.follow':
      return chooseRelation(state, screen);
    case 'rows.peek':
      return openPeek(state, screen);
    case 'rows.associations':
      // A table has no associations but those that its records may be followed along.
      return screen.spec.source.type === 'model'
        ? openAssociations(state, screen.spec.source.name)
        : chooseRelation(state, screen);
    case 'rows.sort':
      return sortByColumn(state, screen);
    case 'rows.count':
      return countRows(state, screen);
    case 'rows.soft-deleted':
      return toggleSoftDeleted(state, screen);
    case 'rows.statement':
      return showStatement(state, screen);
    case 'rows.refresh':
      return refresh(state, screen);
    case 'rows.export':
      return openExportForm(state, screen);
    case 'rows.copy':
      return copyCell(state, screen);
    default:
      return stay(state);
  }
}

function moveColumn(state: State, screen: RowsScreen, wanted: number): Step {
  const column = Math.max(0, Math.min(wanted, screen.columns.length - 1));
  const { innerWidth } = layoutOf(state.size, state.focus);
  const left = leftFor(screen.columns, column, screen.left, innerWidth);
  return [replaceScreen(state, { ...screen, cursor: { ...screen.cursor, column }, left }), []];
}

function columnUnderCursor(screen: RowsScreen): GridColumn | null {
  return screen.columns[screen.cursor.column] ?? null;
}

function sortByColumn(state: State, screen: RowsScreen): Step {
  const column = columnUnderCursor(screen);
  if (column === null) return stay(state);
  if (column.isVirtual) {
    return [withNotice(state, `"${column.name}" has no column in the database to sort by.`, 'bad'), []];
  }
  const current = screen.spec.order.find((term) => term.attribute === column.name);
  return changeSpec(state, screen, { ...screen.spec, order: nextOrder(column.name, current) });
}

function nextOrder(attribute: string, current: OrderTerm | undefined): readonly OrderTerm[] {
  if (current === undefined) return [{ attribute, direction: 'asc' }];
  return current.direction === 'asc' ? [{ attribute, direction: 'desc' }] : [];
}

function toggleSoftDeleted(state: State, screen: RowsScreen): Step {
  const model = modelOf(state, screen.spec);
  if (model?.isParanoid !== true) {
    return [withNotice(state, `${screen.label} does not soft-delete: every row is shown.`), []];
  }
  const softDeleted = screen.spec.softDeleted === 'hidden' ? 'shown' : 'hidden';
  return changeSpec(state, screen, { ...screen.spec, softDeleted });
}

function openScopes(state: State, screen: RowsScreen): Step {
  const model = modelOf(state, screen.spec);
  if (model === null || scopeLines(model, screen.spec).length === 0) {
    return [withNotice(state, `${screen.label} has no scopes.`), []];
  }
  const opened: RowsScreen = { ...screen, scopesPanel: { cursor: 0, argument: null } };
  return [replaceScreen(state, opened), []];
}

function showStatement(state: State, screen: RowsScreen): Step {
  if (screen.statement === null) return [withNotice(state, 'Nothing was read yet.'), []];
  const [id, next] = takeId(state);
  const { sql } = screen.statement;
  return [pushScreen(next, { type: 'value', id, title: 'SQL', text: sql, language: 'sql', top: 0 }), []];
}

function copyCell(state: State, screen: RowsScreen): Step {
  const whole = copyWhole(state, screen);
  if (whole !== null) return whole;
  const column = columnUnderCursor(screen);
  const value = rowAt(screen, screen.cursor.row)?.[screen.cursor.column];
  if (column === null || value === undefined) return stay(state);
  return [state, [{ type: 'copy-text', text: plainText(value, column.kind) }]];
}

/** What typing into the filter line does when it is accepted or left. */
export function acceptFilter(state: State, screen: RowsScreen): Step {
  const filter = (screen.filterInput ?? emptyLine).text.trim();
  const closed: RowsScreen = { ...screen, filterInput: null, completion: null };
  if (filter === screen.spec.filter && screen.error === null) return [replaceScreen(state, closed), []];
  return changeSpec(state, closed, { ...screen.spec, filter });
}
