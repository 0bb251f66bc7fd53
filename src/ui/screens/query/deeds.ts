/** What space and `d` do to the part under the cursor: change it, and take it off. */
import type { QuerySpec } from '../../../queries/query-spec.ts';
import type { State } from '../../state.ts';
import { stay, withNotice, type Step } from '../../step.ts';
import { toggledScope } from '../rows/scopes.ts';
import { changeQuery } from './change.ts';
import { listAggregates, listGroups, listModels, listOrders } from './choices.ts';
import { toggleFold } from './fold.ts';
import { shownAttributes } from './outline/outline.ts';
import type { OutlineLine } from './outline/outline-line.ts';
import { toggledColumn } from './parts/columns.ts';
import { withGrouping, withoutGroup } from './parts/grouping.ts';
import { includeAt, nextChoice, toggledInclude, withInclude } from './parts/includes.ts';
import { fieldsAt, modelAt } from './parts/models.ts';
import { turnedTerm } from './parts/ordering.ts';
import type { IncludePath, QueryScreen } from './state.ts';
import { typeArguments, typeFilter, typeLimit } from './typing.ts';

/** What space does. */
export function changePart(state: State, screen: QueryScreen, line: OutlineLine): Step {
  const { spec } = screen;
  const { part } = line;
  const change = (changed: QuerySpec): Step => changeQuery(state, screen, changed);
  switch (part.type) {
    case 'model':
      return listModels(state);
    case 'scopes':
    case 'attributes':
    case 'includes':
    case 'order':
    case 'grouping':
      return toggleFold(state, screen, line);
    case 'scope': {
      const scope = modelAt(state, spec, [])?.scopes.find(({ name }) => name === part.name);
      if (scope?.isFunction === true && line.isChecked !== true)
        return typeArguments(state, screen, part.name);
      return change(toggledScope(spec, part.name));
    }
    case 'unscoped':
      return change({ ...spec, scopes: [], isUnscoped: line.isChecked !== true });
    case 'soft-deleted':
      return change(withSoftDeleted(spec, part.path, line.isChecked === true ? 'hidden' : 'shown'));
    case 'filter':
      return typeFilter(state, screen, part.path);
    case 'attribute':
      return change(withColumnToggled(state, screen, part.path, part.name));
    case 'include':
      return change(toggledInclude(spec, part.path));
    case 'explosion':
      return change(separated(screen));
    case 'required':
      return change(
        withInclude(spec, part.path, (include) => ({ ...include, required: nextChoice(include.required) })),
      );
    case 'separate':
      return change(
        withInclude(spec, part.path, (include) => ({
          ...include,
          isSeparate: nextChoice(include.isSeparate),
        })),
      );
    case 'order-term':
      return change({ ...spec, order: turnedTerm(spec.order, part.attribute) });
    case 'add-order':
      return listOrders(state, screen);
    case 'add-group':
      return listGroups(state, screen);
    case 'add-aggregate':
      return listAggregates(state, screen);
    case 'limit':
      return typeLimit(state, screen);
    case 'group':
    case 'aggregate':
    case 'related':
    case 'search':
      return [withNotice(state, 'd takes it out.'), []];
  }
}

/** What `d` does: as if nothing had been said of this part. */
export function clearPart(state: State, screen: QueryScreen, line: OutlineLine): Step {
  const { spec } = screen;
  const { part } = line;
  const change = (changed: QuerySpec): Step => changeQuery(state, screen, changed);
  switch (part.type) {
    case 'scopes':
    case 'scope':
    case 'unscoped':
      if (part.type === 'scope' && line.isChecked !== true) return stay(state);
      return part.type === 'scope'
        ? change(toggledScope(spec, part.name))
        : change({ ...spec, scopes: [], isUnscoped: false });
    case 'soft-deleted':
      return change(withSoftDeleted(spec, part.path, 'hidden'));
    case 'filter':
      return change(
        part.path.length === 0
          ? { ...spec, filter: '' }
          : withInclude(spec, part.path, (include) => ({ ...include, filter: '' })),
      );
    case 'attributes':
      return change(withColumns(spec, part.path, null));
    case 'attribute':
      return line.isChecked === true
        ? change(withColumnToggled(state, screen, part.path, part.name))
        : stay(state);
    case 'includes':
      return change(
        part.path.length === 0
          ? { ...spec, includes: [] }
          : withInclude(spec, part.path, (include) => ({ ...include, includes: [] })),
      );
    case 'include':
      return includeAt(spec, part.path) === null ? stay(state) : change(toggledInclude(spec, part.path));
    case 'required':
      return change(withInclude(spec, part.path, (include) => ({ ...include, required: null })));
    case 'separate':
      return change(withInclude(spec, part.path, (include) => ({ ...include, isSeparate: null })));
    case 'order':
    case 'add-order':
      return change({ ...spec, order: [] });
    case 'order-term':
      return change({ ...spec, order: spec.order.filter(({ attribute }) => attribute !== part.attribute) });
    case 'grouping':
    case 'add-group':
    case 'add-aggregate':
      return change(withGrouping(spec, { by: [], aggregates: [] }));
    case 'group':
      return change(withoutGroup(spec, part.attribute));
    case 'aggregate':
      return change(withoutGroup(spec, part.name));
    case 'limit':
      return change({ ...spec, limit: null });
    case 'related':
      return change({ ...spec, relatedTo: null });
    case 'search':
      return change({ ...spec, search: undefined });
    case 'model':
    case 'explosion':
      return stay(state);
  }
}

/** The include that multiplies most read by a statement of its own, where it can be. */
function separated({ spec, explosion }: QueryScreen): QuerySpec {
  const found = explosion.value?.found ?? null;
  if (found?.canBeSeparate !== true) return spec;
  return withInclude(spec, found.association.split('.'), (include) => ({ ...include, isSeparate: true }));
}

function withColumnToggled(state: State, screen: QueryScreen, path: IncludePath, name: string): QuerySpec {
  const { spec } = screen;
  const all = fieldsAt(state, spec, path).map((field) => field.name);
  const shown = path.length === 0 ? shownAttributes(state, screen) : (includeAt(spec, path)?.columns ?? all);
  const columns = toggledColumn(shown, all, name);
  return columns === shown ? spec : withColumns(spec, path, columns);
}

function withColumns(spec: QuerySpec, path: IncludePath, columns: readonly string[] | null): QuerySpec {
  if (path.length === 0) return spec.columns === columns ? spec : { ...spec, columns };
  return withInclude(spec, path, (include) => ({ ...include, columns }));
}

function withSoftDeleted(spec: QuerySpec, path: IncludePath, softDeleted: 'hidden' | 'shown'): QuerySpec {
  if (path.length === 0) return { ...spec, softDeleted };
  return withInclude(spec, path, (include) => ({ ...include, softDeleted }));
}
