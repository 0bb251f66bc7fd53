/** The files of a project by their path, folders too, without what the harness puts there. */
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

export async function snapshotFiles(folder: string): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    const name = relative(folder, path).split(sep).join('/');
    if (name.startsWith('node_modules') || entry.isSymbolicLink()) continue;
    found.set(
      entry.isDirectory() ? `${name}/` : name,
      entry.isDirectory() ? '' : await readFile(path, 'utf8'),
    );
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}
