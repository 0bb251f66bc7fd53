/**
 * What is included with the rows of a model: what its scopes bring and what a spec asks for, one include an association. Nothing of
 * it is Sequelize's options yet; whatever is wrong with a spec's includes is said here.
 */
import type { Association, Includeable, IncludeOptions, Model, ModelStatic } from 'sequelize';
import { ConsoleError } from '../../errors.ts';
import { parseFilter } from '../filter/parse-filter.ts';
import type { FilterNode } from '../filter/filter-node.ts';
import { findAssociation, listNames, unknownName } from '../find-model.ts';
import { attributesOf } from '../model-attributes.ts';
import type { IncludeUse } from '../query-spec.ts';
import { scopeConditions } from '../scope-model.ts';
import { isVirtualType } from '../value-kind.ts';

/** One association that is read along. */
export interface PlannedInclude {
  readonly association: Association;
  /** The model that is read: the association's own, or a scoped class of it that a scope names. */
  readonly target: ModelStatic<Model>;
  /** What a scope says of it, conformed (lib/model.js, _conformInclude); null for nothing. */
  readonly base: IncludeOptions | null;
  /** What the spec says of it; null for nothing, below it too. */
  readonly use: IncludeUse | null;
  readonly filter: FilterNode | null;
  /** What Sequelize will make of it: whether rows without one are left out. */
  readonly isRequired: boolean;
  /** Read by a statement of its own. */
  readonly isSeparate: boolean;
  readonly children: IncludePlans;
}

export interface IncludePlans {
  readonly planned: readonly PlannedInclude[];
  /** Of scopes, and no one association: `{all: true}`. Sequelize makes of them what it will. */
  readonly loose: readonly Includeable[];
}

/**
 * `brought` are the includes of a scope. Throws `unknown-association` or `include-impossible`, and what a filter that is mistyped is
 * refused with.
 */
export function planIncludes(
  model: ModelStatic<Model>,
  brought: unknown,
  uses: readonly IncludeUse[],
): IncludePlans {
  const loose: Includeable[] = [];
  const bases = new Map<string, { readonly association: Association; readonly base: IncludeOptions }>();
  for (const base of listed(brought)) {
    const association = associationOf(model, base);
    if (association === null || bases.has(association.as)) loose.push(base);
    else bases.set(association.as, { association, base });
  }
  const wanted = new Map<string, IncludeUse>();
  for (const use of uses) {
    const { as } = findAssociation(model, use.association);
    if (wanted.has(as)) throw impossible(`Association "${as}" is included twice.`, 'Include it once.');
    wanted.set(as, use);
  }
  const planned = [...new Set([...bases.keys(), ...wanted.keys()])].map((as): PlannedInclude => {
    const known = bases.get(as);
    const association = known?.association ?? findAssociation(model, as);
    return planOne(model, association, known?.base ?? null, wanted.get(as) ?? null);
  });
  return { planned, loose };
}

function planOne(
  model: ModelStatic<Model>,
  association: Association,
  base: IncludeOptions | null,
  use: IncludeUse | null,
): PlannedInclude {
  // Typed as any model type; a conformed include holds a class.
  const target = (base?.model as ModelStatic<Model> | undefined) ?? association.target;
  const filter = parseFilter(use?.filter ?? '');
  const isSeparate = use?.isSeparate ?? base?.separate ?? base?.limit !== undefined;
  const hasConditions = filter !== null || base?.where !== undefined || scopeConditions(target).length > 0;
  if (use !== null && isSeparate) refuseSeparate(model, association, use);
  return {
    association,
    target,
    base,
    use,
    filter,
    isSeparate,
    isRequired: !isSeparate && (use?.required ?? base?.required ?? hasConditions),
    children: planIncludes(target, base?.include, use?.includes ?? []),
  };
}

/** Sequelize refuses the one (lib/model.js, _validateIncludedElement), and pays no heed to the other. */
function refuseSeparate(model: ModelStatic<Model>, association: Association, use: IncludeUse): void {
  const { as, associationType } = association;
  if (associationType !== 'HasMany') {
    throw impossible(
      `Association "${as}" of model "${model.name}" is a ${associationType}, and only a HasMany can be read separately.`,
      'Leave `separate` out.',
    );
  }
  if (use.required === true) {
    throw impossible(
      `Association "${as}" cannot be both required and separate: Sequelize reads it when the rows have been read.`,
      `Leave one of the two out, or keep the rows that have one with the filter \`${as} is not null\`.`,
    );
  }
}

