/** Ways into the query screen: a model or table, the rows of a grid, a spec from anywhere. */
import { specFor } from '../../../session.ts';
import type { QuerySpec, ReadSource } from '../../../queries/query-spec.ts';
import type { State } from '../../state.ts';
import { openFromRoot, pushScreen, stay, takeId, withNotice, type Step } from '../../step.ts';
import { shownColumns } from '../rows/column-view.ts';
import { describeEffects } from '../rows/open.ts';
import type { RowsScreen } from '../rows/state.ts';
import { askAll } from './asking.ts';
import { unasked, type QueryScreen } from './state.ts';

export function openQuery(state: State, source: ReadSource): Step {
  return openQuerySpec(state, specFor(source, null), 'from-root');
}

/** The same on top of what is shown. */
export function openQueryOn(state: State, source: ReadSource): Step {
  return openQuerySpec(state, specFor(source, null), 'on-top');
}

/** The grid's own spec; columns that are hidden there, or stand in another order, are left out or moved here too. */
export function queryOfRows(state: State, screen: RowsScreen): Step {
  const { spec, columns, columnView, rowLimit } = screen;
  const isArranged = columnView.hidden.length > 0 || columnView.order.length > 0;
  const seen = shownColumns(columns, columnView).flatMap((index) => {
    const column = columns[index];
    return column === undefined || column.joinTable !== undefined ? [] : [column.name];
  });
  const chosen = isArranged && seen.length > 0 ? seen : spec.columns;
  return openQuerySpec(
    state,
    { ...spec, columns: chosen, limit: rowLimit, clipBytes: null, place: { type: 'start' } },
    'on-top',
  );
}

export function openQuerySpec(state: State, spec: QuerySpec, how: 'from-root' | 'on-top'): Step {
  const [id, next] = takeId(state);
  const screen: QueryScreen = {
    type: 'query',
    id,
    spec,
    past: [],
    future: [],
    open: new Set(['scopes']),
    cursor: { id: 'filter', index: 0 },
    top: 0,
    tab: 'code',
    tabTop: 0,
    typing: null,
    language: null,
    editing: null,
    forms: unasked,
    preview: unasked,
    savedRun: null,
    lens: unasked,
    lensOf: null,
    explosion: unasked,
    natural: null,
  };
  const opened = how === 'from-root' ? openFromRoot(next, screen) : pushScreen(next, screen);
  const [asked, effects] = askAll(opened, screen);
  return [asked, [...effects, ...describeEffects(asked, spec.source)]];
}

/** Of the first model, where nothing says of which. */
export function openQueryAnywhere(state: State): Step {
  if (state.models.status !== 'ready') return stay(withNotice(state, 'The models are not loaded.', 'bad'));
  const [first] = state.models.value.models;
  if (first === undefined) return stay(withNotice(state, 'There is no model to query.'));
  return openQuery(state, { type: 'model', name: first.name });
}
