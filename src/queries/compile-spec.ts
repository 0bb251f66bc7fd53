/**
 * QuerySpec + the project's Sequelize instance → the class and the options that `findAll` is called with. Nothing is executed
 * but the project's own scope functions, and the spec is not changed.
 */
import type {
  FindOptions,
  Includeable,
  Model,
  ModelStatic,
  OrderItem,
  Sequelize,
  WhereOptions,
} from 'sequelize';
import type { Relation, RelationColumn } from '../database/relation.ts';
import { compileFilter } from './filter/compile-filter.ts';
import { parseFilter } from './filter/parse-filter.ts';
import { findModel } from './find-model.ts';
import { compileIncludes } from './includes/compile-includes.ts';
import { orderOfModel, type ModelOrder } from './keyset/model-order.ts';
import { isPaged, type PartRequest } from './keyset/read-paged.ts';
import { stretchSql } from './keyset/stretches.ts';
import type { JoinedTable } from './joined-table.ts';
import { columnOfAttribute } from './model-attributes.ts';
import { ModelColumns, type AttributeItem } from './model-columns.ts';
import { pageAttributes, type PageAttributes } from './page-attributes.ts';
import { sourceName, type QuerySpec } from './query-spec.ts';
import { noRelation, relatedOptions } from './related-rows.ts';
import { scopeModel, type ScopeOptions } from './scope-model.ts';
import { searchSql } from './search/search-condition.ts';
import { sequelizeClassOf } from './sequelize-class.ts';

export interface CompiledSpec {
  /** A class of its own with the scopes on it, which `model.findAll()` reads. */
  readonly model: ModelStatic<Model>;
  /** Everything the scopes say. */
  readonly scope: ScopeOptions;
  /** The names to show in order; null for what the instances have. */
  readonly names: readonly string[] | null;
  /** The join table that the rows were reached through; null for none. */
  readonly joined: JoinedTable | null;
  /** What is included with the rows, by scopes and by the spec. */
  readonly included: readonly Includeable[];
  /** All rows: `where`, `include` and `paranoid`, the scopes' conditions among them. */
  readonly findOptions: FindOptions;
  /** The conditions of `findOptions` that are not the scopes'. */
  readonly conditions: readonly WhereOptions[];
  /**
   * What a statement with a limit says of its rows beside them, in the place of what it requires to be included, by the name of the
   * include.
   */
  readonly limitedConditions: ReadonlyMap<string, WhereOptions>;
  readonly order: ModelOrder['order'];
  /** What an application would say beside the scopes to read the first page: what they include is not in it, unless the spec adds to it. */
  readonly plainOptions: FindOptions;
  /** The options of the one statement that reads it: right where Sequelize's own limited subquery would not be. */
  readonly statementOptions: FindOptions;
  /** The options of one statement of a page, and what they select beside the attributes. */
  readonly part: (request: PartRequest) => {
    readonly options: FindOptions;
    readonly selected: PageAttributes;
  };
}

/** What the catalog knows of the tables that are read; null for one that is not there, and where it does not matter. */
export interface SpecRelations {
  /** The model's own. */
  readonly own: Relation | null;
  /** The join table that `relatedTo` goes through. */
  readonly joined: Relation | null;
}

export const noRelations: SpecRelations = { own: null, joined: null };

export interface CompileOptions {
  readonly now?: Date;
  /** Where the rows are only counted, or grouped, what is included is a condition of theirs, if it is one. */
  readonly rows?: 'read' | 'counted' | 'grouped';
}

/**
 * Throws a ConsoleError for a model, scope, association, attribute
 * or filter that is not there or not right.
 */