/**
 * Throws where Sequelize would make one record of several (dialects/abstract/query.js, _groupJoinData): with a to-many association
 * included it tells records apart by their primary keys, those of a statement of its own too, which inherits `hasMultiAssociation`
 * (lib/model.js, _findSeparate).
 */
export function refuseKeyless(model: ModelStatic<Model>, plans: IncludePlans): void {
  const many = toMany(plans);
  const [first] = many;
  if (first === undefined) return;
  if (isKeyless(model) && isAsked(plans)) throw keyless(model, first, 'Leave it out.');
  const confused = many.find(({ use, target }) => use !== null && isKeyless(target));
  if (confused === undefined) return;
  // Every association has these (lib/associations), though the typings do not say so.
  const { accessors } = confused.association as unknown as { readonly accessors: { readonly get: string } };
  throw keyless(confused.target, confused, `Leave it out: \`${accessors.get}()\` of a record reads it.`);
}

function keyless(model: ModelStatic<Model>, { association }: PlannedInclude, remedy: string): ConsoleError {
  return impossible(
    `Association "${association.as}" cannot be included, because model "${model.name}" has no primary key to tell its records apart by.`,
    remedy,
  );
}

function isKeyless(model: ModelStatic<Model>): boolean {
  const unique: unknown = Reflect.get(model, 'uniqueKeys');
  const hasUnique = typeof unique === 'object' && unique !== null && Object.keys(unique).length > 0;
  return model.primaryKeyAttributes.length === 0 && !hasUnique;
}

/** The to-many associations, at any depth. */
function toMany({ planned }: IncludePlans): readonly PlannedInclude[] {
  return planned.flatMap((include) => [
    ...(include.association.isMultiAssociation ? [include] : []),
    ...toMany(include.children),
  ]);
}

/** True when a spec asks for any of them. */
export function isAsked({ planned }: IncludePlans): boolean {
  return planned.some(({ use }) => use !== null);
}

/** The attributes that the includes are joined or fetched by, by name. */
export function linkAttributes({ planned }: IncludePlans): readonly string[] {
  return planned.flatMap(({ association }) => {
    const sourceKey: unknown = Reflect.get(association, 'sourceKey');
    const { associationType, foreignKey, source } = association;
    if (associationType === 'BelongsTo') return [foreignKey];
    return [typeof sourceKey === 'string' ? sourceKey : source.primaryKeyAttribute];
  });
}

function listed(brought: unknown): readonly IncludeOptions[] {
  const items: readonly unknown[] = Array.isArray(brought) ? brought : brought === undefined ? [] : [brought];
  // Conformed ones are objects.
  return items.filter((item): item is IncludeOptions => typeof item === 'object' && item !== null);
}

/** Of an include of a scope; null where it is none, or none can be told. */
function associationOf(model: ModelStatic<Model>, base: IncludeOptions): Association | null {
  const { association, as, model: target } = base;
  if (typeof association === 'object') return association;
  const associations = Object.values(model.associations);
  if (as !== undefined) return associations.find((known) => known.as === as) ?? null;
  const leading = associations.filter((known) => known.target.name === target?.name);
  return leading.length === 1 ? (leading[0] ?? null) : null;
}

/** The attributes that a spec asks for of the included records, by name; null for what Sequelize reads by itself. */
export function includedColumns({ target, use }: PlannedInclude): string[] | null {
  if (use?.columns == null) return null;
  const attributes = attributesOf(target);
  const byColumn = new Map([...attributes].map(([name, { field }]) => [field ?? name, name]));
  const names = use.columns.map((column) => {
    const name = attributes.has(column) ? column : byColumn.get(column);
    if (name !== undefined) return name;
    const known = [...attributes.keys()];
    throw unknownName({
      code: 'unknown-attribute',
      message: `Model "${target.name}", included as "${use.association}", has no attribute "${column}".`,
      name: column,
      known,
      otherwise: `Known are ${listNames(known)}.`,
    });
  });
  // Sequelize adds the key by itself, but not to nothing, and virtual attributes read none.
  const isStored = names.some((name) => !isVirtualType(attributes.get(name)?.type));
  return [...new Set([...(isStored ? [] : target.primaryKeyAttributes), ...names])];
}

function impossible(message: string, remedy: string): ConsoleError {
  return new ConsoleError(message, { code: 'include-impossible', kind: 'usage', remedy });
}
