/**
 * Who the server runs as. PostgreSQL refuses to run as root, so root hands it to "nobody" (65534); everybody else runs it
 * as themselves. Whatever the server must read or enter has to be reachable for that user, which a home of mode 0700 is not.
 */
import { chmod, chown, lstat, mkdir, realpath, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ConsoleError } from '../../errors.ts';
import { systemStateDirectory } from './directories.ts';

export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

/** Null when the server runs as the user of this process. */
export function serverUserFor(processUserId: number | null): ServerUser | null {
  return processUserId === 0 ? { uid: 65534, gid: 65534 } : null;
}

/**
 * The directory itself when the server's user can enter every folder above it, otherwise the same path below
 * `/var/lib/seqscope`, so that different wishes stay different places.
 */
export async function reachablePlace(wanted: string, user: ServerUser | null): Promise<string> {
  if (user === null || (await canReach(wanted, user))) return wanted;
  return join(systemStateDirectory, wanted);
}

/** True when `user` may enter every existing folder on the way to `path`, and `path` itself when it is a folder. */
export async function canReach(path: string, user: ServerUser): Promise<boolean> {
  let current = await nearestExisting(path);
  for (;;) {
    const { mode, uid, gid } = await stat(current);
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    const parent = dirname(current);
    if (parent === current) return true;
    current = parent;
  }
}

/** Links are followed: it is the folders behind them that must let the user pass. */
async function nearestExisting(path: string): Promise<string> {
  let current = path;
  for (;;) {
    try {
      return await realpath(current);
    } catch {
      const parent = dirname(current);
      if (parent === current) return current;
      current = parent;
    }
  }
}

/**
 * Creates a folder and those above it. Folders of root stay root's and get mode 0711, so that the server's user can pass
 * and nobody can list them; for an ordinary user they are 0700.
 * @throws ConsoleError `embedded-directory-unusable`.
 */
export async function makeFolder(path: string, user: ServerUser | null): Promise<void> {
  const mode = user === null ? 0o700 : 0o711;
  try {
    const first = await mkdir(path, { recursive: true, mode });
    if (first === undefined || user === null) return;
    // mkdir's mode is cut by the umask: give every folder that was just made its own.
    for (let current = path; current.length >= first.length; current = dirname(current)) {
      await chmod(current, mode);
    }
  } catch (error) {
    throw unusable(path, error);
  }
}

/**
 * Makes a folder the server's own, mode 0700: nobody else, and over its socket nobody else's client, gets in.
 * @throws ConsoleError `embedded-directory-unusable`, also when the folder exists and belongs to somebody else: then its owner
 * could put another server in the place of ours.
 */
export async function makeServerFolder(path: string, user: ServerUser | null): Promise<void> {
  await makeFolder(dirname(path), user);
  try {
    await mkdir(path, { recursive: true, mode: 0o700 });
    const found = await lstat(path);
    if (!found.isDirectory()) throw new Error('It is not a directory.');
    if (found.uid !== user?.uid && found.uid !== process.getuid?.())
      throw new Error('It belongs to another user.');
    if (user !== null) await chown(path, user.uid, user.gid);
    if ((found.mode & 0o777) !== 0o700) await chmod(path, 0o700);
  } catch (error) {
    throw unusable(path, error);
  }
}

function unusable(path: string, cause: unknown): ConsoleError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new ConsoleError(`The directory "${path}" cannot be used for the embedded PostgreSQL: ${reason}`, {
    code: 'embedded-directory-unusable',
    kind: 'connection',
    remedy:
      'Set `XDG_STATE_HOME` to a directory that you may write to, for example `XDG_STATE_HOME=/var/tmp`.',
    details: { file: path },
    cause,
  });
}
