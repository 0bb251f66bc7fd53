/**
 * A migration whose file is gone, run from git: the file alone is put into a folder of links beside the project, which looks like the
 * project from where the file would be. Nothing of the project or the repository is changed.
 */
import { mkdir, mkdtemp, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, relative, sep } from 'node:path';
import { ConsoleError } from '../../errors.ts';
import type { Project } from '../../project/project.ts';
import { entryNoun } from '../entry-errors.ts';
import { findEntry } from '../find-entry.ts';
import type { JournalView, StepRequest } from '../journal.ts';
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

async function putAside(
  project: Project,
  { kind, folder }: JournalView,
  name: string,
): Promise<{ readonly folder: string; readonly path: string }> {
  const place = folder ?? project.root;
  const found = await findInGit(place, project.variables, name);
  const text = found === null ? null : await textInGit(place, project.variables, found);
  if (found === null || text === null) {
    throw new ConsoleError(`Git knows no file of the ${entryNoun(kind)} "${name}".`, {
      code: `${entryNoun(kind)}-not-in-git`,
      remedy: `Fetch the branch it was written on with "git fetch --all", or take its entry out of the journal with "seqscope db:migrate:repair --drop ${name}".`,
    });
  }
  const aside = await mkdtemp(join(tmpdir(), 'seqscope-git-'));
  const mirrored = await mirror(aside, place, project.root);
  const path = join(mirrored, basename(found.path));
  await rm(path, { force: true });
  await writeFile(path, text);
  return { folder: aside, path };
}

/** What modules look for above a project: packages, their format, compiler options. */
const lookedForAbove = new Set(['node_modules', 'package.json', 'tsconfig.json']);

/**
 * Makes `place` again below `aside`: its own entries and, up to the project's root, those of the folders above it as links. A link is
 * followed when a module is resolved, so what the file requires is the project's own.
 */
async function mirror(aside: string, place: string, root: string): Promise<string> {
  const steps = place.split(sep).filter((step) => step !== '');
  const start = place.startsWith(sep) ? sep : '';
  for (let depth = 0; depth <= steps.length; depth += 1) {
    const original = start + steps.slice(0, depth).join(sep);
    const copy = join(aside, ...steps.slice(0, depth));
    await mkdir(copy, { recursive: true });
    const isInside = !relative(root, original).startsWith('..');
    for (const entry of await readdir(original === '' ? '.' : original).catch(() => [])) {
      if (entry === steps[depth] || !(isInside || lookedForAbove.has(entry))) continue;
      const target = join(original, entry);
      await symlink(target, join(copy, entry), await linkType(target));
    }
  }
  return join(aside, ...steps);
}

async function linkType(path: string): Promise<'dir' | 'file'> {
  const found = await stat(path).catch(() => null);
  return found?.isDirectory() === true ? 'dir' : 'file';
}
