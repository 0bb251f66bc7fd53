/** Ways into a rows screen: a model, a table, or the other end of an association. */
import type { QuerySpec, ReadSource, Value } from '../../../queries/query-spec.ts';
import type { AssociationSummary } from '../../../schema/description.ts';
import { specFor } from '../../../session.ts';
import type { State } from '../../state.ts';
import { openFromRoot, pushScreen, takeId, withNotice, type Step } from '../../step.ts';
import { requestPages } from './paging.ts';
import { linkFilter, linkName, type TableLink } from './table-links.ts';
import { clipBytes, idle, pageLength, type RowsScreen } from './state.ts';

/** Opens a model or table from the sidebar, the palette or the associations screen. */
export function openRows(state: State, source: ReadSource, how: 'from-root' | 'on-top' = 'from-root'): Step {
  const label = source.type === 'model' ? source.name : `${source.schema}.${source.name}`;
  return open(state, gridSpec(source), label, how);
}

/**
 * Opens the rows an association leads to from one record. `value` is the record's value of the association's source key;
 * undefined when the record was read without it.
 */
export function followAssociation(
  state: State,
  model: string,
  association: AssociationSummary,
  value: Value | undefined,
): Step {
  if (value === undefined) {
    const text = `"${association.sourceKey}" was not read with this record; open it without a column choice to follow "${association.name}".`;
    return [withNotice(state, text, 'bad'), []];
  }
  if (value === null) {
    return [
      withNotice(state, `${association.name}: nothing to follow, ${association.sourceKey} is null.`),
      [],
    ];
  }
  const spec: QuerySpec = {
    ...gridSpec({ type: 'model', name: association.target }),
    relatedTo: { model, association: association.name, value },
  };
  return open(state, spec, association.name, 'on-top');
}

/** Opens the rows at the other end of a foreign key, by a filter that may be changed like any other. */
export function followLink(
  state: State,
  from: { readonly schema: string; readonly name: string },
  link: TableLink,
  valueOf: (column: string) => Value | undefined,
): Step {
  const filter = linkFilter(link, valueOf);
  const name = linkName(link, from);
  if (filter === null) {
    const own = link.pairs.map((pair) => pair.own).join(', ');
    return [withNotice(state, `${name}: nothing to follow, ${own} has no value here.`), []];
  }
  const source = { type: 'table', schema: link.schema, name: link.table } as const;
  return open(state, { ...gridSpec(source), filter }, name, 'on-top');
}

function gridSpec(source: ReadSource): QuerySpec {
  return { ...specFor(source, pageLength), clipBytes };
}

function open(state: State, spec: QuerySpec, label: string, how: 'from-root' | 'on-top'): Step {
  const [id, next] = takeId(state);
  const screen: RowsScreen = {
    type: 'rows',
    id,
    label,
    spec,
    window: null,
    loading: idle,
    isStale: false,
    columns: [],
    cursor: { row: 0, column: 0 },
    top: 0,
    left: 0,
    count: { status: 'unknown' },
    estimate: { status: 'unknown' },
    statement: null,
    error: null,
    filterInput: null,
    scopesPanel: null,
  };
  const opened = how === 'from-root' ? openFromRoot(next, screen) : pushScreen(next, screen);
  const [asked, effects] = requestPages(opened, screen);
  const { source } = spec;
  if (source.type === 'model') return [asked, effects];
  // Asked for each time: the keys may have changed since.
  return [asked, [...effects, { type: 'describe-table', schema: source.schema, name: source.name }]];
}
