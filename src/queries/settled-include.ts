/**
 * Includes of a finder as Sequelize has settled them, and where the records they bring hold what a page selected beside their
 * values.
 */
import type { Model, ModelStatic } from 'sequelize';
import { attributesOf, columnOfAttribute } from './model-attributes.ts';
import type { AttributeItem } from './model-columns.ts';
import { isVirtualType } from './value-kind.ts';

/** Where instances hold what was selected of one attribute of an included record. */
export interface BesideAttribute {
  readonly attribute: string;
  /** The value itself, where the join table's row is read: it stands on the record that the table leads to. */
  readonly valueName: string | null;
  readonly clipName: string | null;
  readonly jsonName: string | null;
}

/** What to look for in the records of one include. */
export interface IncludePlan {
  readonly beside: readonly BesideAttribute[];
  /** What code of the model makes, of values that may be clipped. */
  readonly made: ReadonlySet<string>;
  /** By the name the include has on its record. */
  readonly children: ReadonlyMap<string, IncludePlan>;
  /** The join table's row on each record; null for an include without one. */
  readonly through: { readonly as: string; readonly beside: readonly BesideAttribute[] } | null;
}

/** An include after _validateIncludedElements() (lib/model.js): its attributes are `name` or `[column or expression, name]`. */
export interface SettledInclude {
  readonly as: string;
  readonly model: ModelStatic<Model>;
  readonly separate?: unknown;
  readonly limit?: unknown;
  readonly include?: readonly SettledInclude[];
  readonly _pseudo?: unknown;
  readonly association?: {
    readonly foreignKey?: unknown;
    readonly sourceKey?: unknown;
    readonly targetKey?: unknown;
  };
  readonly through?: {
    readonly as: string;
    readonly model: ModelStatic<Model>;
    attributes: AttributeItem[];
  } | null;
  attributes: AttributeItem[];
  originalAttributes?: AttributeItem[];
}

/** A separate include with a limit is read by a union of statements, and one whose scope lists attributes gets them back. */
export function canSettle({ separate, limit, model }: SettledInclude): boolean {
  if (separate !== true) return true;
  const scope: unknown = Reflect.get(model, '_scope');
  const isListed =
    typeof scope === 'object' && scope !== null && Array.isArray(Reflect.get(scope, 'attributes'));
  return limit === undefined && !isListed;
}

/**
 * All but some, as a default scope has it, is made a list only when the statement is written (generateInclude, in
 * lib/dialects/abstract/query-generator.js): the same is done here, before.
 */
export function listAttributes(include: SettledInclude): void {
  if (Array.isArray(include.attributes)) return;
  const { model } = include;
  const listed: { attributes?: AttributeItem[] } = { attributes: include.attributes };
  applyOwn(model, '_expandAttributes', listed);
  // Both return what they are given in another form (lib/model.js).
  const needed = applyOwn(model, '_injectDependentVirtualAttributes', listed.attributes) as AttributeItem[];
  const virtual = new Set<unknown>(virtualNames(model));
  include.attributes = needed
    .filter((item) => !virtual.has(item))
    .map((item) => {
      if (typeof item !== 'string') return item;
      const column = columnOfAttribute(model, item);
      return column === item ? item : [column, item];
    });
}

function applyOwn(model: ModelStatic<Model>, method: string, ...given: readonly unknown[]): unknown {
  const own: unknown = Reflect.get(model, method);
  return typeof own === 'function' ? Reflect.apply(own, model, given) : undefined;
}

/** What Sequelize itself reads off the records, to put them together. */
export function keyNames({ model, association, include }: SettledInclude): ReadonlySet<string> {
  const links = [association, ...(include ?? []).map((child) => child.association)];
  const linked = links.flatMap((link) => [link?.foreignKey, link?.sourceKey, link?.targetKey]);
  const unique: unknown = Reflect.get(model, 'uniqueKeys');
  const uniqueNames = Object.values(typeof unique === 'object' && unique !== null ? unique : {}).flatMap(
    (key: unknown): readonly unknown[] => {
      const fields: unknown = typeof key === 'object' && key !== null ? Reflect.get(key, 'fields') : null;
      return Array.isArray(fields) ? fields : [];
    },
  );
  const names: readonly unknown[] = [...model.primaryKeyAttributes, ...linked, ...uniqueNames];
  return new Set(names.filter((name) => typeof name === 'string'));
}

export function foreignKeys(model: ModelStatic<Model>): readonly string[] {
  return [...attributesOf(model)].flatMap(([name, { references }]) =>
    references === undefined ? [] : [name],
  );
}

export function virtualNames(model: ModelStatic<Model>): readonly string[] {
  return [...attributesOf(model)].flatMap(([name, { type }]) => (isVirtualType(type) ? [name] : []));
}
