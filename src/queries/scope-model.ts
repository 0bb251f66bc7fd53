/**
 * A model with its scopes applied as Sequelize's `Model.scope()` applies them: naming a scope takes the default scope off,
 * unless `defaultScope` is named too.
 */
import type { FindOptions, Model, ModelStatic, WhereOptions } from 'sequelize';
import { ConsoleError } from '../errors.ts';
import { listNames, unknownName } from './find-model.ts';
import type { QuerySpec, ScopeUse, Value } from './query-spec.ts';

/** The options that the scopes came to. */
export type ScopeOptions = Pick<
  FindOptions,
  'where' | 'order' | 'limit' | 'offset' | 'group' | 'attributes' | 'include'
>;

export interface ScopedModel {
  /** A class of its own, as `Model.scope()` returns it, whose scope holds none of these but `group`. */
  readonly model: ModelStatic<Model>;
  /** Everything the scopes say, including what was taken off `model` because Sequelize would overwrite it. */
  readonly scope: ScopeOptions;
}

/** Where Sequelize keeps the merged scope of a scoped class (lib/model.js, scope and _injectScope; all of 6.x). */
interface ScopeHolder {
  _scope: ScopeOptions;
}

/**
 * The scopes of `spec` on a model. `where`, `order`, `limit`, `offset`, `attributes` and `include` are taken off the class and
 * returned, because a finder's own replace the scope's, or join them (lib/model.js, _mergeFunction), where a page must add to them.
 * Throws `unknown-scope`, or `scope-failed` when a scope's own function throws.
 */
export function scopeModel(
  model: ModelStatic<Model>,
  spec: Pick<QuerySpec, 'scopes' | 'isUnscoped'>,
): ScopedModel {
  const scoped = applyScopes(model, spec);
  // The static property is internal to Sequelize and so missing from its types; `scope()` made this class just now.
  const holder = scoped as unknown as ScopeHolder;
  const scope = holder._scope;
  const {
    where: _where,
    order: _order,
    limit: _limit,
    offset: _offset,
    attributes: _attributes,
    include: _include,
    ...rest
  } = scope;
  holder._scope = rest;
  return { model: scoped, scope };
}

/**
 * The conditions that an include of this model brings by itself: those of its default scope, or of the scope that the model an
 * association was made with had on (lib/model.js, _validateIncludedElement). By attribute names.
 */
export function scopeConditions(model: ModelStatic<Model>): readonly WhereOptions[] {
  const { where } = (model as unknown as ScopeHolder)._scope; // as in scopeModel()
  return where === undefined ? [] : [where];
}

/** The attributes that an include of this model has by itself, for the same reason. */
export function defaultAttributes(model: ModelStatic<Model>): ScopeOptions['attributes'] {
  return (model as unknown as ScopeHolder)._scope.attributes; // as in scopeModel()
}

function applyScopes(
  model: ModelStatic<Model>,
  { scopes, isUnscoped }: Pick<QuerySpec, 'scopes' | 'isUnscoped'>,
): ModelStatic<Model> {
  const known = scopeNames(model);
  for (const { name } of scopes) {
    if (!known.includes(name)) {
      throw unknownName({
        code: 'unknown-scope',
        message: `Model "${model.name}" has no scope "${name}".`,
        name,
        known,
        otherwise: known.length === 1 ? 'It has no named scopes.' : `Known are ${listNames(known)}.`,
      });
    }
  }
  const used = scopes.filter(({ name }) => name !== 'defaultScope' || !isUnscoped);
  if (used.length === 0) return isUnscoped ? model.unscoped() : callScope(model, ['defaultScope']);
  return callScope(model, used.map(scopeOption));
}

/** The names `Model.scope()` knows; every model has a default scope, if an empty one. */
function scopeNames(model: ModelStatic<Model>): readonly string[] {
  return ['defaultScope', ...Object.keys(model.options.scopes ?? {})];
}

type ScopeOption = string | { method: [string, ...Value[]] };

function scopeOption({ name, arguments: values }: ScopeUse): ScopeOption {
  return values.length === 0 ? name : { method: [name, ...values] };
}

function callScope(model: ModelStatic<Model>, options: ScopeOption[]): ModelStatic<Model> {
  try {
    return model.scope(options);
  } catch (error) {
    // The project's own function ran, with arguments a user typed.
    const names = options.map((option) => (typeof option === 'string' ? option : option.method[0]));
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConsoleError(`Scope "${names.join('" with "')}" of model "${model.name}" failed: ${reason}`, {
      code: 'scope-failed',
      kind: 'usage',
      remedy: `Give it the arguments it expects, as in \`--scope '${names.at(-1) ?? ''}("…")'\`; \`seqscope describe ${model.name}\` lists them.`,
      cause: error,
    });
  }
}
