/**
 * The exports of a migration file as the file is now. Node loads a module once for each process, but a console lives on while its
 * user mends a migration and tries again.
 */
import { readFile, realpath } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { ConsoleError } from '../errors.ts';
import { importModule } from '../project/modules/import-module.ts';

interface LoadedFile {
  readonly text: string | null;
  readonly exports: unknown;
}

const loadedFiles = new Map<string, LoadedFile>();

/**
 * An edited CommonJS or compiled file is executed again, without what it requires. Rejects with `migration-changed` for an ES
 * module, which cannot be, and otherwise as importing does.
 */
export async function importCurrent(path: string, project: { readonly root: string }): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch(() => null);
  const before = loadedFiles.get(path);
  const isChanged = before !== undefined && before.text !== text;
  if (isChanged) await forgetModule(path);
  const exports = await importModule(path, project);
  if (isChanged && before.exports === exports) throw changedModule(path);
  loadedFiles.set(path, { text, exports });
  return exports;
}

async function forgetModule(path: string): Promise<void> {
  const { cache } = createRequire(path);
  for (const name of [path, await realpath(path).catch(() => path)]) Reflect.deleteProperty(cache, name);
}

function changedModule(path: string): ConsoleError {
  return new ConsoleError(
    `"${path}" was edited after it had been loaded, and Node keeps an ES module as it was.`,
    {
      code: 'migration-changed',
      remedy: 'Start seqscope again, then repeat the step.',
      details: { file: path },
    },
  );
}
