/**
 * QuerySpec + the project's Sequelize instance → the class and the options that `findAll` is called with. Nothing is executed
 * but the project's own scope functions, and the spec is not changed.
 */
import type { FindOptions, Model, ModelStatic, OrderItem, Sequelize, WhereOptions } from 'sequelize';
import { compileFilter } from './filter/compile-filter.ts';
import { parseFilter } from './filter/parse-filter.ts';
import { findModel } from './find-model.ts';
import { ModelColumns } from './model-columns.ts';
import type { QuerySpec } from './query-spec.ts';
import { noRelation, relatedOptions } from './related-rows.ts';
import { includeNames } from './scope-includes.ts';
import { scopeModel, type ScopeOptions } from './scope-model.ts';
import { sequelizeClassOf } from './sequelize-class.ts';

export interface CompiledSpec {
  /** A class of its own with the scopes on it: `model.findAll(findOptions)` reads the page. */
  readonly model: ModelStatic<Model>;
  /** Its `limit` is one more than the page holds, unless a scope's own limit comes first. */
  readonly findOptions: FindOptions;
  /** The names to show in order; null for what the instances have. */
  readonly names: readonly string[] | null;
  /** Everything the scopes say. */
  readonly scope: ScopeOptions;
}

/** Throws a ConsoleError for a model, scope, association, attribute or filter that is not there or not right. */
export function compileSpec(spec: QuerySpec, sequelize: Sequelize, now = new Date()): CompiledSpec {
  const { model, scope } = scopeModel(findModel(spec.source.name, sequelize), spec);
  const { Op } = sequelizeClassOf(sequelize);
  const related =
    spec.relatedTo === null ? noRelation : relatedOptions(spec.relatedTo, spec.source, sequelize);
  const columns = new ModelColumns(model, scope, [...includeNames(scope), ...related.names]);
  const selected = spec.columns === null ? null : columns.select(spec.columns);

  const filter = parseFilter(spec.filter);
  const added = [...related.where];
  if (filter !== null) added.push(compileFilter(filter, model, sequelize, { text: spec.filter, now }));
  const where = added.length === 0 ? scope.where : { [Op.and]: [...present(scope.where), ...added] };
  const isPaged = spec.limit !== null || spec.offset > 0;
  const order = orderOf(model, scope, columns.order(spec.order), isPaged);

  const findOptions: FindOptions = {
    ...(where === undefined ? {} : { where }),
    ...(related.include.length === 0 ? {} : { include: [...related.include] }),
    ...(selected === null ? {} : { attributes: selected.attributes }),
    ...(order.length === 0 ? {} : { order }),
    ...windowOf(spec, scope),
    ...(spec.softDeleted === 'shown' ? { paranoid: false } : {}),
  };
  return { model, findOptions, names: selected?.names ?? null, scope };
}

function present(where: WhereOptions | undefined): readonly WhereOptions[] {
  return where === undefined ? [] : [where];
}

/**
 * The order asked for, else the scope's. A page ends it with the primary key, ascending: without a total order PostgreSQL may
 * give a row twice or not at all from one page to the next (manual, 7.6). Grouped rows have no key.
 */
function orderOf(
  model: ModelStatic<Model>,
  scope: ScopeOptions,
  asked: readonly OrderItem[],
  isPaged: boolean,
): OrderItem[] {
  const terms = asked.length > 0 ? asked : scopeOrder(scope);
  if (!isPaged || scope.group !== undefined) return [...terms];
  const ordered = new Set(terms.map((term) => (Array.isArray(term) ? term[0] : term)));
  const ties = model.primaryKeyAttributes.filter((attribute) => !ordered.has(attribute));
  return [...terms, ...ties.map((attribute): OrderItem => [attribute, 'ASC'])];
}

function scopeOrder({ order }: ScopeOptions): readonly OrderItem[] {
  if (order === undefined) return [];
  return Array.isArray(order) ? order : [order];
}

/** The page within the rows that a scope's own limit and offset leave. */
function windowOf(spec: QuerySpec, scope: ScopeOptions): Pick<FindOptions, 'limit' | 'offset'> {
  const offset = spec.offset + (scope.offset ?? 0);
  const left = Math.max((scope.limit ?? Number.POSITIVE_INFINITY) - spec.offset, 0);
  const limit = Math.min(left, spec.limit === null ? Number.POSITIVE_INFINITY : spec.limit + 1);
  return {
    ...(Number.isFinite(limit) ? { limit } : {}),
    ...(offset === 0 ? {} : { offset }),
  };
}
