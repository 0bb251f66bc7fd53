/**
 * Loads a project's models from their folders or files, by the general mechanism: let the project's own index do it, or
 * the file that makes its instance, and do what is left undone. Where files are loaded one by one, a file that fails does
 * not hide the others.
 */
import { dirname, join } from 'node:path';
import type { Sequelize } from 'sequelize';
import { type ConsoleError } from '../../errors.ts';
import { adoptExports, type AdoptionSource, type Associate } from './adopt-exports.ts';
import { associateModels, hasNoAssociations } from './associate-models.ts';
import { isScript } from '../locate/conventions.ts';
import { addDecoratedModels, type DecoratedModel } from './decorated-models.ts';
import { entryNames, firstFile, isDirectory, isFile, isUnreadableFile } from '../files/file-system.ts';
import {
  adoptInstances,
  countModels,
  importIndex,
  loadInstanceFiles,
  type ModelsToLoad,
} from './import-index.ts';
import { filesLeftOut, type RequireWatch, watchRequires } from './left-out-files.ts';
import { MissingModels, type FailedFile } from './missing-models.ts';
import { brokenFile, indexNames, scriptsOf } from './model-files.ts';
import { adoptRunner } from './runner-models.ts';
import { importModule } from '../modules/import-module.ts';
import { loadError } from '../modules/load-error.ts';
import { compilerProblem, isTypeScript, registerTypeScript } from '../modules/register-typescript.ts';
import { mayHoldModels, sourceText } from '../locate/source-files.ts';

export interface LoadedModels {
  /** What failed, at most once per place. */
  readonly problems: readonly ConsoleError[];
  /** Absolute paths, in the order they were gone through. */
  readonly tried: readonly string[];
}

interface Walk {
  readonly source: ModelsToLoad;
  readonly problems: ConsoleError[];
  readonly failed: FailedFile[];
  readonly tried: string[];
  readonly associates: Associate[];
  /** Classes of sequelize-typescript that wait for an instance. */
  readonly decorated: DecoratedModel[];
  readonly requires: RequireWatch;
}

/** Never rejects: what was thrown is among `problems`. */
export async function loadModels(source: ModelsToLoad): Promise<LoadedModels> {
  const requires = watchRequires();
  const walk: Walk = { source, problems: [], failed: [], tried: [], associates: [], decorated: [], requires };
  const { places, root } = source;
  // An index in JavaScript requires its TypeScript neighbours by name.
  const [first = root] = places;
  if (places.some((place) => scriptsOf(place).some(isTypeScript))) {
    await attempt(walk, first, () => registerTypeScript(root, { forModules: false }));
  }
  let isComplete = true;
  for (const place of places) isComplete = (await loadPlace(walk, place)) && isComplete;
  await attempt(walk, first, async () => addDecorated(walk));
  const instance = source.best();
  const missing = new MissingModels(walk.failed);
  if (instance !== null) {
    await adoptRunner(source.migrations, (file) => adoptionOf(walk, file), root);
    if (!isComplete || hasNoAssociations(instance)) await associate(walk, first, instance, missing);
    if (hasNoAssociations(instance)) await loadAssociationFiles(walk, instance, missing);
  }
  requires.stop();
  const problems = walk.problems.map((problem) => missing.explain(problem));
  return { problems: withCompiler(problems, root), tried: walk.tried };
}

/** A compiler that is missing explains what failed, and is nobody's concern while all is well. */
function withCompiler(problems: readonly ConsoleError[], root: string): readonly ConsoleError[] {
  const compiler = problems.length === 0 ? null : compilerProblem(root);
  return compiler === null ? problems : [compiler, ...problems];
}

function adoptionOf({ source, decorated }: Walk, file: string): AdoptionSource {
  return {
    ...source,
    onDecorated(model) {
      if (!decorated.some((known) => known.model === model)) decorated.push({ model, file });
    },
  };
}

function addDecorated({ source, decorated, problems }: Walk): void {
  const models = decorated.splice(0);
  if (models.length > 0)
    problems.push(...addDecoratedModels(source.decoratedInstance(), models, source.root));
}

