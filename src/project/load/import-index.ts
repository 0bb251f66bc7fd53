/**
 * Runs what defines models by itself: a folder's index, or the file that makes the project's instance. What stands on an
 * instance then is found by counting.
 */
import { setImmediate } from 'node:timers/promises';
import type { Sequelize } from 'sequelize';
import { callConnectors, type AdoptionSource } from './adopt-exports.ts';
import { findInstanceFiles } from '../locate/find-instance-files.ts';
import { importModule } from '../modules/import-module.ts';
import { exportedValues, mainExport } from '../modules/module-values.ts';

export interface ModelsToLoad extends Omit<AdoptionSource, 'onDecorated'> {
  readonly root: string;
  /** Folders and files, absolute: one folder or index in most projects, many where models lie with their features. */
  readonly places: readonly string[];
  /** The folder of the migrations, absolute; null without one. */
  readonly migrations: string | null;
  /** The instance that was asked for, or the one with the most models so far; null before there is one. */
  readonly best: () => Sequelize | null;
  /** True when any instance has a model of that name. */
  readonly isDefined: (name: string) => boolean;
  /** An instance that takes classes of sequelize-typescript. */
  readonly decoratedInstance: () => Sequelize;
  /** Takes in an instance found in what a module exports; `exportedAs` is null for one that stands behind a model. */
  readonly adopt: (instance: Sequelize, exportedAs: string | null) => void;
}

/** Runs `index` until it has finished what it does, and takes in the instances it exports. */
export async function importIndex(index: string, source: ModelsToLoad): Promise<unknown> {
  const module = await importModule(index, source);
  await mainExport(module);
  // Two turns for an index that finishes what it does without handing out a promise.
  await setImmediate();
  await setImmediate();
  adoptInstances(module, source);
  return module;
}

/**
 * The one that defined the models, null when none did. They are guesses: what fails in them is no news. One that failed
 * in a file of models (`isOfModels` of what it threw) has not defined them all, and says nothing of it.
 */
export async function loadInstanceFiles(
  source: ModelsToLoad,
  place: string,
  tried: string[],
  isOfModels: (error: unknown) => boolean,
): Promise<string | null> {
  for (const file of findInstanceFiles(source.root, place)) {
    tried.push(file);
    try {
      const module = await importIndex(file, source);
      if (source.best() === null) await callConnectors(module);
    } catch (error) {
      if (source.best() === null) continue;
      if (isOfModels(error)) return null;
    }
    if (countModels(source) > 0) return file;
    if (source.best() !== null) return null;
  }
  return null;
}

/** Instances that nobody saw being made: exported themselves, or behind an exported model. */
export function adoptInstances(module: unknown, { Sequelize, adopt }: ModelsToLoad): void {
  for (const { name, value } of exportedValues(module)) {
    if (value instanceof Sequelize) adopt(value, name === 'default' ? null : name);
    else if (typeof value === 'function' && 'sequelize' in value && value.sequelize instanceof Sequelize) {
      adopt(value.sequelize, null);
    }
  }
}

/** How many models stand on the best instance. */
export function countModels({ best }: ModelsToLoad): number {
  return Object.keys(best()?.models ?? {}).length;
}
