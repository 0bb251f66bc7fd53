/**
 * A migration whose file is gone, run from git: the file alone is put into a folder of links beside the project, which looks like the
 * project from where the file would be. Nothing of the project or the repository is changed.
 */
import { rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { ConsoleError } from '../../errors.ts';
import type { Project } from '../../project/project.ts';
import { entryNoun } from '../entry-errors.ts';
import { findEntry } from '../find-entry.ts';
import type { JournalView, StepRequest } from '../journal.ts';
import { type AsideFile, writeAside } from '../write-aside.ts';
import { findInGit, textInGit } from './find-in-git.ts';

export interface FilesFromGit {
  /** The view with paths for the orphans that are asked for. */
  readonly view: JournalView;
  /** Removes what was put aside. */
  readonly remove: () => Promise<void>;
}

/** Rejects with `migration-not-in-git` (or its seeder twin) for an orphan that git does not know. */
export async function filesFromGit(
  project: Project,
  view: JournalView,
  { isFromGit, selection }: StepRequest,
): Promise<FilesFromGit> {
  if (isFromGit !== true || selection.type !== 'only') return { view, remove: () => Promise.resolve() };
  const orphans = new Set(
    selection.names
      .map((name) => findEntry(view, name))
      .filter(({ path }) => path === null)
      .map(({ name }) => name),
  );
  const folders: string[] = [];
  const remove = async () => {
    for (const folder of folders) await rm(folder, { recursive: true, force: true });
  };
  try {
    const entries = await Promise.all(
      view.entries.map(async (entry) => {
        if (!orphans.has(entry.name)) return entry;
        const aside = await putAside(project, view, entry.name);
        folders.push(aside.folder);
        return { ...entry, path: aside.path };
      }),
    );
    return { view: { ...view, entries }, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function putAside(project: Project, { kind, folder }: JournalView, name: string): Promise<AsideFile> {
  const place = folder ?? project.root;
  const found = await findInGit(place, project.variables, name);
  const text = found === null ? null : await textInGit(place, project.variables, found);
  if (found === null || text === null) {
    throw new ConsoleError(`Git knows no file of the ${entryNoun(kind)} "${name}".`, {
      code: `${entryNoun(kind)}-not-in-git`,
      remedy: `Fetch the branch it was written on with "git fetch --all", or take its entry out of the journal with "seqscope db:migrate:repair --drop ${name}".`,
    });
  }
  return writeAside(project.root, place, basename(found.path), text);
}
