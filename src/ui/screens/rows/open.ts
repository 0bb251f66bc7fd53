/** Ways into a rows screen: a model, a table, or the other end of a relation. */
import { sourceName } from '../../../session.ts';
import type { QuerySpec, ReadSource } from '../../../queries/query-spec.ts';
import { groupedDigits } from '../../../output/grouped-digits.ts';
import type { Effect } from '../../effects.ts';
import { modelNamed, type State } from '../../state.ts';
import { openFromRoot, pushScreen, takeId, withNotice, type Step } from '../../step.ts';
import { tableOfModel } from './model-links.ts';
import { plainView, type ColumnView } from './column-view.ts';
import { nothingRead, nothingTyped } from './nothing-read.ts';
import { defaultView, viewSpec } from './view-of.ts';
import { requestPages } from './paging.ts';
import { destinationOf, gridSpec, relationName, type ValueOf } from './relations.ts';
import type { Relation } from './relation.ts';
import { tableKey } from './table-links.ts';
import { clipBytes, mostAtOnce, pageLength, type RowsScreen } from './state.ts';

/** Opens a model or table from the sidebar, the palette or the associations screen. */
export function openRows(state: State, source: ReadSource, how: 'from-root' | 'on-top' = 'from-root'): Step {
  const label = source.type === 'table' ? `${source.schema}.${source.name}` : sourceName(source);
  const view = defaultView(state, source);
  if (view === null) return open(state, gridSpec(source), label, how);
  return open(state, { ...gridSpec(source), ...viewSpec(view) }, label, how, view.columns);
}

/** Opens the rows a relation leads to from one record of `source`, or says why it leads nowhere. */
export function followRelation(state: State, source: ReadSource, relation: Relation, valueOf: ValueOf): Step {
  const destination = destinationOf(state, source, relation, valueOf);
  if (destination.status === 'nowhere') {
    return [withNotice(state, destination.why, destination.isProblem ? 'bad' : 'plain'), []];
  }
  return open(state, destination.spec, relationName(relation), 'on-top');
}

/** Any spec's rows, on top of what is shown. */
export function openSpec(state: State, spec: QuerySpec, label: string): Step {
  const { limit } = spec;
  const rowLimit = limit === null || limit > mostAtOnce ? null : limit;
  const [next, effects] = open(
    state,
    { ...spec, limit: pageLength, clipBytes },
    label,
    'on-top',
    plainView,
    rowLimit,
  );
  if (limit === null || rowLimit !== null) return [next, effects];
  const text = `The grid pages through all rows, not only the first ${groupedDigits(limit)}.`;
  return [withNotice(next, text), effects];
}

function open(
  state: State,
  spec: QuerySpec,
  label: string,
  how: 'from-root' | 'on-top',
  columnView: ColumnView = plainView,
  rowLimit: number | null = null,
): Step {
  const [id, next] = takeId(state);
  const screen: RowsScreen = {
    ...nothingRead,
    ...nothingTyped,
    type: 'rows',
    id,
    label,
    spec,
    columnView,
    rowLimit,
    cursor: { row: 0, column: 0 },
  };
  const opened = how === 'from-root' ? openFromRoot(next, screen) : pushScreen(next, screen);
  const [asked, effects] = requestPages(opened, screen);
  return [asked, [...effects, ...describeEffects(asked, spec.source)]];
}

/**
 * Asks the catalog for the keys of what is read. Of a table each time, as they may have changed since; of a model once: they only
 * add to its associations.
 */
export function describeEffects(state: State, source: ReadSource): readonly Effect[] {
  if (source.type === 'table') {
    return [{ type: 'describe-table', schema: source.schema, name: source.name }];
  }
  if (source.type === 'sql') return [];
  const model = modelNamed(state, source.name);
  const table = model === null ? null : tableOfModel(state, model);
  if (table === null || state.descriptions.has(tableKey(table))) return [];
  return [{ type: 'describe-table', schema: table.schema, name: table.name }];
}