export function compileSpec(
  spec: QuerySpec,
  sequelize: Sequelize,
  { own: relation, joined: joinedRelation }: SpecRelations,
  { now = new Date(), rows = 'read' }: CompileOptions = {},
): CompiledSpec {
  const { model, scope } = scopeModel(findModel(sourceName(spec.source), sequelize), spec);
  const { Op, literal } = sequelizeClassOf(sequelize);
  const related =
    spec.relatedTo === null ? noRelation : relatedOptions(spec.relatedTo, spec.source, sequelize);
  const includes = compileIncludes(model, scope, spec, { sequelize, now });
  const alone = rows === 'read' ? null : rows === 'counted' ? includes.counted : includes.grouped();
  const included = alone?.include ?? includes.include;
  const columns = new ModelColumns(model, scope, includes.names, related.joined);
  const chosen = spec.columns === null ? null : columns.select(spec.columns, includes.needed);
  const attributes: readonly AttributeItem[] = chosen?.attributes ?? columns.all();

  const filter = parseFilter(spec.filter);
  const conditions: WhereOptions[] = [
    ...(scope.where === undefined ? [] : [scope.where]),
    ...related.where,
    ...(alone?.where ?? []),
  ];
  if (filter !== null) conditions.push(compileFilter(filter, model, sequelize, { text: spec.filter, now }));
  if (spec.search !== undefined) {
    const searched = storedColumns(model, attributes, relation);
    const write = (pattern: string): string => sequelize.escape(pattern);
    conditions.push(literal(searchSql(spec.search, model.name, searched, `Model "${model.name}"`, write)));
  }
  const whereOf = (own: readonly WhereOptions[]): Pick<FindOptions, 'where'> => {
    const all = [...conditions, ...own];
    const [first] = all;
    if (first === undefined) return {};
    return { where: all.length === 1 ? first : { [Op.and]: all } };
  };
  const joins = [...included, ...related.include];
  const rest: FindOptions = {
    ...(joins.length === 0 ? {} : { include: joins }),
    ...(spec.softDeleted === 'shown' ? { paranoid: false } : {}),
  };
  const restOf = (limit: number | null, own: readonly WhereOptions[] = []): FindOptions => {
    const isLimited = alone === null && windowOf(scope, limit, 0).limit !== undefined;
    return isLimited
      ? { ...whereOf([...includes.limited.where.values(), ...own]), ...rest, ...includes.limited.options }
      : { ...whereOf(own), ...rest };
  };
  const { order, items } = orderOfModel({
    model,
    scope,
    include: included,
    relation,
    joined: related.joined,
    joinedRelation,
    asked: columns.order(spec.order),
    isPaged: isPaged(spec),
    literal,
  });

  const shape: FindOptions = {
    ...(chosen === null ? scopeAttributes(scope) : { attributes: chosen.attributes }),
    ...orderOption(items(isPaged(spec) ? order.terms : order.terms.slice(0, order.asked))),
    ...windowOf(scope, spec.limit, spec.place.type === 'offset' ? spec.place.offset : 0),
  };
  const { include: _include, ...plain } = rest;
  const own = [...includes.own, ...related.include];

  return {
    model,
    scope,
    included,
    names: chosen === null ? null : [...new Set([...chosen.names, ...includes.asked])],
    joined: related.joined,
    conditions: scope.where === undefined ? conditions : conditions.slice(1),
    limitedConditions: includes.limited.where,
    order,
    findOptions: { ...whereOf([]), ...rest },
    plainOptions: { ...whereOf([]), ...(own.length === 0 ? {} : { include: own }), ...plain, ...shape },
    statementOptions: { ...restOf(spec.limit), ...shape },
    part(request) {
      const stretch =
        request.stretch === null ? '' : stretchSql(request.stretch, (value) => sequelize.escape(value));
      const selected = pageAttributes({
        model,
        relation,
        attributes,
        links: includes.links,
        spec,
        request,
        literal,
      });
      const options: FindOptions = {
        ...restOf(request.limit, stretch === '' ? [] : [literal(stretch)]),
        attributes: [...selected.attributes],
        ...orderOption(items(request.terms)),
        ...windowOf(scope, request.limit, request.offset),
      };
      return { options, selected };
    },
  };
}

/** The columns behind attributes, where the table has them. */
function storedColumns(
  model: ModelStatic<Model>,
  attributes: readonly AttributeItem[],
  relation: Relation | null,
): readonly RelationColumn[] {
  const fields = new Set(
    attributes.flatMap((item) => (typeof item === 'string' ? [columnOfAttribute(model, item)] : [])),
  );
  return relation?.columns.filter(({ name }) => fields.has(name)) ?? [];
}

/** They were taken off the class, so that a page can add to them. */
function scopeAttributes({ attributes }: ScopeOptions): Pick<FindOptions, 'attributes'> {
  return attributes === undefined ? {} : { attributes };
}

function orderOption(items: OrderItem[]): Pick<FindOptions, 'order'> {
  return items.length === 0 ? {} : { order: items };
}

/** The page within the rows that a scope's own limit and offset leave. */
function windowOf(
  scope: ScopeOptions,
  wanted: number | null,
  skip: number,
): Pick<FindOptions, 'limit' | 'offset'> {
  const offset = skip + (scope.offset ?? 0);
  const left = Math.max((scope.limit ?? Number.POSITIVE_INFINITY) - skip, 0);
  const limit = Math.min(left, wanted ?? Number.POSITIVE_INFINITY);
  return {
    ...(Number.isFinite(limit) ? { limit } : {}),
    ...(offset === 0 ? {} : { offset }),
  };
}
