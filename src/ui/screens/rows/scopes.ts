/** The scopes panel: which scopes a model offers, which are in use, and how toggling one changes the spec. */
import type { QuerySpec, ScopeUse, Value } from '../../../queries/query-spec.ts';
import type { ModelSummary, ScopeSummary } from '../../../schema/description.ts';
import { layoutOf } from '../../layout.ts';
import { modelNamed, type State } from '../../state.ts';
import type { RowsScreen } from './state.ts';

/** The name by which Sequelize knows the default scope among named ones. */
export const defaultScopeName = 'defaultScope';

/** A line of the panel. */
export interface ScopeLine {
  readonly name: string;
  readonly isUsed: boolean;
  /** The arguments in use, or the parameters that will be asked for. */
  readonly detail: string;
  readonly isFunction: boolean;
}

/** The model behind a rows screen; null for a table or while models are not loaded. */
export function modelOf(state: State, spec: Pick<QuerySpec, 'source'>): ModelSummary | null {
  return spec.source.type === 'model' ? modelNamed(state, spec.source.name) : null;
}

/** The default scope first, then the named ones in the model's order. */
export function scopeLines(model: ModelSummary, spec: QuerySpec): readonly ScopeLine[] {
  const lines: ScopeLine[] = [];
  if (model.hasDefaultScope) {
    lines.push({
      name: defaultScopeName,
      isUsed: isDefaultScopeUsed(spec),
      detail: model.defaultScope ?? '',
      isFunction: false,
    });
  }
  for (const scope of model.scopes) {
    const use = spec.scopes.find((candidate) => candidate.name === scope.name);
    lines.push({
      name: scope.name,
      isUsed: use !== undefined,
      detail: use !== undefined && scope.isFunction ? argumentsText(use) : scopeDetail(scope),
      isFunction: scope.isFunction,
    });
  }
  return lines;
}

function scopeDetail(scope: ScopeSummary): string {
  return scope.isFunction ? `(${scope.parameters.join(', ')})` : (scope.condition ?? '');
}

function argumentsText(use: ScopeUse): string {
  return `(${use.arguments.map((argument) => JSON.stringify(argument)).join(', ')})`;
}

/** As Sequelize has it: the default scope applies while no scope is named, or when it is named itself. */
export function isDefaultScopeUsed(spec: QuerySpec): boolean {
  if (spec.scopes.length === 0) return !spec.isUnscoped;
  return spec.scopes.some((scope) => scope.name === defaultScopeName);
}

/**
 * Uses a scope that was left, or leaves one that was used. Naming a first scope leaves the default one, exactly as
 * `Model.scope('name')` does; leaving the last named scope brings it back.
 */
export function toggledScope(spec: QuerySpec, name: string, values: readonly Value[] = []): QuerySpec {
  const named = spec.scopes.filter((scope) => scope.name !== defaultScopeName);
  if (name === defaultScopeName) return withScopes(spec, named, !isDefaultScopeUsed(spec));
  const others = named.filter((scope) => scope.name !== name);
  const isLeft = others.length < named.length;
  if (isLeft && others.length === 0) return withScopes(spec, [], true);
  const isDefaultNamed = spec.scopes.length > named.length;
  return withScopes(spec, isLeft ? others : [...named, { name, arguments: values }], isDefaultNamed);
}

function withScopes(spec: QuerySpec, named: readonly ScopeUse[], isDefault: boolean): QuerySpec {
  if (named.length === 0) return { ...spec, scopes: [], isUnscoped: !isDefault };
  const first: readonly ScopeUse[] = isDefault ? [{ name: defaultScopeName, arguments: [] }] : [];
  return { ...spec, scopes: [...first, ...named], isUnscoped: false };
}

/** Lines of the open panel, its rule included; 0 when it is closed. */
export function scopesPanelHeight(state: State, screen: RowsScreen): number {
  const model = modelOf(state, screen.spec);
  if (screen.scopesPanel === null || model === null) return 0;
  const half = Math.floor(layoutOf(state.size, state.focus).innerHeight / 2);
  const argumentLines = screen.scopesPanel.argument === null ? 0 : 1;
  const wanted = Math.max(scopeLines(model, screen.spec).length, 4) + 1 + argumentLines;
  // A scope, what is typed and the rule always have their lines.
  return Math.max(2 + argumentLines, Math.min(half, wanted));
}

/** The scopes in use as one reads them: `active + verified`, `unscoped`. */
export function scopesText(spec: QuerySpec): string {
  if (spec.scopes.length === 0) return spec.isUnscoped ? 'unscoped' : '';
  return spec.scopes
    .map((use) => (use.arguments.length === 0 ? use.name : `${use.name}${argumentsText(use)}`))
    .join(' + ');
}