/** True when the project itself defined the models: its index, or the file that makes its instance. */
async function loadPlace(walk: Walk, place: string): Promise<boolean> {
  const { source, tried } = walk;
  const isFolder = isDirectory(place);
  const files = scriptsOf(place);
  const before = countModels(source);
  const index = isFolder ? firstFile(place, indexNames) : place;
  const problemsBefore = walk.problems.length;
  const waitingBefore = walk.decorated.length;
  const isDone = () =>
    walk.problems.length === problemsBefore &&
    (countModels(source) > before || walk.decorated.length > waitingBefore);

  let module: unknown = null;
  if (index !== null) {
    tried.push(index);
    await attempt(walk, index, async () => {
      module = await importIndex(index, source);
    });
    if (isDone()) return loadLeftOut(walk, index, files);
  }
  if (walk.problems.length === problemsBefore && source.best() === null) {
    const maker = await loadInstanceFiles(source, place, tried, (error) => isOfModels(walk, files, error));
    if (maker !== null) return loadLeftOut(walk, maker, files);
  }
  if (index !== null && module !== null) {
    await attempt(walk, index, async () => {
      walk.associates.push(...(await adoptExports(module, adoptionOf(walk, index))));
    });
    if (isDone()) return false;
  }
  for (const file of files) {
    if (file === index) continue;
    tried.push(file);
    if (!mayHoldModels(sourceText(file) ?? '') && !isUnreadableFile(file)) {
      noteBroken(walk, file);
      continue;
    }
    await loadByItself(walk, file);
  }
  return false;
}

/** True when the project's own code left out no file it asked for, or none that could be loaded after all. */
async function loadLeftOut(walk: Walk, by: string, files: readonly string[]): Promise<boolean> {
  const { requires, source, decorated } = walk;
  const isDefined = (name: string) =>
    source.isDefined(name) || decorated.some(({ model }) => model.name === name);
  let isComplete = true;
  for (const file of filesLeftOut({ by, files, requires, isDefined })) {
    if (await loadByItself(walk, file)) isComplete = false;
  }
  return isComplete;
}

/** True when one of `files` is what failed, and not the code that asked for it. */
function isOfModels({ requires, source }: Walk, files: readonly string[], error: unknown): boolean {
  const { file } = loadError(error, { path: source.root, root: source.root }).details;
  return files.some((path) => path === file || requires.hasFailed(path));
}

/** A file that is passed over is not run; that it could not be run is worth a word. */
function noteBroken({ problems, source }: Walk, file: string): void {
  const problem = brokenFile(file, source.root);
  if (problem !== null && !problems.some(({ details }) => details.file === file)) problems.push(problem);
}

/** False when it failed, which is told. */
async function loadByItself(walk: Walk, file: string): Promise<boolean> {
  const problem = await attempt(walk, file, () => loadFile(walk, file));
  if (problem !== null) walk.failed.push({ path: file, problem });
  return problem === null;
}

async function loadFile(walk: Walk, file: string): Promise<void> {
  const { source, associates } = walk;
  const module = await importModule(file, source);
  adoptInstances(module, source);
  associates.push(...(await adoptExports(module, adoptionOf(walk, file))));
}

/** Files that make the associations from outside: beside the models, or one folder up. */
async function loadAssociationFiles(walk: Walk, instance: Sequelize, missing: MissingModels): Promise<void> {
  const folders = walk.source.places.flatMap((place) =>
    isDirectory(place) ? [place, dirname(place)] : [dirname(place)],
  );
  for (const folder of new Set(folders)) {
    for (const name of entryNames(folder)) {
      const file = join(folder, name);
      if (!/^(?:\w+[-_.])?(?:associat|relation)/i.test(name) || !isScript(name) || !isFile(file)) continue;
      if (!walk.tried.includes(file)) walk.tried.push(file);
      const loaded: Walk = { ...walk, associates: [] };
      await attempt(walk, file, () => loadFile(loaded, file));
      if (hasNoAssociations(instance)) await associate(loaded, file, instance, missing);
    }
  }
}

async function associate(
  walk: Walk,
  path: string,
  instance: Sequelize,
  missing: MissingModels,
): Promise<void> {
  const { Sequelize } = walk.source;
  await associateModels({
    instance,
    Sequelize,
    associates: walk.associates,
    missing,
    attempt: async (work) => {
      await attempt(walk, path, work);
    },
  });
}

/** What failed, null when nothing did; told once, however many files it comes up in. */
async function attempt(walk: Walk, path: string, work: () => Promise<void>): Promise<ConsoleError | null> {
  const { problems, source } = walk;
  try {
    await work();
    return null;
  } catch (error) {
    const problem = loadError(error, { path, root: source.root });
    const known = problems.find((other) => isSameProblem(other, problem));
    if (known === undefined) problems.push(problem);
    return known ?? problem;
  }
}

function isSameProblem(a: ConsoleError, b: ConsoleError): boolean {
  return a.message === b.message && a.details.file === b.details.file && a.details.line === b.details.line;
}
