/** Saved views of one source, and the part of a spec that a view keeps. */
import type { QuerySpec, ReadSource } from '../../../queries/query-spec.ts';
import type { SavedView } from '../../../queries/views/saved-view.ts';
import type { State } from '../../state.ts';

type ViewSpec = Pick<QuerySpec, 'scopes' | 'isUnscoped' | 'filter' | 'order' | 'softDeleted'>;

/** The views of a model or table, in the order they were saved; none while they are not read. */
export function viewsOf({ views }: State, source: ReadSource): readonly SavedView[] {
  if (views.status !== 'ready') return [];
  return views.value.filter((view) => isSame(view.source, source));
}

/** The one a source opens with; null without one. */
export function defaultView(state: State, source: ReadSource): SavedView | null {
  return viewsOf(state, source).find(({ isDefault }) => isDefault) ?? null;
}

export function viewSpec({ scopes, isUnscoped, filter, order, softDeleted }: ViewSpec): ViewSpec {
  return { scopes, isUnscoped, filter, order, softDeleted };
}

function isSame(a: ReadSource, b: ReadSource): boolean {
  if (a.type === 'model') return b.type === 'model' && a.name === b.name;
  if (a.type === 'sql') return b.type === 'sql' && a.text === b.text;
  return b.type === 'table' && a.schema === b.schema && a.name === b.name;
}
