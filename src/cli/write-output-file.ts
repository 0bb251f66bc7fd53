/** Writes what a command made into a file that somebody named: whole or not at all, and over nothing without being told to. */
import { link, lstat, rename, rm, writeFile } from 'node:fs/promises';
import { ConsoleError } from '../errors.ts';

/** Rejects with `file-exists` unless `overwrites`, and with `file-unwritable`. */
export async function writeOutputFile(path: string, text: string, overwrites: boolean): Promise<void> {
  const found = await lstat(path).catch(() => null);
  if (found !== null && !overwrites) throw exists(path);
  if (found?.isDirectory() === true) throw unwritable(path, 'it is a folder');
  const draft = `${path}.${process.pid}.part`;
  try {
    await writeFile(draft, text, { flag: 'wx' });
    if (overwrites) await rename(draft, path);
    else await link(draft, path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    if (code === 'EEXIST') throw exists(path);
    throw unwritable(path, code === 'ENOENT' ? 'its folder does not exist' : code);
  } finally {
    await rm(draft, { force: true });
  }
}

function exists(path: string): ConsoleError {
  return new ConsoleError(`There is a file "${path}" already.`, {
    code: 'file-exists',
    kind: 'usage',
    remedy: 'Add "--force" to replace it, or name another.',
  });
}

function unwritable(path: string, why: string): ConsoleError {
  return new ConsoleError(`The file "${path}" could not be written: ${why}.`, {
    code: 'file-unwritable',
    remedy: 'Name a file in a folder that exists and may be written to.',
  });
}
