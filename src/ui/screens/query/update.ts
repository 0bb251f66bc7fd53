/** What the keys of the query screen do: move over the outline, change its parts, run the query, take a form of it along. */
import type { ActionId } from '../../actions.ts';
import { movedCursor } from '../../scroll.ts';
import type { State } from '../../state.ts';
import { stay, withNotice, type Step } from '../../step.ts';
import { openPlan } from '../plan/update.ts';
import { openSpec } from '../rows/open.ts';
import { showStatement } from '../rows/statement.ts';
import { askAll } from './asking.ts';
import { editCode } from './code-editing.ts';
import { changeQuery, redoChange, undoChange } from './change.ts';
import { listAggregates, listGroups, listOrders } from './choices.ts';
import { changePart, clearPart } from './deeds.ts';
import { closeOrLeave, goToPart, moveTo, open } from './fold.ts';
import { queryLayout } from './layout.ts';
import { cursorIndex, outlineOf } from './outline/outline.ts';
import { pathOf, type OutlineLine } from './outline/outline-line.ts';
import { includeAt } from './parts/includes.ts';
import { modelAt, sourceTitle } from './parts/models.ts';
import { moved, withNullsTurned } from './parts/ordering.ts';
import { askName, askSaved } from './saved.ts';
import { copyForm, scrollTab, showTab, turnLanguage } from './tabs.ts';
import type { IncludePath, QueryScreen } from './state.ts';
import { typeFilter, typeLimit } from './typing.ts';

export function updateQuery(state: State, screen: QueryScreen, action: ActionId): Step {
  const lines = outlineOf(state, screen);
  const index = cursorIndex(lines, screen);
  const line = lines[index];
  const row = movedCursor(action, index, lines.length, queryLayout(state, screen).outlineHeight);
  if (row !== null) return moveTo(state, screen, row);
  if (line === undefined) return stay(state);
  switch (action) {
    case 'query.run':
      return run(state, screen);
    case 'query.change':
      return changePart(state, screen, line);
    case 'query.clear':
      return clearPart(state, screen, line);
    case 'query.open':
      return line.fold === 'closed' ? open(state, screen, line) : stay(state);
    case 'query.close':
      return closeOrLeave(state, screen);
    case 'query.filter':
      return typeFilter(state, screen, placeOf(screen, line));
    case 'query.attributes':
      return goToPart(state, screen, placeOf(screen, line), 'attributes');
    case 'query.includes':
      return goToPart(state, screen, placeOf(screen, line), 'includes');
    case 'query.order':
      return listOrders(state, screen);
    case 'query.group':
      return listGroups(state, screen);
    case 'query.aggregate':
      return listAggregates(state, screen);
    case 'query.limit':
      return typeLimit(state, screen);
    case 'query.soft-deleted':
      return toggleSoftDeleted(state, screen);
    case 'query.nulls':
      return turnNulls(state, screen, line);
    case 'query.move-up':
    case 'query.move-down':
      return movePart(state, screen, line, action === 'query.move-up' ? -1 : 1);
    case 'query.undo':
      return undoChange(state, screen);
    case 'query.redo':
      return redoChange(state, screen);
    case 'query.refresh':
      return askAll({ ...state, notice: null }, screen);
    case 'query.tab-code':
    case 'query.tab-sql':
    case 'query.tab-cli':
    case 'query.tab-rows':
    case 'query.tab-statements':
      return showTab(state, screen, action);
    case 'query.tab-down':
    case 'query.tab-up':
      return scrollTab(state, screen, action === 'query.tab-down' ? 'page-down' : 'page-up');
    case 'query.statement':
      return showStatement(state, screen.preview.value);
    case 'query.explain':
      return openPlan(state, sourceTitle(screen.spec.source), { type: 'spec', spec: screen.spec });
    case 'query.saved':
      return askSaved(state, screen);
    case 'query.save':
      return askName(state, screen);
    case 'query.edit-code':
      return editCode(state, screen);
    case 'query.language':
      return turnLanguage(state, screen);
    case 'query.copy-code':
    case 'query.copy-sql':
    case 'query.copy-cli':
      return copyForm(state, screen, action);
    default:
      return stay(state);
  }
}

/** The grid of these rows, over the query. */
function run(state: State, screen: QueryScreen): Step {
  const { spec } = screen;
  return openSpec(state, spec, sourceTitle(spec.source));
}

/** The include that the line belongs to while it is included; else the source. */
function placeOf({ spec }: QueryScreen, line: OutlineLine): IncludePath {
  const path = pathOf(line.part);
  return includeAt(spec, path) === null ? [] : path;
}

function toggleSoftDeleted(state: State, screen: QueryScreen): Step {
  const { spec } = screen;
  if (modelAt(state, spec, [])?.isParanoid !== true) {
    return [withNotice(state, `${sourceTitle(spec.source)} does not soft-delete: every row is read.`), []];
  }
  const softDeleted = spec.softDeleted === 'hidden' ? 'shown' : 'hidden';
  return changeQuery(state, screen, { ...spec, softDeleted });
}

function turnNulls(state: State, screen: QueryScreen, { part }: OutlineLine): Step {
  if (part.type !== 'order-term') {
    return [withNotice(state, 'Put the cursor on a term of the order first; o adds one.'), []];
  }
  const { spec } = screen;
  return changeQuery(state, screen, { ...spec, order: withNullsTurned(spec.order, part.attribute) });
}

/** Terms of the order, groups and aggregates among themselves. */
function movePart(state: State, screen: QueryScreen, { part }: OutlineLine, by: 1 | -1): Step {
  const { spec } = screen;
  const { grouping } = spec;
  if (part.type === 'order-term') {
    const index = spec.order.findIndex(({ attribute }) => attribute === part.attribute);
    return changeQuery(state, screen, { ...spec, order: moved(spec.order, index, by) });
  }
  if (part.type === 'group' && grouping !== null && grouping !== undefined) {
    const groups = moved(grouping.by, grouping.by.indexOf(part.attribute), by);
    return changeQuery(state, screen, { ...spec, grouping: { ...grouping, by: groups } });
  }
  return [withNotice(state, 'Terms of the order and groups are moved; this is none.'), []];
}
