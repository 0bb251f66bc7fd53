/**
 * Classes of sequelize-typescript that stand on no instance yet: Nest projects export them in a list and leave the
 * instance to the framework. They are added together, for their associations name each other.
 */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Sequelize } from 'sequelize';
import { ConsoleError } from '../../errors.ts';
import { displayPath, isDirectory } from '../files/file-system.ts';
import { isRecord } from '../modules/module-values.ts';
import type { SequelizeClass } from '../modules/sequelize-package.ts';

export interface DecoratorPackage {
  /** Its own subclass of Sequelize, the only one that takes such classes. */
  readonly Sequelize: SequelizeClass;
  readonly Model: abstract new () => object;
}

type ModelClass = (new () => object) & { readonly isInitialized?: unknown };

export interface DecoratedModel {
  readonly model: ModelClass;
  /** Absolute path of the file that exports it. */
  readonly file: string;
}

/** The project's own sequelize-typescript; null when it has none, or when it stands on another copy of Sequelize. */
export function decoratorPackage(
  { root, path }: { readonly root: string; readonly path: string },
  Sequelize: SequelizeClass,
): DecoratorPackage | null {
  for (const folder of [isDirectory(path) ? path : dirname(path), root]) {
    try {
      const loaded: unknown = createRequire(join(folder, 'package.json'))('sequelize-typescript');
      if (!isRecord(loaded)) return null;
      const { Sequelize: subclass, Model } = loaded;
      if (typeof subclass !== 'function' || typeof Model !== 'function') return null;
      if (!(subclass.prototype instanceof Sequelize)) return null;
      // Just seen to be a subclass of Sequelize; Model is the base class its documentation names.
      return { Sequelize: subclass as SequelizeClass, Model: Model as DecoratorPackage['Model'] };
    } catch {
      // Not visible from this folder, or not loadable: then no class can come from it.
    }
  }
  return null;
}

/** sequelize-typescript keeps what `@Table` says under this name (model/shared/model-service.js). */
const tableKey = 'sequelize:options';

/** True for a class with `@Table` that was added to no instance; a base class shared by models has none. */
export function isDecoratedModel(value: unknown, { Model }: DecoratorPackage): value is ModelClass {
  if (typeof value !== 'function') return false;
  const prototype: unknown = value.prototype;
  if (!isRecord(prototype) || !(prototype instanceof Model)) return false;
  if ('isInitialized' in value && value.isInitialized === true) return false;
  // reflect-metadata adds this function to Reflect; without it no decorator can have run.
  const { getMetadata } = Reflect as { readonly getMetadata?: (key: string, target: object) => unknown };
  return getMetadata === undefined || getMetadata(tableKey, prototype) !== undefined;
}

type Step = (models: readonly ModelClass[]) => unknown;

/** What sequelize-typescript's Sequelize adds to the class (sequelize/sequelize/sequelize.js). */
interface DecoratorSequelize {
  addModels(models: readonly ModelClass[]): void;
  defineModels?: Step;
  associateModels?: Step;
}

/** True for an instance that takes classes of sequelize-typescript. */
export function takesDecoratedModels(instance: Sequelize | null): instance is Sequelize {
  return instance !== null && 'addModels' in instance;
}

/** A class that cannot be defined, or associated, is among the errors returned; the others are added all the same. */
export function addDecoratedModels(
  instance: Sequelize,
  models: readonly DecoratedModel[],
  root: string,
): readonly ConsoleError[] {
  const problems: ConsoleError[] = [];
  const classes = models.map(({ model }) => model);
  // Asked for by takesDecoratedModels, or made from the package's own class.
  const target = instance as unknown as DecoratorSequelize;
  const report = (model: ModelClass, error: unknown) => {
    const file = models.find((known) => known.model === model)?.file;
    problems.push(modelFailed(model.name, error, file, root));
  };
  isolate(target, 'defineModels', report);
  isolate(target, 'associateModels', report);
  try {
    target.addModels(classes);
  } catch (error) {
    report(classes[0] ?? Object, error);
  } finally {
    Reflect.deleteProperty(target, 'defineModels');
    Reflect.deleteProperty(target, 'associateModels');
  }
  return problems;
}

/** Has a step of `addModels` take the classes one by one, so that one that fails is left out. */
function isolate(
  target: DecoratorSequelize,
  name: 'defineModels' | 'associateModels',
  report: (model: ModelClass, error: unknown) => void,
): void {
  const step = target[name];
  if (step === undefined) return;
  target[name] = (models) =>
    models.flatMap((model) => {
      try {
        const made = step.call(target, [model]);
        return Array.isArray(made) ? (made as readonly unknown[]) : [];
      } catch (error) {
        report(model, error);
        return [];
      }
    });
}

function modelFailed(name: string, error: unknown, file: string | undefined, root: string): ConsoleError {
  const reason = error instanceof Error ? error.message : String(error);
  const shown = file === undefined ? 'its file' : `"${displayPath(file, root)}"`;
  return new ConsoleError(`The model "${name}" could not be set up: ${reason.replace(/[.\s]*$/, '.')}`, {
    code: 'model-failed',
    kind: 'usage',
    remedy: `Mend the decorators of "${name}" in ${shown}, then try again.`,
    details: { file },
    cause: error,
  });
}
