/**
 * A model's rows as the database has them: the finder's own SELECT, scopes and filter included, as a statement that COPY can
 * run; and whether that is all there is to them.
 */
import type { Model, ModelStatic, Sequelize } from 'sequelize';
import { ConsoleError } from '../../errors.ts';
import { attributesOf, columnOfAttribute } from '../model-attributes.ts';
import type { ModelStatement } from '../read-model.ts';
import { multipliesRows } from '../scope-includes.ts';
import { isVirtualType } from '../value-kind.ts';
import type { StoredSource } from './stored-rows.ts';

/**
 * True when an application reads of these rows what the database has: no getter, no virtual attribute, no included record and
 * no `afterFind` hook has a say in what is selected.
 */
export function isPlainModel({ compiled }: ModelStatement, sequelize: Sequelize): boolean {
  const { model, names, findOptions } = compiled;
  if (findOptions.include !== undefined) return false;
  if (hasHooks(model) || hasHooks(sequelize) || hasOwnReading(model, sequelize)) return false;
  const attributes = attributesOf(model);
  const methods = Object.keys(model.options.getterMethods ?? {});
  const isComputed = (name: string): boolean =>
    attributes.get(name)?.get !== undefined || methods.includes(name);
  if (names === null) return methods.length === 0 && ![...attributes.keys()].some(isComputed);
  return !names.some((name) => isComputed(name) || isVirtualType(attributes.get(name)?.type));
}

function hasHooks(owner: object): boolean {
  const options: unknown = Reflect.get(owner, 'options');
  const hooks: unknown =
    typeof options === 'object' && options !== null ? Reflect.get(options, 'hooks') : null;
  const found: unknown = typeof hooks === 'object' && hooks !== null ? Reflect.get(hooks, 'afterFind') : null;
  return Array.isArray(found) ? found.length > 0 : found != null;
}

/** A model that overrides `get()`, through which attributes are read. */
function hasOwnReading(model: ModelStatic<Model>, sequelize: Sequelize): boolean {
  // The base class of every model, where every release of version 6 has it (lib/sequelize.js).
  const base: unknown = Reflect.get(sequelize.constructor, 'Model');
  const readingOf = (owner: unknown): unknown =>
    typeof owner === 'function' ? Reflect.get(Reflect.get(owner, 'prototype') as object, 'get') : undefined;
  return readingOf(model) !== readingOf(base);
}

/** Throws `rows-multiplied` when an include joins several rows to one: they would come several times. */
export function storedModelRows({ compiled, relation, sql }: ModelStatement): StoredSource {
  const { model, names, findOptions, included } = compiled;
  if (multipliesRows(included)) {
    throw new ConsoleError(`An include of model "${model.name}" joins several rows to one.`, {
      code: 'rows-multiplied',
      kind: 'usage',
      remedy: 'Leave that scope or include out, or export in another format without `--raw`.',
    });
  }
  const attributes = attributesOf(model);
  const hasIncludes = findOptions.include !== undefined;
  // The columns of an included record are named `association.attribute`.
  const isOwn = (name: string): boolean => attributes.has(name) || !(hasIncludes && name.includes('.'));
  const chosen = names === null ? null : new Set(names);
  return {
    sql: sql.replace(/;\s*$/, ''),
    keeps:
      chosen === null && !hasIncludes ? null : (name) => isOwn(name) && (chosen === null || chosen.has(name)),
    relation,
    columnOf: (name) => columnOfAttribute(model, name),
  };
}
