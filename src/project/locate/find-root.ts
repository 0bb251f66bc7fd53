/**
 * Where an application lives. The nearest folder upwards that looks like a Sequelize project wins; nothing is executed.
 */
import { dirname, join, relative } from 'node:path';
import { ConsoleError } from '../../errors.ts';
import { findFolders } from './conventions.ts';
import { displayPath, isDirectory } from '../files/file-system.ts';
import { readPackageFile } from '../files/package-file.ts';
import { fileSign, layoutSign, signOfProject, writtenSign } from './project-signs.ts';
import type { ProjectOptions } from '../project.ts';
import { refuseUnreadable } from '../files/unreadable-folder.ts';
import { isWorkspaceRoot, projectsBelow, type ProjectBelow, repositoryOf } from './workspace.ts';

export interface FoundRoot {
  readonly root: string;
  readonly why: string;
}

/** Several projects, and nothing that says which. */
export interface SeveralProjects {
  /** The folder that holds them all: a choice is remembered for it. */
  readonly repository: string;
  readonly candidates: readonly ProjectBelow[];
}

type Search =
  | ({ readonly type: 'found' } & FoundRoot)
  | ({ readonly type: 'several' } & SeveralProjects)
  | { readonly type: 'none' };

/**
 * Rejects with `no-project`, `several-projects` where a choice is needed, or `no-such-directory` when an explicit folder is
 * not there.
 */
export function findRoot(options: ProjectOptions): FoundRoot {
  if (options.isExplicit) return explicitRoot(options);
  const found = search(options);
  switch (found.type) {
    case 'found':
      return found;
    case 'several':
      throw severalProjects(options.directory, found);
    case 'none':
      throw noProject(options);
  }
}

/** The projects to choose from; null where there is nothing to choose. */
export function findSeveral(options: ProjectOptions): SeveralProjects | null {
  const found = options.isExplicit ? null : search(options);
  return found?.type === 'several' ? found : null;
}

/** Upwards first; what a monorepo's root depends on speaks less than the packages below it. */
function search(options: ProjectOptions): Search {
  const { directory } = options;
  const upwards = searchUpwards(directory);
  if (upwards !== null) {
    const { root } = upwards;
    const isWeak =
      fileSign(root) === null && layoutSign(root) === null && findFolders(root, 'models').length === 0;
    const below = isWeak && isWorkspaceRoot(root) ? projectsBelow(root) : [];
    return below.length === 0 ? { type: 'found', ...upwards } : choose(root, below);
  }
  if (namesItsParts(options)) {
    const why = 'the working directory, with paths from the command line';
    return { type: 'found', root: directory, why };
  }
  const here = projectsBelow(directory);
  if (here.length > 0) return choose(repositoryOf(directory) ?? directory, here);
  const repository = repositoryOf(directory);
  const around = repository === null || repository === directory ? [] : projectsBelow(repository);
  return around.length > 0 && repository !== null ? choose(repository, around) : { type: 'none' };
}

function choose(repository: string, candidates: readonly ProjectBelow[]): Search {
  const [first, ...others] = candidates;
  if (first === undefined || others.length > 0) return { type: 'several', repository, candidates };
  const why = `the only project below "${repository}" that uses Sequelize: ${first.why}`;
  return { type: 'found', root: first.path, why };
}

function searchUpwards(directory: string): FoundRoot | null {
  let conventional: FoundRoot | null = null;
  for (let folder = directory; ; folder = dirname(folder)) {
    const sign = writtenSign(folder);
    if (sign !== null) return conventional ?? { root: folder, why: sign };
    // A package's own layout speaks against what a monorepo's root depends on; a folder of one does not.
    const layout: string | null = conventional === null ? layoutSign(folder) : null;
    if (layout !== null && readPackageFile(folder) !== null) conventional = { root: folder, why: layout };
    if (dirname(folder) === folder) break;
  }
  return conventional ?? nearestLayout(directory);
}

function explicitRoot(options: ProjectOptions): FoundRoot {
  const { directory } = options;
  if (!isDirectory(directory)) {
    throw new ConsoleError(`There is no folder "${directory}".`, {
      code: 'no-such-directory',
      kind: 'usage',
      remedy: 'Name the folder of a Sequelize project with `--project DIR`.',
    });
  }
  refuseUnreadable(directory, '--project');
  const sign = signOfProject(directory);
  if (sign === null && !namesItsParts(options)) throw noProject(options);
  return { root: directory, why: options.explicitWhy ?? 'named by --project' };
}

/** The nearest folder upwards that is laid out like a project, whatever surrounds it. */
function nearestLayout(directory: string): FoundRoot | null {
  for (let folder = directory; ; folder = dirname(folder)) {
    const sign = layoutSign(folder);
    if (sign !== null) return { root: folder, why: sign };
    if (dirname(folder) === folder) return null;
  }
}

/** True when the flags say enough to do without any sign of a project. */
function namesItsParts({
  configPath,
  modelsPath,
  migrationsPath,
  optionsPath,
  url,
}: ProjectOptions): boolean {
  return (
    configPath !== null ||
    modelsPath !== null ||
    optionsPath !== null ||
    (url !== null && migrationsPath !== null)
  );
}

function noProject({ directory, isExplicit }: ProjectOptions): ConsoleError {
  const below = isExplicit ? projectsBelow(directory).map(({ path }) => displayPath(path, directory)) : [];
  const [first, ...others] = below.slice(0, 5);
  const message = isExplicit
    ? `"${directory}" holds no Sequelize project.`
    : `No Sequelize project here: neither "${directory}" nor a folder above or below it has a .sequelizerc or depends on sequelize.`;
  const remedy =
    first === undefined
      ? "Change to a project's folder, name it with `seqscope --project DIR`, or look around with `seqscope demo`."
      : `Open the one below with \`seqscope --project ${join(directory, first)}\`${others.length > 0 ? ` (or ${others.join(', ')})` : ''}, or look around with \`seqscope demo\`.`;
  return new ConsoleError(message, { code: 'no-project', kind: 'usage', remedy });
}

function severalProjects(directory: string, { repository, candidates }: SeveralProjects): ConsoleError {
  const paths = candidates.map(({ path }) => relative(directory, path));
  const listed = paths.map((path) => `"${path}"`).join(', ');
  const typed = paths.slice(0, 5).map((path) => `\`--project ${path}\``);
  return new ConsoleError(`"${repository}" holds ${paths.length} projects that use Sequelize: ${listed}.`, {
    code: 'several-projects',
    kind: 'usage',
    remedy: `Name one of them: ${typed.join(', ')}${typed.length < paths.length ? ', …' : ''}.`,
  });
}
