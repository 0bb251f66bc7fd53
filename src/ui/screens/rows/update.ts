/** What the keys of the rows screen do to it. */
import type { ActionId } from '../../actions.ts';
import { openExportForm } from '../../exporting/update.ts';
import { movedCursor } from '../../scroll.ts';
import type { State } from '../../state.ts';
import { replaceScreen, stay, withNotice, type Step } from '../../step.ts';
import { emptyLine } from '../../terminal/line-input.ts';
import { openGraphHere, openPageHere } from '../graph/open.ts';
import { queryOfRows } from '../query/open.ts';
import { openPlan } from '../plan/update.ts';
import { openRecord } from '../record/update.ts';
import {
  chooseColumn,
  fitUnderCursor,
  freezeToCursor,
  hideUnderCursor,
  resizeUnderCursor,
  showEveryColumn,
  slideUnderCursor,
  stepColumn,
} from './arrange-columns.ts';
import { clearFilter, filterByCell } from './cell-filter.ts';
import { chooseRelation } from './follow.ts';
import { copyPart, openCopyMenu } from './copy.ts';
import { countRows } from './counting.ts';
import { openViews } from './views.ts';
import { findAgain, openFind } from './find.ts';
import { clearMarks, markRange, toggleMark } from './marks.ts';
import { changeSpec, gridHeight, moveRow, moveToEnd, refresh } from './paging.ts';
import { openPeek } from './peek.ts';
import { askSearch, askWatch } from './prompt.ts';
import { modelOf, scopeLines } from './scopes.ts';
import { continueSearch } from './searching.ts';
import { sortAlone, sortAlso, turnNulls } from './sorting.ts';
import { reachableRows, type RowsScreen } from './state.ts';
import { showStatement } from './statement.ts';

export function updateRows(state: State, screen: RowsScreen, action: ActionId): Step {
  if (action === 'move.first') return moveToEnd(state, screen, 'first');
  if (action === 'move.last') return moveToEnd(state, screen, 'last');
  const { start, end } = reachableRows(screen);
  const row = movedCursor(action, screen.cursor.row - start, end - start, gridHeight(state, screen));
  if (row !== null) return moveRow(state, screen, start + row);
  switch (action) {
    case 'rows.left':
      return stepColumn(state, screen, -1);
    case 'rows.right':
      return stepColumn(state, screen, 1);
    case 'rows.first-column':
      return stepColumn(state, screen, -Infinity);
    case 'rows.last-column':
      return stepColumn(state, screen, Infinity);
    case 'rows.columns':
      return chooseColumn(state, screen);
    case 'rows.hide-column':
      return hideUnderCursor(state, screen);
    case 'rows.show-columns':
      return showEveryColumn(state, screen);
    case 'rows.column-left':
    case 'rows.column-right':
      return slideUnderCursor(state, screen, action === 'rows.column-left' ? -1 : 1);
    case 'rows.freeze':
      return freezeToCursor(state, screen);
    case 'rows.narrower':
    case 'rows.wider':
      return resizeUnderCursor(state, screen, action === 'rows.wider' ? 'wider' : 'narrower');
    case 'rows.fit-column':
      return fitUnderCursor(state, screen);
    case 'rows.open':
      return openRecord(state, screen);
    case 'rows.find':
      return openFind(state, screen);
    case 'rows.find-next':
    case 'rows.find-previous':
      return findAgain(state, screen, action === 'rows.find-next' ? 1 : -1);
    case 'rows.filter': {
      const text = screen.spec.filter;
      return [replaceScreen(state, { ...screen, filterInput: { text, cursor: text.length } }), []];
    }
    case 'rows.filter-equal':
    case 'rows.filter-other':
      return filterByCell(state, screen, action === 'rows.filter-other');
    case 'rows.filter-clear':
      return clearFilter(state, screen);
    case 'rows.views':
      return openViews(state, screen);
    case 'rows.scopes':
      return openScopes(state, screen);
    case 'rows.follow':
      return chooseRelation(state, screen);
    case 'rows.peek':
      return openPeek(state, screen);
    case 'rows.page':
      return openPageHere(state);
    case 'rows.graph':
      return openGraphHere(state);
    case 'rows.sort':
      return sortAlone(state, screen);
    case 'rows.sort-also':
      return sortAlso(state, screen);
    case 'rows.sort-nulls':
      return turnNulls(state, screen);
    case 'rows.count':
      return countRows(state, screen);
    case 'rows.soft-deleted':
      return toggleSoftDeleted(state, screen);
    case 'rows.query':
      return queryOfRows(state, screen);
    case 'rows.statement':
      return showStatement(state, screen.statement);
    case 'rows.explain':
      return openPlan(state, screen.label, { type: 'spec', spec: { ...screen.spec, clipBytes: null } });
    case 'rows.refresh':
      return screen.search === null ? refresh(state, screen) : changeSpec(state, screen, screen.spec);
    case 'rows.search':
      return askSearch(state, screen);
    case 'rows.search-on':
      return continueSearch(state, screen);
    case 'rows.watch':
      return askWatch(state, screen);
    case 'rows.export':
      return openExportForm(state, screen);
    case 'rows.copy':
      return openCopyMenu(state, screen);
    case 'rows.copy-cell':
      return copyPart(state, screen, 'cell', 'text');
    case 'rows.mark':
      return toggleMark(state, screen);
    case 'rows.mark-range':
      return markRange(state, screen);
    case 'rows.clear-marks':
      return clearMarks(state, screen);
    default:
      return stay(state);
  }
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

/** What typing into the filter line does when it is accepted or left. */
export function acceptFilter(state: State, screen: RowsScreen): Step {
  const filter = (screen.filterInput ?? emptyLine).text.trim();
  const closed: RowsScreen = { ...screen, filterInput: null, completion: null };
  if (filter === screen.spec.filter && screen.error === null) return [replaceScreen(state, closed), []];
  return changeSpec(state, closed, { ...screen.spec, filter });
}
