/**
 * Loads a project's models from their folder or file, by the general mechanism: let the project's own index do it, and
 * do what is left undone. Where files are loaded one by one, a file that fails does not hide the others.
 */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Sequelize } from 'sequelize';
import { type ConsoleError } from '../errors.ts';
import { adoptExports, type AdoptionSource, type Associate } from './adopt-exports.ts';
import { isScript } from './conventions.ts';
import { addDecoratedModels, type DecoratedModel } from './decorated-models.ts';
import { entryNames, firstFile, isDirectory } from './file-system.ts';
import { importModule } from './import-module.ts';
import { loadError } from './load-error.ts';
import { exportedValues, mainExport } from './module-values.ts';
import { compilerProblem, isTypeScript, registerTypeScript } from './register-typescript.ts';

export interface ModelsToLoad extends Omit<AdoptionSource, 'onDecorated'> {
  readonly root: string;
  /** A folder or a file, absolute. */
  readonly path: string;
  /** The instance with the most models so far, null before there is one. */
  readonly best: () => Sequelize | null;
  /** An instance that takes classes of sequelize-typescript. */
  readonly decoratedInstance: () => Sequelize;
  /** Takes in an instance found in what a module exports. */
  readonly adopt: (instance: Sequelize) => void;
}

export interface LoadedModels {
  /** What failed, at most once per place. */
  readonly problems: readonly ConsoleError[];
  /** Absolute paths, in the order they were loaded. */
  readonly tried: readonly string[];
}

const indexNames = ['js', 'cjs', 'mjs', 'ts', 'mts', 'cts', 'tsx'].map((extension) => `index.${extension}`);

/** Never rejects: what was thrown is among `problems`. */
export async function loadModels(source: ModelsToLoad): Promise<LoadedModels> {
  const problems: ConsoleError[] = [];
  const tried: string[] = [];
  const { path, root } = source;
  const attempt = async (file: string, work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      const problem = loadError(error, { path: file, root });
      if (!problems.some((known) => isSameProblem(known, problem))) problems.push(problem);
    }
  };

  const isFolder = isDirectory(path);
  const files = isFolder ? scriptsBelow(path) : [path];
  // An index in JavaScript requires its TypeScript neighbours by name.
  if (files.some(isTypeScript)) {
    await attempt(path, () => registerTypeScript(root, { forModules: false }));
  }

  const decorated: DecoratedModel[] = [];
  const adoptionOf = (file: string): AdoptionSource => ({
    ...source,
    onDecorated(model) {
      if (!decorated.some((known) => known.model === model)) decorated.push({ model, file });
    },
  });
  const addDecorated = () => {
    const models = decorated.splice(0);
    if (models.length > 0) problems.push(...addDecoratedModels(source.decoratedInstance(), models, root));
  };

  const index = isFolder ? firstFile(path, indexNames) : path;
  if (index !== null) {
    tried.push(index);
    await attempt(index, async () => {
      await loadIndex(index, source, adoptionOf(index));
      addDecorated();
    });
    if (problems.length === 0 && countModels(source) > 0) return { problems, tried };
  }

  const associates: Associate[] = [];
  for (const file of files) {
    if (file === index) continue;
    tried.push(file);
    await attempt(file, async () => {
      const module = await importModule(file, { root });
      adoptInstances(module, source);
      associates.push(...(await adoptExports(module, adoptionOf(file))));
    });
  }
  await attempt(path, async () => addDecorated());
  await associate(source, associates, (work) => attempt(path, work));
  return { problems: withCompiler(problems, root), tried };
}

/** A compiler that is missing explains what failed, and is nobody's concern while all is well. */
function withCompiler(problems: readonly ConsoleError[], root: string): readonly ConsoleError[] {
  const compiler = problems.length === 0 ? null : compilerProblem(root);
  return compiler === null ? problems : [compiler, ...problems];
}

async function loadIndex(index: string, source: ModelsToLoad, adoption: AdoptionSource): Promise<void> {
  const module = await importModule(index, source);
  await mainExport(module);
  // Two turns for an index that finishes what it does without handing out a promise.
  await setImmediate();
  await setImmediate();
  adoptInstances(module, source);
  if (countModels(source) > 0) return;
  const associates = await adoptExports(module, adoption);
  await associate(source, associates, (work) => work());
}

/** Instances that nobody saw being made: exported themselves, or behind an exported model. */
function adoptInstances(module: unknown, { Sequelize, adopt }: ModelsToLoad): void {
  for (const { value } of exportedValues(module)) {
    if (value instanceof Sequelize) adopt(value);
    else if (typeof value === 'function' && 'sequelize' in value && value.sequelize instanceof Sequelize) {
      adopt(value.sequelize);
    }
  }
}

/** Calls `associate(models)` of every model that has made no association yet, as the generated index does. */
async function associate(
  source: ModelsToLoad,
  associates: readonly Associate[],
  attempt: (work: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const instance = source.best();
  if (instance === null) return;
  const models: Record<string, unknown> = {
    ...instance.models,
    sequelize: instance,
    Sequelize: source.Sequelize,
  };
  for (const model of Object.values(instance.models)) {
    if (Object.keys(model.associations).length > 0) continue;
    if (!('associate' in model) || typeof model.associate !== 'function') continue;
    // The custom of the generated index: a static that takes all the models.
    const call = model.associate as (models: Record<string, unknown>) => unknown;
    await attempt(async () => {
      await call.call(model, models);
    });
  }
  for (const call of associates) {
    await attempt(async () => {
      await call(models);
    });
  }
}

function countModels({ best }: ModelsToLoad): number {
  return Object.keys(best()?.models ?? {}).length;
}

/** Scripts in a folder and the folders below it, in JS string order of their paths. */
function scriptsBelow(folder: string): readonly string[] {
  return entryNames(folder).flatMap((name) => {
    const path = join(folder, name);
    if (name === 'node_modules' || name.startsWith('.') || name === '__tests__') return [];
    const entry = statSync(path, { throwIfNoEntry: false });
    if (entry?.isDirectory() === true) return scriptsBelow(path);
    return entry?.isFile() === true && isScript(name) ? [path] : [];
  });
}

function isSameProblem(a: ConsoleError, b: ConsoleError): boolean {
  return a.message === b.message && a.details.file === b.details.file && a.details.line === b.details.line;
}
