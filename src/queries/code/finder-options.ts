/**
 * What a finder is told to read the rows of a spec: beside its scopes, or in their place where Sequelize would not add the two
 * together as a page does (lib/model.js, _mergeFunction: of one attribute's conditions the finder's own wins, orders are
 * joined scope first, lists of attributes too).
 */
import type { FindOptions, Model, ModelStatic, WhereOptions } from 'sequelize';
import type { CompiledSpec } from '../compile-spec.ts';
import type { QuerySpec } from '../query-spec.ts';
import type { ScopeOptions } from '../scope-model.ts';
import type { SequelizeClass } from '../sequelize-class.ts';
import { joinWhere, type WhereContext } from './join-where.ts';
import { isPlain } from './write-value.ts';

export interface FinderOptions {
  /** False where the options say what the scopes do: they go to the model without any. */
  readonly isScoped: boolean;
  /** In the order in which a person writes them. */
  readonly options: Readonly<Record<string, unknown>>;
}

export interface FinderSource {
  readonly spec: QuerySpec;
  readonly compiled: CompiledSpec;
  readonly context: WhereContext;
  /** True for an association's getter, which wraps the conditions it is given in an `Op.and`. */
  readonly isGetter: boolean;
}

const keyOrder = ['attributes', 'where', 'include', 'group', 'having', 'order', 'limit', 'offset'];

export function finderOptions(source: FinderSource): FinderOptions {
  return scopedOptions(source) ?? { isScoped: false, options: ordered(wholeOptions(source)) };
}

/** Null where they cannot stand beside the scopes. */
function scopedOptions({ spec, compiled, context, isGetter }: FinderSource): FinderOptions | null {
  const { scope, plainOptions, model } = compiled;
  const joined = joinWhere(compiled.conditions, context);
  const where = isGetter ? joined : beside(joined, scope, context.Op, model);
  const isCovered = isGetter && isPlain(scope.where) && Object.hasOwn(scope.where, context.Op.and);
  if (where === null || isCovered) return null;
  if (spec.columns !== null && Array.isArray(scope.attributes)) return null;
  const order = ownOrder(spec, plainOptions, scope);
  if (order === null) return null;
  const isGrouped = plainOptions.group !== undefined && plainOptions.group !== scope.group;
  const { limit, offset } = plainOptions;
  return {
    isScoped: true,
    options: ordered({
      ...plainOptions,
      attributes: spec.columns === null && !isGrouped ? undefined : plainOptions.attributes,
      where,
      order: order.length === 0 ? undefined : order,
      limit: limit === scope.limit ? undefined : limit,
      offset: offset === scope.offset ? undefined : offset,
    }),
  };
}

/** The condition as it must be written beside a scope's; null where the scope's would be lost, or there is no saying. */
function beside(
  where: unknown,
  { where: ofScope }: ScopeOptions,
  Op: SequelizeClass['Op'],
  model: ModelStatic<Model>,
): unknown {
  if (where === undefined || ofScope === undefined) return where;
  if (Reflect.get(model.options, 'whereMergeStrategy') === 'and') return where;
  if (!isPlain(ofScope)) return null;
  if (!isPlain(where)) return Object.hasOwn(ofScope, Op.and) ? null : { [Op.and]: [where] };
  const isTaken = (key: string | symbol): boolean => Object.hasOwn(ofScope, key);
  const keys = Reflect.ownKeys(where);
  if (!keys.some(isTaken)) return where;
  if (isTaken(Op.and)) return null;
  const joined = where[Op.and];
  const taken = keys.filter(isTaken).map((key) => ({ [key]: where[key] }));
  return {
    ...Object.fromEntries(keys.filter((key) => !isTaken(key)).map((key) => [key, where[key]])),
    [Op.and]: [...taken, ...(Array.isArray(joined) ? (joined as readonly unknown[]) : [])],
  };
}

/** What follows the scope's own order; null where it must not come first. */
function ownOrder(
  spec: QuerySpec,
  { order }: FindOptions,
  { order: ofScope }: ScopeOptions,
): readonly unknown[] | null {
  const items: readonly unknown[] = Array.isArray(order) ? order : order === undefined ? [] : [order];
  if (ofScope === undefined) return items;
  if (spec.order.length > 0) return null;
  if (!Array.isArray(ofScope)) return items.length === 1 ? [] : items;
  return items.slice(ofScope.length);
}

function wholeOptions({ spec, compiled, context }: FinderSource): FindOptions {
  const { scope, plainOptions, conditions } = compiled;
  const where = joinWhere([...(scope.where === undefined ? [] : [scope.where]), ...conditions], context);
  const include = [...listOf(scope.include), ...listOf(plainOptions.include)];
  const attributes = spec.columns === null ? scope.attributes : plainOptions.attributes;
  return {
    ...scope,
    ...plainOptions,
    ...(attributes === undefined ? {} : { attributes }),
    // What joinWhere makes of wheres is one.
    ...(where === undefined ? { where: undefined } : { where: where as WhereOptions }),
    ...(include.length === 0 ? {} : { include }),
  } as FindOptions;
}

function listOf<T>(value: T | readonly T[] | undefined): readonly T[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value as T];
}

/** Without what is not said. */
function ordered(options: object): Readonly<Record<string, unknown>> {
  const entries: readonly (readonly [string, unknown])[] = Object.entries(options).filter(
    ([, value]) => value !== undefined,
  );
  const place = (key: string): number => (keyOrder.includes(key) ? keyOrder.indexOf(key) : keyOrder.length);
  return Object.fromEntries([...entries].sort(([a], [b]) => place(a) - place(b)));
}
