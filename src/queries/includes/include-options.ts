/**
 * Planned includes → the `include` of a finder, and the conditions that say the same of the rows alone.
 *
 * Where a statement has a limit and joins to-many associations, Sequelize limits the rows in a subquery and has to say there which of
 * them have what is required. Its own way (lib/dialects/abstract/query-generator.js, _generateSubQueryFilter) looks for primary keys
 * where an association goes by others and renames what a filter refers to; so those conditions are put into `where` here, and joined is
 * outside of the subquery.
 */
import type { Includeable, IncludeOptions, Model, ModelStatic, Sequelize, WhereOptions } from 'sequelize';
import { compileFilter } from '../filter/compile-filter.ts';
import { relatedSql } from '../filter/related-sql.ts';
import { scopeConditions } from '../scope-model.ts';
import { sequelizeClassOf } from '../sequelize-class.ts';
import { includedColumns, type IncludePlans, type PlannedInclude } from './planned-include.ts';

export interface IncludeContext {
  readonly sequelize: Sequelize;
  readonly now: Date;
}

/** What every statement of the includes is made with. `above` is what the statement calls the rows above; null for the main ones. */
export function includeOptions(
  { planned, loose }: IncludePlans,
  context: IncludeContext,
  above: string | null = null,
): Includeable[] {
  return [...loose, ...planned.map((include) => optionsOf(include, context, above))];
}

function optionsOf(include: PlannedInclude, context: IncludeContext, above: string | null): IncludeOptions {
  const { association, base, use, isSeparate, children, target } = include;
  if (use === null && base !== null) return base;
  const { as } = association;
  // As Sequelize names joined tables (generateInclude); a separate include is the main table of its own.
  const alias = isSeparate ? target.name : above === null ? as : `${above}->${as}`;
  const nested = includeOptions(children, context, isSeparate ? null : alias);
  const columns = includedColumns(include);
  const where = whereOf(include, context, alias);
  const required = use?.required ?? base?.required;
  const separate = use?.isSeparate ?? base?.separate;
  const { include: _include, ...rest } = base ?? {};
  return {
    ...rest,
    association,
    ...(columns === null ? {} : { attributes: columns }),
    ...(where === null ? {} : { where }),
    ...(required === undefined ? {} : { required }),
    ...(separate === undefined ? {} : { separate }),
    ...(use?.softDeleted === 'shown' ? { paranoid: false } : hidden(include)),
    ...(nested.length === 0 ? {} : { include: nested }),
  };
}

/** A statement of its own would else inherit it from the rows (lib/model.js, _findSeparate). */
function hidden({ base, isSeparate }: PlannedInclude): Pick<IncludeOptions, 'paranoid'> {
  return isSeparate && base?.paranoid === undefined ? { paranoid: true } : {};
}

/** Null where the spec adds nothing to what there is. */
function whereOf(
  { base, filter, target, use }: PlannedInclude,
  { sequelize, now }: IncludeContext,
  alias: string,
): WhereOptions | null {
  if (filter === null) return base?.where ?? null;
  const { Op } = sequelizeClassOf(sequelize);
  const own = compileFilter(filter, target, sequelize, { text: use?.filter ?? '', now }, alias);
  const kept = scopeConditions(target).filter((where) => isOverwritten(where, Op.and));
  return { [Op.and]: [...kept, ...(base?.where === undefined ? [] : [base.where]), own] };
}

/** A condition of a default scope that one under `Op.and` would take the place of (lib/model.js, _mergeFunction). */
function isOverwritten(where: WhereOptions, and: symbol): boolean {
  const prototype: unknown = Object.getPrototypeOf(where);
  return prototype !== Object.prototype || Object.hasOwn(where, and);
}

/** The includes that conditions can speak for: all but what a scope says in terms of its own. */
export function spokenFor({ planned }: IncludePlans): readonly PlannedInclude[] {
  return planned.filter(({ use, isSeparate }) => use !== null && !isSeparate).filter(canSpeakFor);
}

const knownOptions: ReadonlySet<string> = new Set([
  'association',
  'model',
  'as',
  'where',
  'required',
  'separate',
  'attributes',
  'include',
  'paranoid',
]);

/** True where a condition of the rows can say what is required of them. */
export function canSpeakFor(include: PlannedInclude): boolean {
  const { base, target, association, children } = include;
  if (target !== association.target && target !== association.source) return false;
  if (Reflect.get(Reflect.get(target, '_scope') as object, 'include') !== undefined) return false;
  if (children.loose.length > 0) return false;
  if (base !== null) {
    const isKnown = Object.keys(base).every((name) => knownOptions.has(name));
    if (!isKnown || !isPlain(base.where)) return false;
  }
  return children.planned.every((child) => !child.isRequired || canSpeakFor(child));
}

/** True for conditions in which no SQL is written, and no other table named. */
function isPlain(where: unknown): boolean {
  if (typeof where !== 'object' || where === null || where instanceof Date || where instanceof Uint8Array)
    return true;
  if (Array.isArray(where)) return where.every(isPlain);
  const prototype: unknown = Object.getPrototypeOf(where);
  return (
    prototype === Object.prototype &&
    Reflect.ownKeys(where).every(
      (key) => (typeof key === 'symbol' || !key.startsWith('$')) && isPlain(Reflect.get(where, key)),
    )
  );
}

/** "The row has all that is required of it" by the name of each of the includes that are spoken for and required. */
export function requiredConditions(
  includes: readonly PlannedInclude[],
  model: ModelStatic<Model>,
  context: IncludeContext,
): ReadonlyMap<string, WhereOptions> {
  const { literal } = sequelizeClassOf(context.sequelize);
  const required = includes.filter(({ isRequired }) => isRequired);
  return new Map(
    required.map((include) => [include.association.as, literal(existsSql(include, model.name, 0, context))]),
  );
}

function existsSql(include: PlannedInclude, outer: string, depth: number, context: IncludeContext): string {
  const { association, base, use, children } = include;
  const { Op, literal } = sequelizeClassOf(context.sequelize);
  return relatedSql(
    {
      association,
      outer,
      depth,
      isDeletedShown: use?.softDeleted === 'shown' || base?.paranoid === false,
      where(alias, within) {
        const own = whereOf(include, context, alias);
        const below = children.planned.filter(({ isRequired }) => isRequired);
        const nested = below.map((child) => literal(existsSql(child, alias, within, context)));
        return { [Op.and]: [...(own === null ? [] : [own]), ...nested] };
      },
    },
    context.sequelize,
  );
}
