/**
 * Makes found binaries runnable by the server's user: in place where that is possible, else as one copy in the cache,
 * which is complete or absent, never half made.
 */
import { chmod, cp, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ServerBinaries } from './find-binaries.ts';
import { hydrateLinks } from './hydrate-links.ts';
import { canReach, makeFolder, type ServerUser } from './server-user.ts';

/** Links made, readable for `user`; copies ~60 MB below `cacheDirectory` when the package is read-only or out of reach. */
export async function prepareBinaries(
  binaries: ServerBinaries,
  cacheDirectory: string,
  user: ServerUser | null,
  onStep: (text: string) => void,
): Promise<ServerBinaries> {
  const { nativeDirectory, version, build } = binaries;
  if (nativeDirectory === null) return binaries;
  if ((await isReadable(nativeDirectory, user)) && (await hydrateLinks(nativeDirectory))) return binaries;
  const copy = join(cacheDirectory, `postgresql-${build}`);
  if (!(await isFolder(copy))) {
    onStep(`Copying PostgreSQL ${version} to ${copy}`);
    await copyNative(nativeDirectory, copy, cacheDirectory, user);
  }
  return {
    ...binaries,
    initdb: join(copy, 'bin', 'initdb'),
    postgres: join(copy, 'bin', 'postgres'),
    nativeDirectory: copy,
  };
}

async function copyNative(from: string, to: string, cacheDirectory: string, user: ServerUser | null) {
  await makeFolder(cacheDirectory, user);
  const draft = await mkdtemp(join(cacheDirectory, 'copy-'));
  try {
    await cp(from, draft, { recursive: true, verbatimSymlinks: true });
    await hydrateLinks(draft);
    await openToAll(draft);
    await rename(draft, to);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    // Another process was faster: its copy is as good.
    if (!(await isFolder(to))) throw error;
  }
}

/** Everything below becomes readable, and what its owner may execute executable, for every user. */
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openToAll(path);
    else if (entry.isFile()) await chmod(path, ((await stat(path)).mode & 0o100) === 0 ? 0o644 : 0o755);
  }
}

/** One file a folder stands for the rest: npm writes a package with one umask. */
async function isReadable(nativeDirectory: string, user: ServerUser | null): Promise<boolean> {
  if (user === null) return true;
  for (const folder of ['bin', 'lib', 'share']) {
    if (!(await canReach(join(nativeDirectory, folder), user))) return false;
  }
  return ((await stat(join(nativeDirectory, 'bin', 'postgres'))).mode & 0o005) === 0o005;
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
