/** Projects written out by a test, for what must not stand in the repository: broken code, odd files, missing packages. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';

/**
 * Writes `files` (path → text) into a new folder, removed when the test ends. `packages` are links to the repository's own
 * installed packages; a project without any has none to resolve.
 */
export function temporaryProject(
  files: Readonly<Record<string, string>>,
  packages: readonly string[] = [],
): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'seqscope-project-')));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  addFiles(root, files);
  linkPackages(root, packages);
  return root;
}

/** Writes `files` (path → text) below `root`. */
export function addFiles(root: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

/** Installs the repository's own copies of packages, as links. */
export function linkPackages(root: string, packages: readonly string[]): void {
  for (const name of packages) {
    mkdirSync(dirname(join(root, 'node_modules', name)), { recursive: true });
    symlinkSync(
      resolve(import.meta.dirname, '../../../node_modules', name),
      join(root, 'node_modules', name),
    );
  }
}
