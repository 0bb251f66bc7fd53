/**
 * Repositories that hold several packages: where such a repository begins, and which of its folders use Sequelize. Looks
 * at names and at package.json; executes nothing.
 */
import { dirname, join } from 'node:path';
import { entryNames, isDirectory, isFile } from '../files/file-system.ts';
import { readPackageFile } from '../files/package-file.ts';
import { signOfProject } from './project-signs.ts';

export interface ProjectBelow {
  /** Absolute. */
  readonly path: string;
  readonly why: string;
}

/** 11 of 26 public repositories keep their application below the root; `packages/group/name` is as deep as they go. */
const depth = 3;

/** A folder that holds more is no repository, but somebody's home. */
const mostFolders = 3_000;

/** Not the application, whatever is in them. */
const passedOver = /^(?:node_modules|\..*|dist|build|coverage|tests?|__tests__|fixtures|examples?)$/;

/** The projects below `folder`, in the order of their paths; nothing is looked for inside a project. */
export function projectsBelow(folder: string): readonly ProjectBelow[] {
  const found: ProjectBelow[] = [];
  let visited = 0;
  const look = (parent: string, level: number) => {
    for (const name of entryNames(parent)) {
      const path = join(parent, name);
      if (passedOver.test(name) || visited >= mostFolders || !isDirectory(path)) continue;
      visited += 1;
      const why = signOfProject(path);
      if (why !== null) found.push({ path, why });
      else if (level < depth) look(path, level + 1);
    }
  };
  look(folder, 1);
  return found;
}

/** The workspace or git repository that `directory` lies in, itself included; null outside of any. */
export function repositoryOf(directory: string): string | null {
  for (let folder = directory; ; folder = dirname(folder)) {
    if (isWorkspaceRoot(folder) || isDirectory(join(folder, '.git')) || isFile(join(folder, '.git'))) {
      return folder;
    }
    if (dirname(folder) === folder) return null;
  }
}

/** npm's and Yarn's `workspaces`, pnpm's and Lerna's own files. */
export function isWorkspaceRoot(folder: string): boolean {
  return (
    isFile(join(folder, 'pnpm-workspace.yaml')) ||
    isFile(join(folder, 'lerna.json')) ||
    readPackageFile(folder)?.hasWorkspaces === true
  );
}
