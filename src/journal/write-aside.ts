/**
 * A file that a project does not have, as if it had it: in a folder of links beside the project, which looks like the project from where
 * the file would be.
 */
import { mkdir, mkdtemp, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';

export interface AsideFile {
  /** To be removed by the caller, with all that is in it. */
  readonly folder: string;
  readonly path: string;
}

/** `place` is the folder within `root` where the file would be, there or not. */
export async function writeAside(
  root: string,
  place: string,
  name: string,
  text: string,
): Promise<AsideFile> {
  const folder = await mkdtemp(join(tmpdir(), 'seqscope-aside-'));
  try {
    const path = join(await mirror(folder, place, root), name);
    await rm(path, { force: true });
    await writeFile(path, text);
    return { folder, path };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
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
