/**
 * Turns what a file exports into models of one instance, for projects whose files do not do it by themselves: factories
 * `(sequelize, DataTypes) =>`, classes with a static initialiser of their own, `initX(sequelize)` functions, lists of
 * these. Anything else is left alone: a function is only called when its name or its parameters say what it wants.
 */
import type { DataTypes, Model, ModelStatic, Sequelize } from 'sequelize';
import { applicationStandIn } from './application-stand-in.ts';
import { type DecoratorPackage, isDecoratedModel } from './decorated-models.ts';
import { functionParameters } from '../modules/function-parameters.ts';
import { exportedValues, isClass, isRecord } from '../modules/module-values.ts';
import type { SequelizeClass } from '../modules/sequelize-package.ts';

export interface AdoptionSource {
  readonly Sequelize: SequelizeClass;
  /** The instance to define models on; made on first need. */
  readonly instance: () => Sequelize;
  /** The project's sequelize-typescript, null without it. */
  readonly decorators: DecoratorPackage | null;
  /** Told every class of sequelize-typescript that stands on no instance yet; once a class. */
  readonly onDecorated: (model: new () => object) => void;
}

const connectorName =
  /^(?:default|(?:connect|init|initiali[sz]e|set_?up|load|create|make|open)(?:_?to)?(?:_?(?:db|database|sequelize|orm|models|postgres\w*))?)$/i;

/**
 * Calls what a file that makes its instance inside of a function exports for it: `connectDB()`. Only functions that ask for
 * nothing and hold the `new Sequelize` themselves; what they would connect to is kept from them. Throws what they throw.
 */
export async function callConnectors(module: unknown): Promise<void> {
  for (const { name, value } of exportedValues(module)) {
    if (typeof value !== 'function' || isClass(value) || !connectorName.test(name)) continue;
    const call = value as LooseFunction;
    if (call.length > 0 || !/\bnew\s+(?:\w+\.)*Sequelize\b/.test(String(call))) continue;
    await call();
  }
}

type LooseFunction = (...values: unknown[]) => unknown;

/** A function that makes associations, to be called with all the models, or the instance, once every file has been read. */
export type Associate = (models: Readonly<Record<string, unknown>>, instance: Sequelize) => unknown;

/** Models already initialised are not touched. Throws what the project's functions throw. */
export async function adoptExports(module: unknown, source: AdoptionSource): Promise<readonly Associate[]> {
  const associates: Associate[] = [];
  for (const { name, value } of exportedValues(await unwrapPromise(module))) {
    for (const item of itemsOf(value)) {
      const associate = await adoptValue(name, item, source);
      if (associate !== null) associates.push(associate);
    }
  }
  return associates;
}

/** A list or an object that holds nothing but classes is as good as its classes. */
function itemsOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value as readonly unknown[];
  const held = isRecord(value) ? Object.values(value) : [];
  return held.length > 0 && held.every(isClass) ? held : [value];
}

async function unwrapPromise(module: unknown): Promise<unknown> {
  if (!isRecord(module) || !(module.default instanceof Promise)) return module;
  return { ...module, default: (await module.default) as unknown };
}

async function adoptValue(name: string, value: unknown, source: AdoptionSource): Promise<Associate | null> {
  if (typeof value !== 'function') return null;
  if (isClass(value)) {
    if (source.decorators !== null && isDecoratedModel(value, source.decorators)) {
      source.onDecorated(value);
      return null;
    }
    if (isUninitialisedModel(value, source.Sequelize)) await initialiseClass(value, source);
    return null;
  }
  // A function that is no class can be called; nothing more is known of a stranger's parameters.
  const call = value as LooseFunction;
  if (associateName.test(name) || associateName.test(call.name)) {
    // One model's own function, kept beside its attributes, is not for all of them.
    return /\bthis\.(?:belongs|has)/.test(String(call)) ? null : associateCall(call);
  }
  if (takesApplication(call)) {
    const { Sequelize } = source;
    await call(applicationStandIn(source.instance(), Sequelize));
    return null;
  }
  if (!isFactory(name, call)) return null;
  // One without parameters makes its own instance: no settings are needed to call it.
  if (functionParameters(call).length === 0) await call();
  else await call(source.instance(), dataTypesOf(source), source.Sequelize);
  return null;
}

