/** What the scopes of a model include, in any of the forms that Sequelize takes (sequelize/lib/model.js, _conformInclude). */
import type { Association, Model, ModelStatic } from 'sequelize';
import { isRecord } from '../../../project/modules/module-values.ts';
import type { IncludeFacts, ScopeIncludes } from './model-facts.ts';

type ModelClass = ModelStatic<Model>;

/** A project may include a model within itself. */
const depthLimit = 8;

/** The default scope first. Scopes that are functions are not called, so nothing is known of them. */
export function readIncludingScopes(model: ModelClass): readonly ScopeIncludes[] {
  const { defaultScope, scopes } = model.options;
  const named = Object.entries(scopes ?? {}).map(([name, scope]) => [name, scope] as const);
  return [[null, defaultScope] as const, ...named].flatMap(([name, scope]) => {
    const includes = isRecord(scope) ? readIncludes(model, scope.include, 0) : [];
    return includes.length === 0 ? [] : [{ name, includes }];
  });
}

function readIncludes(model: ModelClass, include: unknown, depth: number): readonly IncludeFacts[] {
  if (include === undefined || include === null || depth > depthLimit) return [];
  const items: readonly unknown[] = Array.isArray(include) ? include : [include];
  return items.flatMap((item): readonly IncludeFacts[] => {
    const association = associationOf(model, item);
    if (association === null) return [];
    const options = isRecord(item) ? item : {};
    return [
      {
        association: association.as,
        type: typeOf(association),
        isToMany: association.isMultiAssociation,
        isSeparate: options.separate === true || (options.separate === undefined && options.limit != null),
        includes: readIncludes(association.target, options.include, depth + 1),
      },
    ];
  });
}

/** An alias, an association, a model, or an object with one of the three. */
function associationOf(model: ModelClass, item: unknown): Association | null {
  const all = Object.values(model.associations);
  if (typeof item === 'string') return all.find(({ as }) => as === item) ?? null;
  if (typeof item === 'function') return onlyOne(all.filter(({ target }) => target === item));
  if (typeof item !== 'object' || item === null) return null;
  const direct = all.find((association) => association === item);
  if (direct !== undefined) return direct;
  const { as, association, model: target } = item as Readonly<Record<string, unknown>>;
  if (typeof as === 'string') return all.find((one) => one.as === as) ?? null;
  return association === undefined ? associationOf(model, target) : associationOf(model, association);
}

function onlyOne(found: readonly Association[]): Association | null {
  return found.length === 1 ? (found[0] ?? null) : null;
}

const types = {
  BelongsTo: 'belongsTo',
  HasOne: 'hasOne',
  HasMany: 'hasMany',
  BelongsToMany: 'belongsToMany',
} as const;

function typeOf({ associationType }: Association): IncludeFacts['type'] {
  // The four kinds that Sequelize has.
  return types[associationType as keyof typeof types];
}
