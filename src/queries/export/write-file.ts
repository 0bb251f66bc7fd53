/**
 * Writes a file that appears under its name only when it is complete: the bytes go into a file beside it, which is flushed to
 * the disk and then takes the name.
 */
import { link, lstat, open, realpath, rename, rm, type FileHandle } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { ConsoleError } from '../../errors.ts';
import { draftPath, removeStaleDrafts } from './draft-file.ts';
import type { ExportFile, ExportWriter } from './export-request.ts';

/**
 * `produce` writes everything. When it rejects, nothing is left; what it resolves to is returned, with the names of the drafts
 * that killed exports of the same file had left and that are gone now.
 */
export async function writeFileWhole<T extends object>(
  file: ExportFile,
  produce: (write: ExportWriter) => Promise<T>,
): Promise<T & { readonly removedDrafts: readonly string[] }> {
  const path = resolve(file.path);
  const place = await settlePlace(path, file);
  if (place.type === 'device') {
    const result = await writeInto(await openFor(place.path, 'w', path), produce, path, false);
    return { ...result, removedDrafts: [] };
  }
  const removedDrafts = await removeStaleDrafts(place.path);
  const draft = draftPath(place.path);
  try {
    const result = await writeInto(await openFor(draft, 'wx', path), produce, path, true);
    await takeName(draft, place.path, file.overwrites).catch((error: unknown) => {
      throw fileError(error, path);
    });
    return { ...result, removedDrafts };
  } finally {
    await rm(draft, { force: true }).catch(() => undefined);
  }
}

/** Pipes and devices have no draft beside them. The file behind a link is replaced, not the link. */
async function settlePlace(
  path: string,
  { overwrites }: ExportFile,
): Promise<{ readonly type: 'file' | 'device'; readonly path: string }> {
  const found = await lstat(path).catch(() => null);
  if (found === null) return { type: 'file', path };
  const real = await realpath(path).catch(() => path);
  const stats = await lstat(real).catch(() => found);
  if (stats.isDirectory()) throw fileError({ code: 'EISDIR' }, path);
  if (!stats.isFile() && !stats.isSymbolicLink()) return { type: 'device', path: real };
  if (!overwrites) throw fileError({ code: 'EEXIST' }, path);
  return { type: 'file', path: real };
}

async function openFor(path: string, flags: 'w' | 'wx', named: string): Promise<FileHandle> {
  return open(path, flags).catch((error: unknown) => {
    throw fileError(error, named);
  });
}

async function writeInto<T>(
  handle: FileHandle,
  produce: (write: ExportWriter) => Promise<T>,
  path: string,
  isFlushed: boolean,
): Promise<T> {
  try {
    const result = await produce(async (bytes) => {
      for (let done = 0; done < bytes.length;) {
        const { bytesWritten } = await handle.write(bytes, done).catch((error: unknown) => {
          throw fileError(error, path);
        });
        done += bytesWritten;
      }
    });
    if (isFlushed) {
      await handle.sync().catch((error: unknown) => {
        throw fileError(error, path);
      });
    }
    return result;
  } finally {
    await handle.close().catch(() => undefined);
  }
}

/** A link fails where a file has appeared meanwhile; a file system without links can only be asked before. */
async function takeName(draft: string, path: string, overwrites: boolean): Promise<void> {
  if (overwrites) return rename(draft, path);
  try {
    await link(draft, path);
  } catch (error) {
    if (codeOf(error) === 'EEXIST' || (await lstat(path).catch(() => null)) !== null) throw error;
    await rename(draft, path);
  }
}

function codeOf(error: unknown): string {
  const code: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
  return typeof code === 'string' ? code : '';
}

function fileError(error: unknown, path: string): Error {
  const code = codeOf(error);
  const told = (message: string, name: string, remedy: string, kind: 'usage' | 'failed' = 'failed'): Error =>
    new ConsoleError(message, { code: name, kind, remedy, details: { file: path }, cause: error });
  switch (code) {
    case 'EEXIST':
      return told(
        `"${path}" exists already.`,
        'file-exists',
        'Choose another name, or replace it with `--force`.',
        'usage',
      );
    case 'EISDIR':
      return told(`"${path}" is a folder.`, 'file-is-folder', 'Name a file in it.', 'usage');
    case 'ENOENT':
    case 'ENOTDIR':
      return told(
        `There is no folder "${dirname(path)}" to write "${basename(path)}" into.`,
        'folder-missing',
        'Make the folder first, or choose another.',
        'usage',
      );
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return told(
        `"${path}" may not be written.`,
        'file-unwritable',
        'Choose a folder that you may write to.',
      );
    case 'ENOSPC':
    case 'EDQUOT':
      return told(`The disk of "${path}" is full.`, 'disk-full', 'Make room, or choose another disk.');
    case '':
      return error instanceof Error ? error : new Error(String(error));
    default:
      return told(
        `"${path}" could not be written: ${error instanceof Error ? error.message : code}.`,
        'file-failed',
        'Choose another place for it.',
      );
  }
}
