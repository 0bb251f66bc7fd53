/**
 * Reads includes after Sequelize has conformed them (lib/model.js, _conformIncludes), or as it would: which names they add to a row,
 * and whether one row may become several in SQL.
 */
import type { Includeable } from 'sequelize';

/** An include as `Model.scope()` leaves it, or as a spec's is made; the types of 6.x allow many forms more. */
interface ConformedInclude {
  readonly as?: unknown;
  readonly association?: { readonly as?: unknown; readonly isMultiAssociation?: unknown } | string;
  readonly separate?: unknown;
  readonly all?: unknown;
  readonly include?: unknown;
}

/** The names under which included records stand on an instance. */
export function includeNames(include: unknown): readonly string[] {
  return conformed(include).flatMap(({ as, association }) => {
    const name = as ?? (typeof association === 'object' ? association.as : association);
    return typeof name === 'string' ? [name] : [];
  });
}

/** True when the includes join a to-many association, so that a row comes once for each of its relatives. */
export function multipliesRows(include: unknown): boolean {
  return conformed(include).some((item) => {
    if (item.separate === true) return false;
    if (item.all !== undefined) return true;
    const isMany = typeof item.association === 'object' && item.association.isMultiAssociation === true;
    return isMany || multipliesRows(item.include);
  });
}

/**
 * The includes that are joined; `separate` ones are read by statements of their own: they add no rows, and `count()` would select
 * their keys beside its aggregate (lib/model.js, _validateIncludedElements).
 */
export function joinedIncludes(include: readonly Includeable[]): Includeable[] {
  return include.filter(
    (item) => !(typeof item === 'object' && 'separate' in item && item.separate === true),
  );
}

function conformed(include: unknown): readonly ConformedInclude[] {
  const items: readonly unknown[] = Array.isArray(include) ? include : include === undefined ? [] : [include];
  return items.filter((item): item is ConformedInclude => typeof item === 'object' && item !== null);
}