/** It wants all the models, or the instance that has them. */
function associateCall(call: LooseFunction): Associate {
  const [first] = functionParameters(call);
  const takesInstance = first !== undefined && /^_?(?:sequelize\w*|conn(?:ection)?)$/i.test(first);
  return (models, instance) => call(takesInstance ? instance : models);
}

/**
 * `init(app)` of a plugin, or a file's one function without a name, as Feathers has it: the parameter says so, and the body
 * takes its Sequelize from there.
 */
function takesApplication(subject: LooseFunction): boolean {
  const [first, second] = functionParameters(subject);
  if (first === undefined || second !== undefined) return false;
  if (!/^_?(?:app|application|server|fastify)$/i.test(first)) return false;
  const source = String(subject);
  if (initialiserName.test(subject.name)) return /\bsequelize\b/i.test(source);
  const isNameless = ['', 'default', 'exports'].includes(subject.name);
  return isNameless && /sequelize/i.test(source) && /\.(?:define|init)\(/.test(source);
}

/** Parameters that a Sequelize instance goes by, and names under which functions that take one are exported. */
const instanceParameter = /^_?(?:sequelize\w*|db|database|connection|conn|orm)$/i;
const typesParameter = /^_?(?:data_?types?|types?)$/i;
/** What hooks are handed after the instance. */
const hookParameter =
  /^_?(?:instances?|options?|records?|rows?|model|ids?|user\w*|req(?:uest)?|ctx|context|transaction)$/i;
const associateName =
  /^(?:init|set|setup|define|apply|make|create|build|register|add)?_?(?:associate|associations?|relations|relationships|extra_?setup)(?:_?models)?$/i;
const initialiserName = /^(?:init|define|setup|load|register|create|make|build)(?:[A-Z_]\w*)?$/;

function isFactory(name: string, subject: LooseFunction): boolean {
  const [first, second] = functionParameters(subject);
  if (first === undefined)
    return (name === 'default' || isModelsFunction(name)) && isModelsFunction(subject.name);
  if (instanceParameter.test(first)) return definesModels(name, second, subject);
  if (second !== undefined && typesParameter.test(second)) return true;
  return name === 'default' && subject.length >= 2;
}

/**
 * A function that takes an instance may as well be a hook, a query or a job of the application, which must not run. A factory is
 * the file's one export, or asks for the types, or is called by a word for making, or makes models where it stands.
 */
function definesModels(name: string, second: string | undefined, subject: LooseFunction): boolean {
  if (second !== undefined && hookParameter.test(second)) return false;
  if (name === 'default' || initialiserName.test(name) || initialiserName.test(subject.name)) return true;
  if (second !== undefined) return typesParameter.test(second) || /sequelize|types/i.test(second);
  return /\.(?:define|init|addModels)\(|\bextends\s/.test(String(subject));
}

/** `initModels()`, `loadDatabase()`: without a parameter only the name can tell. A connect function is never called. */
function isModelsFunction(name: string): boolean {
  return initialiserName.test(name) && (/models?|db|database|sequelize|orm/i.test(name) || name === 'init');
}

const staticInitialisers = ['initModel', 'initialize', 'initialise', 'initiate', 'setup', 'define', 'init'];

async function initialiseClass(model: ModelStatic<Model>, source: AdoptionSource): Promise<void> {
  const own = staticInitialisers.find((name) => Object.hasOwn(model, name));
  if (own === undefined) return;
  // An own static of the project's class: an initialiser takes the instance and, by custom, the types.
  const initialise = (model as unknown as Record<string, LooseFunction>)[own];
  await initialise?.call(model, source.instance(), dataTypesOf(source));
}

function isUninitialisedModel(value: unknown, Sequelize: SequelizeClass): value is ModelStatic<Model> {
  if (typeof value !== 'function') return false;
  // Sequelize carries its Model class as a static; the typings know it only as an export of the package.
  const { Model: base } = Sequelize as unknown as { readonly Model: abstract new () => object };
  const prototype: unknown = value.prototype;
  return isRecord(prototype) && prototype instanceof base && !('sequelize' in value && value.sequelize);
}

function dataTypesOf({ Sequelize }: AdoptionSource): typeof DataTypes {
  // A static as well, for factories take it from there: `require('sequelize').DataTypes`.
  return (Sequelize as unknown as { readonly DataTypes: typeof DataTypes }).DataTypes;
}
