/** What is known of an expression without running it: the live value of a name, or what a finder of a model will give. */
import { types } from 'node:util';
import type { Model, ModelStatic, Sequelize } from 'sequelize';
import { dataProperty } from '../data-property.ts';
import type { Scope } from '../scope.ts';
import type { ChainStep } from './code-place.ts';

export type Known =
  | { readonly type: 'model'; readonly model: ModelStatic<Model> }
  | { readonly type: 'instance'; readonly model: ModelStatic<Model> }
  | { readonly type: 'instances'; readonly model: ModelStatic<Model> }
  | { readonly type: 'value'; readonly value: unknown };

export interface KnownNames {
  readonly scope: Scope;
  readonly sequelize: Sequelize | null;
}

const toInstance = /^(?:findOne|findByPk|create|build|findCreateFind|reload|save|update)$/;
const toInstances = /^(?:findAll|bulkCreate|bulkBuild)$/;
const toModel = /^(?:scope|unscoped|schema|withScope)$/;

/** Null for what cannot be known. */
export function knownOf(chain: readonly ChainStep[], names: KnownNames): Known | null {
  const [first, ...rest] = chain;
  if (first === undefined) return null;
  let known = startOf(first, names);
  for (let at = 0; at < rest.length && known !== null; at += 1) {
    const step = rest[at];
    const next = rest[at + 1];
    if (step?.type === 'name' && next?.type === 'call') {
      known = callOf(known, step.name, names);
      at += 1;
    } else if (step?.type === 'name') known = propertyOf(known, step.name, names);
    else if (step?.type === 'index') known = elementOf(known, step.index, names);
    else known = null;
  }
  return known;
}

function startOf(step: ChainStep, names: KnownNames): Known | null {
  if (step.type === 'group') return knownOf(step.chain, names);
  if (step.type !== 'name') return null;
  const { scope } = names;
  if (Object.hasOwn(scope, step.name)) return knownValue(scope[step.name], names);
  const found = Object.getOwnPropertyDescriptor(globalThis, step.name);
  return found !== undefined && 'value' in found ? knownValue(found.value, names) : null;
}

export function knownValue(value: unknown, { sequelize }: KnownNames): Known {
  if (sequelize !== null && !types.isProxy(value)) {
    const { Model: ModelClass } = sequelize.constructor as unknown as { readonly Model: typeof Model };
    if (typeof value === 'function' && value.prototype instanceof ModelClass) {
      // What extends Model and was initialised is one of its models.
      return { type: 'model', model: value as unknown as ModelStatic<Model> };
    }
  }
  return { type: 'value', value };
}

/** The model an instance is of; null for anything else. */
export function modelOfInstance(value: unknown, { sequelize }: KnownNames): ModelStatic<Model> | null {
  if (sequelize === null || types.isProxy(value)) return null;
  const { Model: ModelClass } = sequelize.constructor as unknown as { readonly Model: typeof Model };
  // lib/model.js: an instance's constructor is its model.
  return value instanceof ModelClass ? (value.constructor as ModelStatic<Model>) : null;
}

/** As `instance` where it is one, live or awaited. */
export function instanceModel(known: Known, names: KnownNames): ModelStatic<Model> | null {
  if (known.type === 'instance') return known.model;
  return known.type === 'value' ? modelOfInstance(known.value, names) : null;
}

function callOf(known: Known, name: string, names: KnownNames): Known | null {
  if (known.type === 'model') {
    if (toModel.test(name)) return known;
    if (toInstances.test(name)) return { type: 'instances', model: known.model };
    return toInstance.test(name) ? { type: 'instance', model: known.model } : null;
  }
  const model = instanceModel(known, names);
  if (model === null) return null;
  if (toInstance.test(name)) return { type: 'instance', model };
  const association = associationOfGetter(model, name);
  return association === null ? null : associated(association);
}

interface AssociationOfModel {
  readonly target: ModelStatic<Model>;
  readonly isMultiAssociation?: boolean;
  readonly accessors?: Readonly<Record<string, string>>;
}

/** The association whose getter is called so, `getDevices` (lib/associations: `accessors`). */
export function associationOfGetter(model: ModelStatic<Model>, name: string): AssociationOfModel | null {
  const associations: readonly AssociationOfModel[] = Object.values(model.associations);
  return associations.find(({ accessors }) => accessors?.['get'] === name) ?? null;
}

function associated({ target, isMultiAssociation }: AssociationOfModel): Known {
  return { type: isMultiAssociation === true ? 'instances' : 'instance', model: target };
}

function propertyOf(known: Known, name: string, names: KnownNames): Known | null {
  if (known.type === 'instance') {
    const association = known.model.associations[name];
    return association === undefined ? null : associated(association);
  }
  if (known.type === 'instances') return null;
  const holder: unknown = known.type === 'model' ? known.model : known.value;
  if (modelOfInstance(holder, names) !== null) {
    // lib/model.js: attributes are getters of the prototype; what they hold is there without running one.
    const held = dataProperty(dataProperty(holder, 'dataValues'), name);
    if (held !== undefined) return knownValue(held, names);
  }
  const value = dataProperty(holder, name);
  return value === undefined ? null : knownValue(value, names);
}

function elementOf(known: Known, index: string, names: KnownNames): Known | null {
  if (known.type === 'instances') return { type: 'instance', model: known.model };
  if (known.type !== 'value') return null;
  const value = dataProperty(known.value, index);
  return value === undefined ? null : knownValue(value, names);
}
